import { type AtEnd, withinTime } from './action.js';
import { ephemeralLeft, type PostState } from './core/ephemeral.js';
import { ActionError } from './error.js';
import { explain } from './runner/output/failure.js';
import type { Runner } from './runner/runner.js';
import { readPostState } from './runner/state.js';
import type { World } from './world.js';

/** The post step. Usually there is nothing to archive, and nothing more is loaded. */
export async function cleanUp(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  const saved = readPostState(runner);
  if (!saved) return;
  try {
    await archiveOf(saved, runner, world, atEnd);
  } catch (error) {
    // The step fails, since nobody reads a warning on a green job, and a credential may be left behind.
    const { what, cure } = explain(error, runner.masks);
    throw ephemeralLeft(saved, `${what}; ${cure}`, error);
  }
}

async function archiveOf(saved: PostState, runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  const [{ readOptions }, { parserFor }, { parseStoreTargets }, { endEphemeral }] = await Promise.all([
    import('./runner/inputs/inputs.js'),
    import('./runner/inputs/read-kms-key.js'),
    import('./stores/target.js'),
    import('./modes/post.js'),
  ]);
  const parseAddress = await parserFor(runner.input, async () => (await import('./kms/index.js')).parseKmsAddress);
  const options = readOptions(runner, { parseTargets: parseStoreTargets, parseAddress });
  // Only `ensure` saves a state for this step.
  if (options.mode === 'bootstrap') {
    throw new ActionError(
      'POST_INPUTS_DIFFER',
      'the post step is given mode: bootstrap, and the main step was not',
      'let the inputs of this step be the same until the job ends: they are read again then, from env and vars too',
    );
  }
  const { log, masks } = runner;
  const [{ protectSecrets }, { warningsOf }, { createClock }, { kmsKeys }] = await Promise.all([
    import('./runner/protect-secrets.js'),
    import('./runner/environment.js'),
    import('./dfns/clock.js'),
    import('./modes/keys/kms-keys.js'),
  ]);
  for (const warning of warningsOf(world.environment)) log.warning(warning);
  const secured = protectSecrets(world, masks);
  const clock = createClock(() => world.now());
  await withinTime(options.timeout, world, (deadline) => {
    const shared = { ...secured, deadline, warn: log.warning };
    return endEphemeral(options, saved, { ...shared, log, clock, atEnd, kms: kmsKeys(options, shared) });
  });
}
