import { type AtEnd, loadSummary, withinTime } from './action.js';
import type { Context, Facts, Result, RunContext } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { runMode } from './modes/run.js';
import { runContext, type Secured, withWarnings } from './run-context.js';
import type { Options } from './runner/inputs/options.js';
import type { BootstrapOptions } from './runner/inputs/read-bootstrap.js';
import { protectSecrets } from './runner/protect-secrets.js';
import type { Runner } from './runner/runner.js';
import { savePostState } from './runner/state.js';
import { type World, whileWaiting } from './world.js';

/** Runs the mode that accepted inputs ask for, and sets the outputs. A run whose inputs are refused loads none of this. */
export async function provisionAccount(
  options: Options | BootstrapOptions,
  runner: Runner,
  world: World,
  atEnd: AtEnd,
): Promise<void> {
  const secured = protectSecrets(world, runner.masks);
  await withinTime(options.timeout, world, (deadline) => runWithin(deadline, options, runner, { ...secured, atEnd }));
}

/** What the modes share: "eager" puts it beside this, so that the bundle holds it once; it is run while Dfns is waited for. */
const sharedByModes = () =>
  Promise.all([
    import(/* webpackMode: "eager" */ './core/drift.js'),
    import(/* webpackMode: "eager" */ './core/plan.js'),
    import(/* webpackMode: "eager" */ './core/succession.js'),
    import(/* webpackMode: "eager" */ './modes/change/approvals.js'),
    import(/* webpackMode: "eager" */ './modes/change/archive-account.js'),
    import(/* webpackMode: "eager" */ './modes/change/execute.js'),
    import(/* webpackMode: "eager" */ './modes/observe/group-roles.js'),
    import(/* webpackMode: "eager" */ './modes/observe/provisioner-rights.js'),
    import(/* webpackMode: "eager" */ './modes/observe/stale-secrets.js'),
    import(/* webpackMode: "eager" */ './modes/report/log-plan.js'),
  ]);

/** A run over many accounts uses the code of this one. It is loaded from here, so that the bundle holds that code once. */
export const loadFleet = () => import('./provision-fleet.js');

async function runWithin(
  deadline: Deadline,
  options: Options | BootstrapOptions,
  runner: Runner,
  secured: Secured,
): Promise<void> {
  const { world } = secured;
  const outputs = whileWaiting(world, () => import('./runner/output/outputs.js'));
  const summary = whileWaiting(world, loadSummary);
  world.meanwhile(() => runner.masks.registerMasks());
  world.meanwhile(sharedByModes);
  const emit = async (result: Result) => (await outputs()).setOutputs(result, options, runner);
  const { context: shared, warnings } = runContext(deadline, options, secured, runner);
  const context = accountContext(shared, emit, runner);
  try {
    const result = await withWarnings(context, options.warnings, () => runMode(options, context));
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
