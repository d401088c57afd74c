import { badRequest, notFound, ok, type Reply } from '../http/errors.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import { createPersonalAccessToken, type NewPersonalAccessToken } from '../organisation/accounts.js';
import { assignableRole } from '../organisation/roles.js';
import { requireNotWider } from './assignments.js';
import { patShape } from './shapes.js';

type Creation = NewPersonalAccessToken & { readonly permissionId?: string; readonly externalId?: string };

const mayCreate = ['Auth:Pats:Create'];

/** Personal access tokens of the caller; docs/dfns-api.md, 1.7. */
export const patRoutes: readonly Route[] = [
  { method: 'GET', path: '/auth/pats', callers: callers.USP, needs: [], isSigned: false, handle: list },
  { method: 'POST', path: '/auth/pats', callers: callers.U, needs: mayCreate, isSigned: true, handle: create },
];

function list({ organisation, actor }: ActorCall): Reply {
  const mine = [...organisation.personalAccessTokens.values()].filter(({ userId }) => userId === actor.userId);
  return ok({ items: mine.map((pat) => patShape(organisation, pat)) });
}

function create({ organisation, actor, body }: ActorCall<Creation>): Reply {
  const { permissionId, ...wish } = body;
  if (wish.daysValid !== undefined && wish.secondsValid !== undefined)
    throw badRequest('give daysValid or secondsValid');
  const role = permissionId === undefined ? undefined : assignableRole(organisation, permissionId);
  if (role) requireNotWider(organisation, actor, role);
  const user = organisation.users.get(actor.userId);
  if (!user) throw notFound('User');
  const { pat, token } = createPersonalAccessToken(organisation, user, wish);
  if (role) organisation.assign(role.id, pat.tokenId);
  return ok(patShape(organisation, pat, token));
}
