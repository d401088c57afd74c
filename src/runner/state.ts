import { type EphemeralTrace, readEphemeralTrace } from '../core/ephemeral.js';
import { ActionError } from '../error.js';
import { unwritable } from './require-runner.js';
import type { Runner } from './runner.js';

const stateName = 'ephemeral';

/**
 * Saves what the post step may have to archive. It finds this even if the process is killed right afterwards.
 * @throws ActionError `NOT_A_RUNNER` or `OUTPUTS_NOT_WRITTEN` if it cannot be saved; nothing must be created then
 */
export function leaveTrace(trace: EphemeralTrace, { hand }: Pick<Runner, 'hand'>): void {
  try {
    hand({ GITHUB_STATE: { [stateName]: JSON.stringify(trace) } });
  } catch (cause) {
    throw unwritable(['GITHUB_STATE'], cause);
  }
}

/**
 * What the main step saved; `undefined` if it created nothing.
 * @throws ActionError `STATE_UNREADABLE`
 */
export function readTrace({ state }: Pick<Runner, 'state'>): EphemeralTrace | undefined {
  const text = state(stateName);
  if (text === '') return undefined;
  const trace = readEphemeralTrace(text);
  if (trace) return trace.fingerprints.length > 0 ? trace : undefined;
  throw new ActionError(
    'STATE_UNREADABLE',
    'what the main step saved for this post step cannot be read, so that it is not known whether an ephemeral service account of this job is still there; its token may work for a day',
    'look in the dashboard (Settings > Service Accounts) for an account whose name ends in -run- and the number of this workflow run, and archive it; let no other step write the state of this one',
  );
}
