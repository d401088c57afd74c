import { badRequest, forbidden, ok, type Reply, unprocessable } from '../http/errors.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import {
  archive,
  createServiceAccount,
  liveAccount,
  type NewServiceAccount,
  requireFreeName,
  requireUnprotected,
} from '../organisation/accounts.js';
import type { Actor } from '../organisation/actor.js';
import { blocked, hold, policyFor } from '../organisation/approvals.js';
import { newId } from '../organisation/ids.js';
import type { Organisation } from '../organisation/organisation.js';
import { assignableRole } from '../organisation/roles.js';
import type { Role } from '../organisation/state.js';
import { assignmentWish, requireNotWider } from './assignments.js';
import { serviceAccountShape } from './shapes.js';

type Creation = NewServiceAccount & { readonly permissionId?: string };

const collection = '/auth/service-accounts';
const single = `${collection}/{serviceAccountId}`;
const may = (operation: string) => [`Auth:ServiceAccounts:${operation}`];

/** Creation needs a second operation where it also assigns [DOC]. */
const mayCreate = ({ permissionId }: Creation) =>
  permissionId === undefined ? may('Create') : [...may('Create'), 'Permissions:Assign'];

/** docs/dfns-api.md, 1.4. Creation is for organisation users alone, and that decides how the action must log in; docs/dfns-api.md, 1.1. */
export const serviceAccountRoutes: readonly Route[] = [
  { method: 'GET', path: collection, callers: callers.USP, needs: may('Read'), isSigned: false, handle: list },
  { method: 'POST', path: collection, callers: callers.U, needs: mayCreate, isSigned: true, handle: create },
  { method: 'GET', path: single, callers: callers.USP, needs: may('Read'), isSigned: false, handle: read },
  { method: 'PUT', path: single, callers: callers.USP, needs: may('Update'), isSigned: true, handle: update },
  { method: 'DELETE', path: single, callers: callers.USP, needs: may('Delete'), isSigned: true, handle: remove },
  {
    method: 'PUT',
    path: `${single}/activate`,
    callers: callers.US,
    needs: may('Activate'),
    isSigned: true,
    handle: activate,
  },
  {
    method: 'PUT',
    path: `${single}/deactivate`,
    callers: callers.US,
    needs: may('Deactivate'),
    isSigned: true,
    handle: deactivate,
  },
];

function list({ organisation }: ActorCall): Reply {
  const accounts = [...organisation.serviceAccounts.values()].filter(({ isArchived }) => !isArchived);
  return ok({ items: accounts.map((account) => serviceAccountShape(organisation, account, 'reading')) });
}

function create({ organisation, actor, body }: ActorCall<Creation>): Reply {
  const { permissionId, ...wish } = body;
  requireFreeName(organisation, wish.name);
  organisation.freshKey(wish.publicKey);
  const role = permissionId === undefined ? undefined : assignableRole(organisation, permissionId);
  if (role) requireNotWider(organisation, actor, role);
  const held = role && heldCreation(organisation, actor, role);
  if (held) return { status: 202, body: held };
  const { account, token } = createServiceAccount(organisation, wish);
  if (role) assignAtCreation(organisation, actor, role, account.userId);
  else if (organisation.switches.inheritPermissions) inherit(organisation, actor.id, account.userId);
  return ok(serviceAccountShape(organisation, account, 'creation', token));
}

/** Whether a policy can stop a creation that names a role is not known, hence the switch. */
function heldCreation(organisation: Organisation, actor: Actor, role: Role) {
  const { permissionIdAtCreation } = organisation.switches;
  const policy = policyFor(organisation, 'Permissions:Assign', role.id);
  if (!policy || permissionIdAtCreation === 'assign' || permissionIdAtCreation === 'ignored') return undefined;
  if (policy.action.kind === 'Block') throw blocked(organisation);
  if (permissionIdAtCreation === 'policy-403') throw forbidden('the activity was blocked by a policy');
  if (permissionIdAtCreation === 'policy-200') return undefined;
  return hold(organisation, actor, assignmentWish('Create', role.id, newId('us')), policy);
}

function assignAtCreation(organisation: Organisation, actor: Actor, role: Role, accountId: string): void {
  const { permissionIdAtCreation } = organisation.switches;
  if (permissionIdAtCreation === 'ignored') return;
  const policy = policyFor(organisation, 'Permissions:Assign', role.id);
  if (policy && permissionIdAtCreation === 'policy-200') {
    hold(organisation, actor, assignmentWish('Create', role.id, accountId), policy);
  } else organisation.assign(role.id, accountId);
}

function inherit(organisation: Organisation, creatorId: string, accountId: string): void {
  for (const { permissionId } of organisation.assignmentsOf(creatorId)) organisation.assign(permissionId, accountId);
}

function read({ organisation, params }: ActorCall): Reply {
  return ok(serviceAccountShape(organisation, accountOf(organisation, params), 'reading'));
}

function update({ organisation, params, body }: ActorCall<{ name?: string; externalId?: string }>): Reply {
  const account = accountOf(organisation, params);
  if (!account.isActive) throw unprocessable('Service account is deactivated');
  if (body.name === '') throw badRequest('body.name: must not be empty');
  if (body.name !== undefined) {
    requireFreeName(organisation, body.name, account);
    account.name = body.name;
  }
  if (body.externalId !== undefined) account.externalId = body.externalId;
  return ok(serviceAccountShape(organisation, account, 'reading'));
}

function remove({ organisation, params, query }: ActorCall): Reply {
  const account = accountOf(organisation, params);
  requireUnprotected(organisation, account, query.get('force') === 'true');
  archive(organisation, account);
  if (organisation.switches.deleteStatus === 204) return { status: 204 };
  return ok(serviceAccountShape(organisation, account, 'change'));
}

function activate({ organisation, params }: ActorCall): Reply {
  const account = accountOf(organisation, params);
  account.isActive = true;
  return ok(serviceAccountShape(organisation, account, 'change'));
}

function deactivate({ organisation, params, body }: ActorCall<{ force?: boolean }>): Reply {
  const account = accountOf(organisation, params);
  requireUnprotected(organisation, account, body.force === true);
  account.isActive = false;
  return ok(serviceAccountShape(organisation, account, 'change'));
}

const accountOf = (organisation: Organisation, { serviceAccountId = '' }: Readonly<Record<string, string>>) =>
  liveAccount(organisation, serviceAccountId);
