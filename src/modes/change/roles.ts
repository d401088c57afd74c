import type { StepOf } from '../../core/step.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Context } from '../context.js';
import type { StepHandlers } from './execute.js';
import { notePending, type Progress } from './progress.js';

/** Handlers of the steps that change the role itself. */
export function roleHandlers(
  client: DfnsClient,
  { note }: Pick<Context, 'note'>,
): StepHandlers<'create-role' | 'update-role'> {
  return {
    async 'create-role'(step, progress) {
      progress.roleId = (await client.createRole(step.role, step.permissions)).id;
      note({ roleName: step.role });
    },
    async 'update-role'(step, progress) {
      notePending(await client.updateRole({ id: step.roleId, name: step.role }, step.permissions), progress);
    },
  };
}

/** Assigns the declared role. */
export async function assignRole(accountId: string, progress: Progress, client: DfnsClient): Promise<void> {
  if (!progress.roleId) return;
  const assigned = await client.assignRole(progress.roleId, accountId);
  if ('done' in assigned) progress.assignmentId = assigned.done.id;
  else notePending(assigned, progress);
}

/** Revokes a role; an old response does not say by which assignment it is held. */
export async function revokeRole(
  { accountId, roleId, assignmentId }: Pick<StepOf<'revoke-role'>, 'accountId' | 'roleId' | 'assignmentId'>,
  progress: Progress,
  client: DfnsClient,
): Promise<void> {
  const held =
    assignmentId ?? (await client.listAssignments(roleId)).find(({ identityId }) => identityId === accountId)?.id;
  if (held) notePending(await client.revokeRole(roleId, held), progress);
}
