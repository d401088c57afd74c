import { ActionError } from '../../error.js';
import type { ChangeLock } from './change-lock.js';

/**
 * Whether a run failed because another was at work for the same account, so that it shall look again; by then the other is done, or
 * stands still. A store that has moved makes this run's observation stale, whether or not this run had begun a change of its own.
 */
export async function lostRace(error: unknown, lock: ChangeLock, signal: AbortSignal): Promise<boolean> {
  if (!(error instanceof ActionError) || ends.includes(error.code)) return false;
  const isCertain = conflicts.includes(error.code) || (await hasMoved(lock));
  if (!isCertain && !lock.metOther) return false;
  await lock.waitForOtherRun(signal);
  // Whoever goes on with another's change may meet that one, alive after all: an account is gone, or a name given already.
  return isCertain || (lock.tookOver && crossed.includes(error.code)) || (await hasMoved(lock));
}

const ends = ['TIMED_OUT', 'CANCELLED', 'OUTPUTS_NOT_WRITTEN', 'NOT_A_RUNNER'];
const conflicts = ['STORE_CONFLICT', 'NAME_TAKEN'];
const crossed = ['NOT_FOUND', 'DFNS_REFUSED'];

/** A store that cannot be asked is no reason to hide what went wrong. */
async function hasMoved(lock: ChangeLock): Promise<boolean> {
  return lock.hasMoved().catch(() => false);
}
