import * as core from '@actions/core';
import { type EphemeralTrace, ephemeralLeft } from './account/ephemeral.js';
import { endSoon } from './runner/end.js';
import { explain, reportFailure } from './runner/failure.js';
import { readTrace } from './runner/state.js';

/** Nearly always there is nothing to archive; then nothing more is loaded. */
async function post(): Promise<void> {
  const trace = readTrace();
  if (!trace) return;
  try {
    await archiveOf(trace);
  } catch (error) {
    // A job that ends green leaves no credential behind; a warning on one would be read by nobody.
    const left = ephemeralLeft(trace, whyOf(error), error);
    reportFailure(left);
    (await import('./runner/summary.js')).writeFailureSummary(left);
  }
}

async function archiveOf(trace: EphemeralTrace): Promise<void> {
  const [{ readOptions }, { parseStoreTargets }, { log }, { startDeadline, within }, { endEphemeral }] =
    await Promise.all([
      import('./runner/inputs.js'),
      import('./stores/target.js'),
      import('./runner/log.js'),
      import('./modes/deadline.js'),
      import('./modes/post.js'),
    ]);
  const [{ protector }, { warningsOf }, { createClock }] = await Promise.all([
    import('./runner/secrets-at-once.js'),
    import('./runner/environment.js'),
    import('./dfns/clock.js'),
  ]);
  const options = readOptions((name) => core.getInput(name, { trimWhitespace: false }), parseStoreTargets);
  // Only `ensure` leaves a trace.
  if (options.mode === 'bootstrap') return;
  const deadline = startDeadline(options.timeout);
  process.once('SIGINT', deadline.cancel).once('SIGTERM', deadline.cancel);
  try {
    for (const warning of warningsOf(process.env)) log.warning(warning);
    const context = { log, deadline, environment: process.env };
    const [protect, clock] = [protector(process.env), createClock(Date.now)];
    await within(deadline, endEphemeral(options, trace, { ...context, protect, clock }));
  } finally {
    deadline.end();
  }
}

function whyOf(error: unknown): string {
  const { what, cure } = explain(error);
  return `${what}; ${cure}`;
}

void post().finally(endSoon);
