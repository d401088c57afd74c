import * as core from '@actions/core';
import { type EphemeralTrace, ephemeralLeft } from './account/ephemeral.js';
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
  const [{ readOptions }, { parseStoreTargets }, { log }, { protect }, { startDeadline }, { endEphemeral }] =
    await Promise.all([
      import('./runner/inputs.js'),
      import('./stores/target.js'),
      import('./runner/log.js'),
      import('./runner/mask.js'),
      import('./modes/deadline.js'),
      import('./modes/post.js'),
    ]);
  const options = readOptions((name) => core.getInput(name, { trimWhitespace: false }), parseStoreTargets);
  // Only `ensure` leaves a trace.
  if (options.mode === 'bootstrap') return;
  const deadline = startDeadline(options.timeout);
  process.once('SIGINT', deadline.cancel).once('SIGTERM', deadline.cancel);
  try {
    await endEphemeral(options, trace, { log, deadline, protect, environment: process.env });
  } finally {
    deadline.end();
  }
}

function whyOf(error: unknown): string {
  const { what, cure } = explain(error);
  return `${what}; ${cure}`;
}

void post();
