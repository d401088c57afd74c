import type { EphemeralTrace } from '../account/ephemeral.js';
import { ActionError } from '../error.js';
import type { Runner } from './runner.js';

const stateName = 'ephemeral';

/**
 * Tells the post step, also where this process is killed right after, what there may be to archive.
 * @throws ActionError `NOT_A_RUNNER` where no post step could learn of it; nothing must be created then
 */
export function leaveTrace(trace: EphemeralTrace, { takes, saveState }: Pick<Runner, 'takes' | 'saveState'>): void {
  try {
    if (!takes('GITHUB_STATE')) throw new Error('it takes nothing');
    saveState(stateName, JSON.stringify(trace));
  } catch (cause) {
    throw new ActionError(
      'NOT_A_RUNNER',
      'GITHUB_STATE does not name a file that can be written, so that nobody would archive the ephemeral account when the job ends',
      'run this as a step of a GitHub Actions workflow, or leave out ephemeral',
      cause,
    );
  }
}

/** What the main step left; `undefined` where it came to create nothing. */
export function readTrace({ state }: Pick<Runner, 'state'>): EphemeralTrace | undefined {
  const text = state(stateName);
  if (text === '') return undefined;
  const trace: EphemeralTrace = JSON.parse(text);
  return trace.fingerprints.length > 0 ? trace : undefined;
}
