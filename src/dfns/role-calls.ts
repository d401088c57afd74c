import { holdsExactly } from '../core/find-role.js';
import type { Role } from '../core/observed.js';
import { type Applied, allPages, applied, idempotent, page } from './call-helpers.js';
import type { Connection } from './connection.js';
import { readRole, readRoles } from './responses.js';
import type { PermissionsClient } from './sdk-clients.js';

/** The calls about roles, which the API names permissions. */
export function roleCalls(permissions: PermissionsClient, connection: Connection) {
  const { perform } = connection;

  async function listRoles(): Promise<Role[]> {
    const operation = { doing: 'list the roles', needs: 'Permissions:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () => readRoles(await permissions.listPermissions(page(paginationToken)))),
    );
  }

  /** Role names are unique, so that a role of this name that is there after an unclear creation is the one asked for. */
  async function createRole(name: string, operations: readonly string[]): Promise<Role> {
    const body = { name, operations: [...operations] as never };
    return idempotent(connection, {
      doing: `create the role ${name}`,
      needs: 'Permissions:Create',
      call: async () => readRole(await permissions.createPermission({ body })),
      alreadyDone: async () =>
        (await listRoles()).find((role) => role.name === name && !role.isArchived && holdsExactly(role, operations)),
      refusedWith: [409],
    });
  }

  async function updateRole(
    { id, name }: Pick<Role, 'id' | 'name'>,
    operations: readonly string[],
  ): Promise<Applied<Role>> {
    const update = { permissionId: id, body: { operations: [...operations] as never } };
    return perform({ doing: `change the role ${name}`, needs: 'Permissions:Update' }, () =>
      applied(async () => readRole(await permissions.updatePermission(update))),
    );
  }

  return { listRoles, createRole, updateRole };
}
