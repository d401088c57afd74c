import { withinTime } from './action.js';
import { whileWaiting } from './dfns/while-waiting.js';
import type { Context, Facts } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { readOptions } from './runner/inputs.js';
import type { Options } from './runner/options.js';
import type { BootstrapOptions } from './runner/read-bootstrap.js';
import { requireRunner } from './runner/require-runner.js';
import type { Runner } from './runner/runner.js';
import { leaveTrace } from './runner/state.js';
import { parseStoreTargets } from './stores/target.js';
import type { World } from './world.js';

/** The main step: what the inputs ask for, and the outputs of it. */
export async function provision(runner: Runner, world: World): Promise<void> {
  requireRunner(runner);
  const options = readOptions(runner, parseStoreTargets);
  await withinTime(options.timeout, world, (deadline) => runWithin(deadline, options, runner, world));
}

async function runWithin(
  deadline: Deadline,
  options: Options | BootstrapOptions,
  runner: Runner,
  world: World,
): Promise<void> {
  const outputs = whileWaiting(world, () => import('./runner/outputs.js'));
  const summary = whileWaiting(world, () => import('./runner/summary.js'));
  world.meanwhile(() => runner.masks.tellMasks());
  const warnings: string[] = [];
  const context = contextOf(deadline, warnings, runner, world);
  try {
    for (const warning of options.warnings) context.warn(warning);
    const { runMode } = await import('./modes/run.js');
    const outcome = { ...(await runMode(options, context)), warnings };
    (await outputs()).setOutputs(outcome, options, runner);
    for (const unseen of outcome.unseen) runner.log.info(`Not seen: ${unseen}`);
    (await summary()).writeSummary(outcome, runner);
  } catch (error) {
    (await outputs()).setOutputs(context.facts(), options, runner);
    throw error;
  }
}

function contextOf(deadline: Deadline, warnings: string[], runner: Runner, world: World): Context {
  const { log, masks } = runner;
  let facts: Facts = {};
  return {
    world,
    log,
    deadline,
    protect: (secret) => masks.protect(secret),
    redact: (text) => masks.redact(text),
    leaveTrace: (trace) => leaveTrace(trace, runner),
    warn(message) {
      // Steps that go out together may meet the same wall.
      if (warnings.includes(message)) return;
      warnings.push(message);
      log.warning(message);
    },
    note(more) {
      facts = { ...facts, ...more };
    },
    facts: () => facts,
  };
}
