import type { Step } from '../../core/step.js';
import { type Execution, notePending, type Tools } from './progress.js';

/** Assigns the declared role. */
export async function assign(accountId: string, execution: Execution, { client }: Tools): Promise<void> {
  if (!execution.roleId) return;
  const assigned = await client.assignRole(execution.roleId, accountId);
  if ('done' in assigned) execution.assignmentId = assigned.done.id;
  else notePending(assigned, execution);
}

/** Assigns a role that the account's predecessor holds beside the declared one. */
export async function assignAlso(
  roleId: string,
  accountId: string,
  execution: Execution,
  { client }: Tools,
): Promise<void> {
  notePending(await client.assignRole(roleId, accountId), execution);
}

/** Revokes a role; an old answer does not say by which assignment it is held. */
export async function revoke(
  {
    accountId,
    roleId,
    assignmentId,
  }: Pick<Extract<Step, { step: 'revoke-role' }>, 'accountId' | 'roleId' | 'assignmentId'>,
  execution: Execution,
  { client }: Tools,
): Promise<void> {
  const held =
    assignmentId ?? (await client.listAssignments(roleId)).find(({ identityId }) => identityId === accountId)?.id;
  if (held) notePending(await client.revokeRole(roleId, held), execution);
}
