import type { Challenges } from '../crypto/challenges.js';
import type { Actor } from '../organisation/actor.js';
import { holds, nameOf } from '../organisation/operations.js';
import type { Organisation } from '../organisation/organisation.js';
import { forbidden, notAuthorized } from './errors.js';
import { callers, type GuardedRoute, type Received } from './route.js';

/** Whose token a request carries, or undefined where it carries none. A token that is not good any more is refused. */
export function authenticate(organisation: Organisation, { headers }: Pick<Received, 'headers'>): Actor | undefined {
  const { authorization } = headers;
  if (typeof authorization !== 'string') return undefined;
  const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  const record = organisation.tokens.read(token);
  // One of a registration is good for that alone.
  const actor = record && record.kind !== 'Temp' && actorOf(organisation, record.identityId, record.tokenId);
  if (!actor) throw notAuthorized('user token is missing or invalid');
  return actor;
}

/** Which registration a request goes on with. */
export function registrationOf(organisation: Organisation, { headers }: Pick<Received, 'headers'>): string {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(String(headers.authorization ?? '')) ?? [];
  const record = organisation.tokens.read(token);
  if (record?.kind !== 'Temp') throw notAuthorized('user token is missing or invalid');
  return record.tokenId;
}

function actorOf(organisation: Organisation, identityId: string, tokenId: string): Actor | undefined {
  const identity = organisation.identity(identityId);
  if (!identity?.it.isActive) return undefined;
  const { id, kind } = identity;
  const operations = organisation.operationsOf(id);
  const credentials = identity.it.credentials.filter(({ isActive }) => isActive);
  if (identity.kind === 'user') {
    return { id, kind, userId: id, loginId: tokenId, username: identity.it.username, credentials, operations };
  }
  if (identity.kind === 'service-account') {
    return { id, kind, userId: id, tokenId, username: identity.it.name, credentials, operations };
  }
  // What a personal access token may do is what both it and its user may do; docs/dfns-api.md, 1.7.
  const user = organisation.users.get(identity.it.userId);
  if (!user?.isActive) return undefined;
  const ofUser = organisation.operationsOf(user.userId);
  const both = new Set([...operations].filter((operation) => ofUser.has(operation)));
  return { id, kind, userId: user.userId, tokenId, username: user.username, credentials, operations: both };
}

/** Refuses kinds of callers that the endpoint refuses; docs/dfns-api.md, 1, and 1.7 for the conflict about key rotation. */
export function requireCaller({ switches }: Organisation, actor: Actor, route: GuardedRoute): void {
  const allowed = route.isKeyRotation && switches.serviceAccountsRotateKeys ? callers.USP : route.callers;
  if (!allowed.some((kind) => kind === actor.kind)) {
    const kinds = { user: 'Organization users', pat: 'Personal access tokens', 'service-account': 'Service accounts' };
    throw forbidden(`${kinds[actor.kind]} are not allowed to call ${route.method} ${route.path}`);
  }
}

/** Refuses a caller that lacks one of the operations, in Dfns's words; docs/dfns-api.md, 4. */
export function requireOperations(organisation: Organisation, actor: Actor, operations: readonly string[]): void {
  const missing = operations.find((operation) => !holds(actor.operations, operation));
  if (missing !== undefined) {
    const name = nameOf(missing, organisation.switches.vocabulary);
    throw forbidden(`CustomerEmployee ${actor.userId} is not authorized to perform operation (${name})`);
  }
}

/** Refuses a request whose user action does not sign exactly this request of this caller. */
export function requireUserAction(challenges: Challenges, actor: Actor, received: Received): void {
  const header = received.headers['x-dfns-useraction'];
  challenges.redeem(typeof header === 'string' ? header : undefined, actor.id, received);
}
