import { type AtEnd, withinTime } from './action.js';
import type { Context, Facts, Result, RunContext } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { runContext, type Secured, withWarnings } from './run-context.js';
import { readOptions } from './runner/inputs/inputs.js';
import type { Options } from './runner/inputs/options.js';
import type { BootstrapOptions } from './runner/inputs/read-bootstrap.js';
import { parserFor } from './runner/inputs/read-kms-key.js';
import { protectSecrets } from './runner/protect-secrets.js';
import { requireFile, requireRunner } from './runner/require-runner.js';
import type { Runner } from './runner/runner.js';
import { savePostState } from './runner/state.js';
import { parseStoreTargets } from './stores/target.js';
import { type World, whileWaiting } from './world.js';

/** The main step: reads the inputs, runs the mode, sets the outputs. */
export async function provision(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  requireRunner(runner);
  if (runner.input('manifest').trim() !== '') {
    // A run without one loads none of it.
    const { provisionFleet } = await import('./provision-fleet.js');
    return provisionFleet(runner, world, atEnd);
  }
  const parseAddress = await parserFor(runner.input, async () => (await import('./kms/index.js')).parseKmsAddress);
  const options = readOptions(runner, { parseTargets: parseStoreTargets, parseAddress });
  if (options.exportEnv) requireFile('GITHUB_ENV', runner);
  const secured = protectSecrets(world, runner.masks);
  await withinTime(options.timeout, world, (deadline) => runWithin(deadline, options, runner, { ...secured, atEnd }));
}

async function runWithin(
  deadline: Deadline,
  options: Options | BootstrapOptions,
  runner: Runner,
  secured: Secured,
): Promise<void> {
  const { world } = secured;
  const outputs = whileWaiting(world, () => import('./runner/output/outputs.js'));
  const summary = whileWaiting(world, () => import('./runner/output/summary.js'));
  world.meanwhile(() => runner.masks.registerMasks());
  const emit = async (result: Result) => (await outputs()).setOutputs(result, options, runner);
  const { context: shared, warnings } = runContext(deadline, options, secured, runner);
  const context = accountContext(shared, emit, runner);
  try {
    const result = await withWarnings(context, options.warnings, async () =>
      (await import('./modes/run.js')).runMode(options, context),
    );
    const outcome = { ...result, warnings };
    for (const unseen of outcome.unseen) runner.log.info(`Not seen: ${unseen}`);
    (await summary()).writeSummary(outcome, runner);
  } catch (error) {
    const { setOutputs } = await outputs();
    try {
      setOutputs(context.facts(), options, runner);
    } catch {
      // The error that made the run fail is the one to report.
    }
    throw error;
  }
}

function accountContext(shared: RunContext, emit: Context['emit'], runner: Runner): Context {
  let facts: Facts = {};
  let emitted: Result | undefined;
  return {
    ...shared,
    async emit(result) {
      if (result === emitted) return;
      await emit(result);
      emitted = result;
    },
    savePostState: (saved) => savePostState(saved, runner),
    note(more) {
      facts = { ...facts, ...more };
    },
    facts: () => facts,
  };
}
