import type { PendingApproval } from '../../core/observed.js';
import type { DfnsClient } from '../../dfns/client.js';
import { ActionError } from '../../error.js';
import type { World } from '../../world.js';

const pollEvery = 2_000;

export interface Waiting {
  readonly world: Pick<World, 'now' | 'sleep'>;
  readonly client: DfnsClient;
  /** Logs in anew: a login token may end before a person has decided. */
  readonly reopen: () => Promise<DfnsClient>;
  /** How long to wait at the most; 0 does not ask at all. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/**
 * Waits until every change that Dfns holds for approval is decided, or the time is up.
 * @returns those that are still undecided
 * @throws ActionError `APPROVAL_DENIED` or `APPROVAL_EXPIRED`
 */
export async function waitForApprovals(
  pending: readonly PendingApproval[],
  waiting: Waiting,
): Promise<PendingApproval[]> {
  const { world } = waiting;
  const end = world.now() + waiting.milliseconds;
  let { client } = waiting;
  let undecided = [...pending];
  while (undecided.length > 0 && world.now() < end) {
    try {
      undecided = await stillUndecided(undecided, client);
    } catch (error) {
      // A moment in which Dfns could not be asked must not cost the account that was made.
      if (!(error instanceof ActionError) || decided.includes(error.code) || waiting.signal.aborted) throw error;
      if (error.code === 'UNAUTHENTICATED') client = await waiting.reopen();
      else if (error.code === 'FORBIDDEN') {
        waiting.warn(`cannot wait for the approval: ${error.message}; ${error.cure}`);
        break;
      }
    }
    if (undecided.length > 0) await pause(Math.min(pollEvery, end - world.now()), waiting);
  }
  return undecided;
}

const decided = ['APPROVAL_DENIED', 'APPROVAL_EXPIRED'];

/** An old response does not say which approval it waits for; such a change stays undecided. */
async function stillUndecided(pending: readonly PendingApproval[], client: DfnsClient): Promise<PendingApproval[]> {
  const states = await Promise.all(
    pending.map(async (approval) => ({
      approval,
      status: approval.approvalId ? await client.approvalStatus(approval.approvalId) : 'Pending',
    })),
  );
  for (const { approval, status } of states) {
    if (status === 'Denied' || status === 'Expired') throw refused(approval.approvalId ?? '', status);
  }
  return states.filter(({ status }) => status !== 'Approved').map(({ approval }) => approval);
}

async function pause(milliseconds: number, { world, signal }: Waiting): Promise<void> {
  if (milliseconds <= 0) return;
  try {
    await world.sleep(milliseconds, signal);
  } catch {
    throw signal.reason;
  }
}

function refused(id: string, status: 'Denied' | 'Expired'): ActionError {
  return new ActionError(
    status === 'Expired' ? 'APPROVAL_EXPIRED' : 'APPROVAL_DENIED',
    `the approval ${id} that the change waited for is ${status.toLowerCase()}`,
    'ask those who decide in the dashboard (Policies > Approvals), and run again to ask anew',
  );
}
