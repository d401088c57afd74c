import * as core from '@actions/core';
import { clockIsOff, createClock } from './dfns/clock.js';
import { meanwhile, whileWaiting } from './dfns/while-waiting.js';
import type { Context, Facts } from './modes/context.js';
import { startDeadline, within } from './modes/deadline.js';
import { endSoon } from './runner/end.js';
import { warningsOf } from './runner/environment.js';
import { reportFailure } from './runner/failure.js';
import { readOptions } from './runner/inputs.js';
import { log } from './runner/log.js';
import { tellMasks } from './runner/mask.js';
import type { Options } from './runner/options.js';
import type { BootstrapOptions } from './runner/read-bootstrap.js';
import { requireRunner } from './runner/require-runner.js';
import { protector } from './runner/secrets-at-once.js';
import { leaveTrace } from './runner/state.js';
import { parseStoreTargets } from './stores/target.js';

async function main(): Promise<void> {
  try {
    requireRunner();
    await run(readOptions((name) => core.getInput(name, { trimWhitespace: false }), parseStoreTargets));
  } catch (error) {
    reportFailure(error);
    const { writeFailureSummary } = await import('./runner/summary.js');
    writeFailureSummary(error);
  }
}

async function run(options: Options | BootstrapOptions): Promise<void> {
  const deadline = startDeadline(options.timeout);
  process.once('SIGINT', deadline.cancel).once('SIGTERM', deadline.cancel);
  const outputs = whileWaiting(() => import('./runner/outputs.js'));
  const summary = whileWaiting(() => import('./runner/summary.js'));
  meanwhile(tellMasks);
  const warnings: string[] = [];
  let facts: Facts = {};
  const clock = createClock(Date.now);
  const context: Context = {
    log,
    deadline,
    clock,
    environment: process.env,
    protect: protector(process.env),
    leaveTrace,
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
  try {
    for (const warning of [...options.warnings, ...warningsOf(process.env)]) context.warn(warning);
    const { runMode } = await import('./modes/run.js');
    const result = await within(deadline, runMode(options, context)).finally(() => {
      const off = clockIsOff(clock);
      if (off) context.warn(off);
    });
    const outcome = { ...result, warnings };
    (await outputs()).setOutputs(outcome, options);
    for (const unseen of outcome.unseen) log.info(`Not seen: ${unseen}`);
    (await summary()).writeSummary(outcome);
  } catch (error) {
    (await outputs()).setOutputs(facts, options);
    throw error;
  } finally {
    deadline.end();
  }
}

void main().finally(endSoon);
