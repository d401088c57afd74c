import { withinTime } from './action.js';
import { whileWaiting } from './dfns/while-waiting.js';
import type { Context, Facts, Result } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { readOptions } from './runner/inputs.js';
import type { Options } from './runner/options.js';
import type { BootstrapOptions } from './runner/read-bootstrap.js';
import { requireFile, requireRunner } from './runner/require-runner.js';
import type { Runner } from './runner/runner.js';
import { leaveTrace } from './runner/state.js';
import { parseStoreTargets } from './stores/target.js';
import type { World } from './world.js';

/** The main step: what the inputs ask for, and the outputs of it. */
export async function provision(runner: Runner, world: World): Promise<void> {
  requireRunner(runner);
  const options = readOptions(runner, parseStoreTargets);
  if (options.exportEnv) requireFile('GITHUB_ENV', runner);
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
  const emit = async (result: Result) => (await outputs()).setOutputs(result, options, runner);
  const context = contextOf(deadline, warnings, emit, runner, world);
  try {
    for (const warning of options.warnings) context.warn(warning);
    const { runMode } = await import('./modes/run.js');
    const outcome = { ...(await runMode(options, context)), warnings };
    for (const unseen of outcome.unseen) runner.log.info(`Not seen: ${unseen}`);
    (await summary()).writeSummary(outcome, runner);
  } catch (error) {
    const { setOutputs } = await outputs();
    try {
      setOutputs(context.facts(), options, runner);
    } catch {
      // What made the run fail is the one thing to tell.
    }
    throw error;
  }
}

function contextOf(
  deadline: Deadline,
  warnings: string[],
  emit: Context['emit'],
  runner: Runner,
  world: World,
): Context {
  const { log, masks } = runner;
  let facts: Facts = {};
  let emitted: Result | undefined;
  return {
    world,
    log,
    deadline,
    protect: (secret) => masks.protect(secret),
    redact: (text) => masks.redact(text),
    async emit(result) {
      if (result === emitted) return;
      await emit(result);
      emitted = result;
    },
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
