import { type AtEnd, withinTime } from './action.js';
import type { PostState } from './core/ephemeral.js';
import { createClock } from './dfns/clock.js';
import { ActionError } from './error.js';
import { parsersFor } from './input-parsers.js';
import { kmsKeys } from './modes/keys/kms-keys.js';
import { endEphemeral } from './modes/post.js';
import { warningsOf } from './runner/environment.js';
import { readOptions } from './runner/inputs/inputs.js';
import { protectSecrets } from './runner/protect-secrets.js';
import type { Runner } from './runner/runner.js';
import type { World } from './world.js';

/**
 * Reads the inputs again and archives the account that the main step left.
 * @throws ActionError of what kept it from being archived
 */
export async function archiveEphemeral(saved: PostState, runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  const options = readOptions(runner, await parsersFor(runner.input));
  // Only `ensure` saves a state for this step.
  if (options.mode === 'bootstrap') {
    throw new ActionError(
      'POST_INPUTS_DIFFER',
      'the post step is given mode: bootstrap, and the main step was not',
      'let the inputs of this step be the same until the job ends: they are read again then, from env and vars too',
    );
  }
  const { log, masks } = runner;
  for (const warning of warningsOf(world.environment)) log.warning(warning);
  const secured = protectSecrets(world, masks);
  const clock = createClock(() => world.now());
  await withinTime(options.timeout, world, (deadline) => {
    const shared = { ...secured, deadline, warn: log.warning };
    return endEphemeral(options, saved, { ...shared, log, clock, atEnd, kms: kmsKeys(options, shared) });
  });
}
