import type { Plan } from '../account/plan.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { waitForApprovals } from './approval.js';
import type { Context } from './context.js';
import { type Execution, noteAssignment, type Tools } from './execution.js';
import type { Organisation } from './observe.js';

/** Waits for what Dfns holds for approval, as long as the user wants; that does not count against `timeout`. */
export async function settleApprovals(
  execution: Execution,
  organisation: Organisation,
  options: Options,
  context: Context,
): Promise<void> {
  const { pendingApprovals } = execution;
  if (pendingApprovals.length === 0) return;
  const { signal } = context.deadline;
  const milliseconds = options.waitForApproval;
  context.deadline.extend(milliseconds);
  execution.pendingApprovals = await waitForApprovals(pendingApprovals, {
    ...organisation,
    world: context.world,
    milliseconds,
    signal,
    warn: context.warn,
  });
  execution.wasApproved = execution.pendingApprovals.length === 0;
}

/** A new account without its role must not take the place of one that works. */
export function rotationHeld({ name }: Options, { pendingApprovals }: Execution): ActionError {
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
export async function noteApproved(execution: Execution, plan: Plan, { client, connection }: Tools): Promise<void> {
  const accountId = execution.createdId ?? plan.account?.id;
  if (!execution.wasApproved || !accountId || !execution.roleId) return;
  for (let look = 1; look <= 5; look++) {
    noteAssignment((await client.getAccount(accountId)).roles, execution);
    if (execution.assignmentId) return;
    await connection.world.sleep(1_000, connection.signal);
  }
  throw new ActionError(
    'APPROVED_NOT_APPLIED',
    `the assignment of the role was approved, but the account ${accountId} does not hold it`,
    'look at the change in the dashboard (Policies > Approvals), and run again',
  );
}
