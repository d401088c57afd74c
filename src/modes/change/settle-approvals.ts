import type { PendingApproval } from '../../core/observed.js';
import { poll } from '../../core/poll.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import type { Organisation } from '../observe/organisation.js';
import { waitForApprovals } from './approvals.js';
import type { Change } from './change.js';
import { createdId, noteAssignment, type Progress } from './progress.js';

/** Waits for what Dfns holds for approval, as long as the user wants; that does not count against `timeout`. */
export async function settleApprovals(
  progress: Progress,
  organisation: Organisation,
  options: Options,
  context: Context,
): Promise<void> {
  const isWaitedFor = ({ approvalId = '' }: PendingApproval) => organisation.waitedFor?.has(approvalId) ?? false;
  const waitedFor = progress.pendingApprovals.filter(isWaitedFor);
  const pending = progress.pendingApprovals.filter((each) => !isWaitedFor(each));
  if (pending.length === 0) return;
  const { signal } = context.deadline;
  const milliseconds = options.waitForApproval;
  context.deadline.extend(milliseconds);
  const undecided = await waitForApprovals(pending, {
    ...organisation,
    world: context.world,
    milliseconds,
    signal,
    warn: context.warn,
  });
  progress.pendingApprovals = [...waitedFor, ...undecided];
  progress.wasApproved = progress.pendingApprovals.length === 0;
}

/** A new account without its role must not take the place of one that works. */
export function rotationHeld({ name }: Options, { pendingApprovals }: Progress): ActionError {
  const ids = pendingApprovals.map(({ approvalId }) => approvalId ?? 'one that Dfns did not name').join(', ');
  return new ActionError(
    'ROTATION_HELD',
    `the new account for ${name} cannot have its role before the approval ${ids}; the old one stays as it is, and its credential works`,
    'raise wait-for-approval to the time that those who decide need, and run again; or let the policy except this provisioner',
  );
}

/**
 * What was approved must also have been applied; the assignment that it brought about has its id only now.
 * @throws ActionError `APPROVED_NOT_APPLIED`
 */
export async function noteApproved(progress: Progress, { decision, client, connection }: Change): Promise<void> {
  const accountId = createdId(progress.account) ?? decision.plan.account?.id;
  if (!progress.wasApproved || !accountId || !progress.roleId) return;
  const look = async () => noteAssignment((await client.getAccount(accountId)).roles, progress);
  await poll(look, {
    isEnough: () => progress.assignmentId !== undefined,
    times: 5,
    pause: () => connection.world.sleep(1_000, connection.signal),
  });
  if (progress.assignmentId) return;
  throw new ActionError(
    'APPROVED_NOT_APPLIED',
    `the assignment of the role was approved, but the account ${accountId} does not hold it`,
    'look at the change in the dashboard (Policies > Approvals), and run again',
  );
}
