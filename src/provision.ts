import { type AtEnd, withinTime } from './action.js';
import { clockIsOff, createClock } from './dfns/clock.js';
import type { Context, Facts, Result } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { kmsKeys } from './modes/keys/kms-keys.js';
import { warningsOf } from './runner/environment.js';
import { readOptions } from './runner/inputs/inputs.js';
import type { Options } from './runner/inputs/options.js';
import type { BootstrapOptions } from './runner/inputs/read-bootstrap.js';
import { parserFor } from './runner/inputs/read-kms-key.js';
import { type Protection, protectSecrets } from './runner/protect-secrets.js';
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

type Secured = Protection & { readonly atEnd: AtEnd };

async function runWithin(
  deadline: Deadline,
  options: Options | BootstrapOptions,
  runner: Runner,
  secured: Protection & { atEnd: AtEnd },
): Promise<void> {
  const { world } = secured;
  const outputs = whileWaiting(world, () => import('./runner/output/outputs.js'));
  const summary = whileWaiting(world, () => import('./runner/output/summary.js'));
  world.meanwhile(() => runner.masks.registerMasks());
  const warnings: string[] = [];
  const emit = async (result: Result) => (await outputs()).setOutputs(result, options, runner);
  const context = contextOf(deadline, warnings, emit, { options, runner, secured });
  try {
    for (const warning of [...options.warnings, ...warningsOf(world.environment)]) context.warn(warning);
    const { runMode } = await import('./modes/run.js');
    const result = await runMode(options, context).finally(() => {
      const off = clockIsOff(context.clock);
      if (off) context.warn(off);
    });
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

function contextOf(
  deadline: Deadline,
  warnings: string[],
  emit: Context['emit'],
  { options, runner, secured }: { options: Options | BootstrapOptions; runner: Runner; secured: Secured },
): Context {
  const { world, protect, atEnd } = secured;
  const { log, masks } = runner;
  const warn = (message: string) => {
    // Steps that run together may fail for the same reason.
    if (warnings.includes(message)) return;
    warnings.push(message);
    log.warning(message);
  };
  let facts: Facts = {};
  let emitted: Result | undefined;
  return {
    world,
    log,
    deadline,
    clock: createClock(() => world.now()),
    kms: kmsKeys(options, { world, deadline, warn }),
    atEnd,
    protect,
    redact: (text) => masks.redact(text),
    async emit(result) {
      if (result === emitted) return;
      await emit(result);
      emitted = result;
    },
    savePostState: (saved) => savePostState(saved, runner),
    warn,
    note(more) {
      facts = { ...facts, ...more };
    },
    facts: () => facts,
  };
}
