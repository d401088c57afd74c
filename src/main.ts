import * as core from '@actions/core';
import { meanwhile, whileWaiting } from './dfns/while-waiting.js';
import type { Context, Facts } from './modes/context.js';
import { startDeadline } from './modes/deadline.js';
import { reportFailure } from './runner/failure.js';
import { readOptions } from './runner/inputs.js';
import { log } from './runner/log.js';
import { protect, tellMasks } from './runner/mask.js';
import type { Options } from './runner/options.js';
import type { BootstrapOptions } from './runner/read-bootstrap.js';
import { requireRunner } from './runner/require-runner.js';
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
  const context: Context = {
    log,
    deadline,
    environment: process.env,
    protect,
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
    for (const warning of options.warnings) context.warn(warning);
    const { runMode } = await import('./modes/run.js');
    const outcome = { ...(await runMode(options, context)), warnings };
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

void main();
