import { type Applied, allPages, applied, idempotent, page } from './call-helpers.js';
import type { Connection } from './connection.js';
import { type Assignment, readAssignment, readAssignments } from './responses.js';
import type { PermissionsClient } from './sdk-clients.js';

/** The calls about who holds which role. */
export function assignmentCalls(permissions: PermissionsClient, connection: Connection) {
  /** Everyone who holds a role: users, personal access tokens and service accounts. */
  async function listAssignments(roleId: string): Promise<Assignment[]> {
    const operation = { doing: 'list who holds the role', needs: 'Permissions:Assignments:Read' };
    return allPages((paginationToken) =>
      connection.perform(operation, async () =>
        readAssignments(await permissions.listAssignments({ permissionId: roleId, ...page(paginationToken) })),
      ),
    );
  }

  async function assignRole(roleId: string, accountId: string): Promise<Applied<Assignment>> {
    const assignment = { permissionId: roleId, body: { identityId: accountId } };
    return idempotent<Applied<Assignment>>(connection, {
      doing: 'assign the role',
      needs: 'Permissions:Assign',
      call: () => applied(async () => readAssignment(await permissions.createAssignment(assignment))),
      alreadyDone: async () => {
        const found = (await listAssignments(roleId)).find(({ identityId }) => identityId === accountId);
        return found && (pendingOf(found, 'Create') ?? { done: found });
      },
      refusedWith: [409],
    });
  }

  async function revokeRole(roleId: string, assignmentId: string): Promise<Applied<true>> {
    return idempotent<Applied<true>>(connection, {
      doing: 'revoke the role',
      needs: 'Permissions:Revoke',
      call: () =>
        applied(async () => {
          await permissions.deleteAssignment({ permissionId: roleId, assignmentId });
          return true as const;
        }),
      alreadyDone: async () => {
        const found = (await listAssignments(roleId)).find(({ id }) => id === assignmentId);
        return found ? pendingOf(found, 'Delete') : { done: true };
      },
      refusedWith: [404, 409, 410, 422],
    });
  }

  return { listAssignments, assignRole, revokeRole };
}

/** The change of this kind that waits for approval. */
function pendingOf({ pendingChange }: Assignment, operationKind: 'Create' | 'Delete') {
  return pendingChange?.operationKind === operationKind ? { pending: pendingChange } : undefined;
}
