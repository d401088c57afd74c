import { holdsExactly } from '../core/find-role.js';
import type { Role } from '../core/observed.js';
import { type Applied, allPages, applied, page, unlessRefusedWith } from './call-helpers.js';
import type { Connection } from './connection.js';
import { type Assignment, readAssignment, readAssignments, readRole, readRoles } from './responses.js';
import type { PermissionsClient } from './sdk-clients.js';

/** The calls about roles, which the API names permissions, and about who holds them. */
export function roleCalls(permissions: PermissionsClient, { perform }: Connection) {
  async function listRoles(): Promise<Role[]> {
    const operation = { doing: 'list the roles', needs: 'Permissions:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () => readRoles(await permissions.listPermissions(page(paginationToken)))),
    );
  }

  /** Everyone who holds a role: users, personal access tokens and service accounts. */
  async function listAssignments(roleId: string): Promise<Assignment[]> {
    const operation = { doing: 'list who holds the role', needs: 'Permissions:Assignments:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () =>
        readAssignments(await permissions.listAssignments({ permissionId: roleId, ...page(paginationToken) })),
      ),
    );
  }

  /** Role names are unique, so that a role of this name that is there after an unclear creation is the one asked for. */
  async function createRole(name: string, operations: readonly string[]): Promise<Role> {
    const body = { name, operations: [...operations] as never };
    const existing = async () =>
      (await listRoles()).find((role) => role.name === name && !role.isArchived && holdsExactly(role, operations));
    return perform(
      { doing: `create the role ${name}`, needs: 'Permissions:Create' },
      () => unlessRefusedWith([409], existing, async () => readRole(await permissions.createPermission({ body }))),
      existing,
    );
  }

  async function updateRole(role: Pick<Role, 'id' | 'name'>, operations: readonly string[]): Promise<Applied<Role>> {
    return perform({ doing: `change the role ${role.name}`, needs: 'Permissions:Update' }, () =>
      applied(async () =>
        readRole(
          await permissions.updatePermission({ permissionId: role.id, body: { operations: [...operations] as never } }),
        ),
      ),
    );
  }

  async function assignRole(roleId: string, accountId: string): Promise<Applied<Assignment>> {
    const existing = async () => (await listAssignments(roleId)).find(({ identityId }) => identityId === accountId);
    const look = async (): Promise<Applied<Assignment> | undefined> => {
      const assignment = await existing();
      if (!assignment) return undefined;
      return assignment.pendingChange?.operationKind === 'Create'
        ? { pending: assignment.pendingChange }
        : { done: assignment };
    };
    return perform(
      { doing: 'assign the role', needs: 'Permissions:Assign' },
      () =>
        unlessRefusedWith([409], look, () =>
          applied(async () =>
            readAssignment(
              await permissions.createAssignment({ permissionId: roleId, body: { identityId: accountId } }),
            ),
          ),
        ),
      look,
    );
  }

  async function revokeRole(roleId: string, assignmentId: string): Promise<Applied<true>> {
    const gone = async (): Promise<Applied<true> | undefined> => {
      const assignment = (await listAssignments(roleId)).find(({ id }) => id === assignmentId);
      if (!assignment) return { done: true };
      return assignment.pendingChange?.operationKind === 'Delete' ? { pending: assignment.pendingChange } : undefined;
    };
    return perform(
      { doing: 'revoke the role', needs: 'Permissions:Revoke' },
      () =>
        unlessRefusedWith([404, 409, 410, 422], gone, () =>
          applied(async () => {
            await permissions.deleteAssignment({ permissionId: roleId, assignmentId });
            return true as const;
          }),
        ),
      gone,
    );
  }

  return { listRoles, listAssignments, createRole, updateRole, assignRole, revokeRole };
}
