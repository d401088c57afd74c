import { ApiError, ok, type Reply } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import { actOrHold } from '../organisation/approvals.js';
import { createRole, type RoleUpdate, requireChangeable, roleOf } from '../organisation/roles.js';
import { roleShape, withPending } from './shapes.js';

const single = '/permissions/{permissionId}';
const may = (operation: string) => [`Permissions:${operation}`];

/** Roles, which the API calls permissions; docs/dfns-api.md, 1.5. */
export const permissionRoutes: readonly Route[] = [
  { method: 'GET', path: '/permissions', callers: callers.USP, needs: may('Read'), isSigned: false, handle: list },
  { method: 'POST', path: '/permissions', callers: callers.USP, needs: may('Create'), isSigned: true, handle: create },
  { method: 'GET', path: single, callers: callers.USP, needs: may('Read'), isSigned: false, handle: read },
  { method: 'PUT', path: single, callers: callers.USP, needs: may('Update'), isSigned: true, handle: update },
  {
    method: 'PUT',
    path: `${single}/archive`,
    callers: callers.USP,
    needs: may('Archive'),
    isSigned: true,
    handle: update,
  },
  { method: 'DELETE', path: single, callers: callers.USP, needs: may('Archive'), isSigned: true, handle: remove },
];

function list({ organisation, query }: ActorCall): Reply {
  const { items, ...rest } = pageOf([...organisation.roles.values()], query, organisation.switches.pageSize);
  return ok({ items: items.map((role) => withPending(organisation, roleShape(role))), ...rest });
}

function create({ organisation, body }: ActorCall<{ name: string; operations: string[] }>): Reply {
  return ok(roleShape(createRole(organisation, body.name, body.operations)));
}

function read({ organisation, params }: ActorCall): Reply {
  return ok(withPending(organisation, roleShape(roleOf(organisation, params.permissionId ?? ''))));
}

/** What replaces archiving; what it answers is not known, nor whether an API has it yet; docs/dfns-api.md, 8.4. */
function remove(call: ActorCall): Reply {
  const { deletePermissionStatus: status } = call.organisation.switches;
  if (status === 404 || status === 405) throw new ApiError(status, 'DELETE /permissions is not available');
  const { body, ...reply } = update({ ...call, body: { isArchived: true } } as ActorCall<RoleUpdate>);
  if (reply.status === 202) return { ...reply, body };
  return status === 204 ? { status } : ok({});
}

/** Renames, changes, archives or unarchives: the contract allows each path its own members. */
function update({ organisation, actor, params, body }: ActorCall<RoleUpdate>): Reply {
  const role = roleOf(organisation, params.permissionId ?? '');
  requireChangeable(organisation, role, body);
  const { id, status, isImmutable } = role;
  const changed = {
    id,
    status,
    isImmutable,
    name: body.name ?? role.name,
    operations: [...(body.operations ?? role.operations)],
    isArchived: body.isArchived ?? role.isArchived,
  };
  const held = actOrHold(organisation, actor, { kind: 'Permission', operationKind: 'Update', body: changed });
  return held ? { status: 202, body: held } : ok(roleShape(role));
}
