import { setTimeout as delay } from 'node:timers/promises';
import type { DfnsClient } from '../dfns/client.js';
import { ActionError } from '../error.js';

const pollEvery = 2_000;

/**
 * Waits until every change that Dfns holds for approval is decided, or the time is up.
 * @param milliseconds how long to wait at the most; 0 does not ask at all
 * @returns the approvals that are still undecided
 * @throws ActionError `APPROVAL_DENIED` or `APPROVAL_EXPIRED`
 */
export async function waitForApprovals(
  approvalIds: readonly string[],
  {
    client,
    milliseconds,
    signal,
    warn,
  }: { client: DfnsClient; milliseconds: number; signal: AbortSignal; warn: (message: string) => void },
): Promise<string[]> {
  const end = Date.now() + milliseconds;
  let undecided = [...new Set(approvalIds)];
  while (undecided.length > 0 && milliseconds > 0) {
    const states = await statesOf(undecided, client, warn);
    if (!states) break;
    for (const { id, status } of states) refuseUnlessApproved(id, status);
    undecided = states.filter(({ status }) => status === 'Pending').map(({ id }) => id);
    const left = end - Date.now();
    if (undecided.length === 0 || left <= 0) break;
    await delay(Math.min(pollEvery, left), undefined, { signal });
  }
  return undecided;
}

/** A provisioner that may not read approvals need not lose what it made: then there is no waiting. */
async function statesOf(ids: readonly string[], client: DfnsClient, warn: (message: string) => void) {
  try {
    return await Promise.all(ids.map(async (id) => ({ id, status: await client.approvalStatus(id) })));
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'FORBIDDEN') throw error;
    warn(`cannot wait for the approval: ${error.message}; ${error.cure}`);
    return undefined;
  }
}

function refuseUnlessApproved(id: string, status: string): void {
  if (status === 'Pending' || status === 'Approved') return;
  throw new ActionError(
    status === 'Expired' ? 'APPROVAL_EXPIRED' : 'APPROVAL_DENIED',
    `the approval ${id} that the change waited for is ${status.toLowerCase()}`,
    'ask those who decide in the dashboard (Policies > Approvals), and run again to ask anew',
  );
}
