import { conflict, forbidden, notFound, ok, type Reply, unprocessable } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import type { Actor } from '../organisation/actor.js';
import { actOrHold, pendingApprovals } from '../organisation/approvals.js';
import { newId } from '../organisation/ids.js';
import { assignableRole, roleOf } from '../organisation/roles.js';
import type { Assignment, AssignmentChange, Role } from '../organisation/state.js';
import type { Store } from '../organisation/store.js';
import { withPending } from './shapes.js';

const collection = '/permissions/{permissionId}/assignments';
const single = `${collection}/{assignmentId}`;
const mayAssign = ['Permissions:Assign'];
const mayRevoke = ['Permissions:Revoke'];
const mayRead = ['Permissions:Assignments:Read'];

/** Who holds a role; docs/dfns-api.md, 1.5. */
export const assignmentRoutes: readonly Route[] = [
  { method: 'GET', path: collection, callers: callers.USP, needs: mayRead, isSigned: false, handle: list },
  { method: 'POST', path: collection, callers: callers.USP, needs: mayAssign, isSigned: true, handle: assign },
  { method: 'DELETE', path: single, callers: callers.USP, needs: mayRevoke, isSigned: true, handle: revoke },
];

/** What a change request about an assignment wishes. */
export function assignmentWish(
  operationKind: 'Create' | 'Delete',
  permissionId: string,
  identityId: string,
  id = newId('as'),
) {
  const body = { id, permissionId, identityId, isImmutable: false };
  return { kind: 'Assignment', operationKind, body } as const satisfies Partial<AssignmentChange>;
}

/** Whether Dfns lets a caller hand out rights that it lacks itself is not known, hence the switch; docs/dfns-api.md, 5. */
export function requireNotWider({ switches }: Store, { operations }: Actor, role: Role): void {
  if (switches.widerRole === 'refuse' && !role.operations.every((operation) => operations.has(operation))) {
    throw forbidden('the permission is wider than the rights of the caller');
  }
}

function list({ organisation, params, query }: ActorCall): Reply {
  const role = roleOf(organisation, params.permissionId ?? '');
  const assignments = [...organisation.assignments.values()].filter(({ permissionId }) => permissionId === role.id);
  const all = [...assignments, ...awaited(organisation, role)];
  const { items, ...rest } = pageOf(all, query, organisation.switches.pageSize);
  return ok({ items: items.map((assignment) => withPending(organisation, assignment)), ...rest });
}

/** Assignments that a policy holds; lists show them with their change request. */
function awaited(store: Store, role: Role): Assignment[] {
  return pendingApprovals(store).flatMap(({ activity: { changeRequest } }) => {
    const { kind, operationKind, body, dateCreated } = changeRequest;
    const isMine = kind === 'Assignment' && operationKind === 'Create' && body.permissionId === role.id;
    return isMine ? [{ ...body, dateCreated, dateUpdated: dateCreated }] : [];
  });
}

function assign({ organisation, actor, params, body: { identityId } }: ActorCall<{ identityId: string }>): Reply {
  const role = assignableRole(organisation, params.permissionId ?? '');
  const identity = organisation.identity(identityId);
  if (!identity) throw notFound('Identity');
  if (!identity.it.isActive) throw unprocessable('Identity is archived or deactivated');
  if (organisation.assignmentsOf(identityId).some(({ permissionId }) => permissionId === role.id)) {
    throw conflict('the permission is already assigned to this identity');
  }
  requireNotWider(organisation, actor, role);
  const wish = assignmentWish('Create', role.id, identityId);
  const held = actOrHold(organisation, actor, wish);
  return held ? { status: 202, body: held } : ok(organisation.assignments.get(wish.body.id));
}

function revoke({ organisation, actor, params }: ActorCall): Reply {
  const role = roleOf(organisation, params.permissionId ?? '');
  const assignment = organisation.assignments.get(params.assignmentId ?? '');
  if (assignment?.permissionId !== role.id) throw notFound('Assignment');
  if (assignment.isImmutable) throw forbidden('Assignment is immutable');
  const wish = assignmentWish('Delete', role.id, assignment.identityId, assignment.id);
  const held = actOrHold(organisation, actor, wish);
  return held ? { status: 202, body: held } : { status: organisation.switches.revokeStatus };
}
