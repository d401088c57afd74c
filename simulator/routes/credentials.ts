import { badRequest, notFound, ok, type Reply } from '../http/errors.js';
import { type ActorCall, type Call, callers, type Route } from '../http/route.js';
import { createCode, liveCode } from '../organisation/codes.js';
import type { Organisation } from '../organisation/organisation.js';
import { credentialOf, type Registration, registrationShape } from './registration.js';
import { credentialShape } from './shapes.js';

const base = '/auth/credentials';
const signedByUser = { callers: callers.U, needs: [], isSigned: true } as const;

/** Credentials of the caller, and their registration by a one-time code; docs/dfns-api.md, 1.7. */
export const credentialRoutes: readonly Route[] = [
  { method: 'GET', path: base, callers: callers.UP, needs: [], isSigned: false, handle: list },
  {
    method: 'POST',
    path: `${base}/init`,
    callers: callers.U,
    needs: [],
    isSigned: false,
    isKeyRotation: true,
    handle: beginCreation,
  },
  { method: 'POST', path: base, ...signedByUser, isKeyRotation: true, handle: create },
  { method: 'POST', path: `${base}/code`, ...signedByUser, handle: makeCode },
  { method: 'POST', path: `${base}/code/init`, callers: 'anyone', handle: beginByCode },
  { method: 'POST', path: `${base}/code/verify`, callers: 'anyone', handle: createByCode },
  { method: 'PUT', path: `${base}/activate`, ...signedByUser, handle: setActive(true) },
  { method: 'PUT', path: `${base}/deactivate`, ...signedByUser, handle: setActive(false) },
  { method: 'DELETE', path: `${base}/{credentialUuid}`, ...signedByUser, handle: remove },
];

function list({ organisation, actor }: ActorCall): Reply {
  const credentials = organisation.users.get(actor.userId)?.credentials ?? [];
  return ok({ items: credentials.map(credentialShape) });
}

function beginCreation({ actor, challenges, body }: ActorCall<{ kind: string }>): Reply {
  requireKey(body.kind);
  return ok(registrationShape(challenges.issue('registration', actor.id), actor.userId, actor.username));
}

/** A machine that rotates its key keeps its token, but has one key at a time. */
function create({ organisation, challenges, actor, body }: ActorCall<Registration>): Reply {
  const challenge = challenges.take('registration', body.challengeIdentifier);
  if (challenge.identityId !== actor.id || challenge.code !== undefined)
    throw badRequest('Challenge token is not valid.');
  const credential = credentialOf(organisation, challenge, body);
  const owner = organisation.identity(actor.id)?.it;
  if (owner) owner.credentials = actor.kind === 'user' ? [...owner.credentials, credential] : [credential];
  return ok(credentialShape(credential));
}

/** A code lives one minute at most [OLD]. */
function makeCode({ organisation, actor, body }: ActorCall<{ expiration: string | number }>): Reply {
  const { expiration } = body;
  const expiresAt = typeof expiration === 'string' ? Date.parse(expiration) : expiration * 1000;
  const now = organisation.clock.now();
  if (expiresAt <= now || expiresAt > now + 60_000) throw badRequest('expiration must be within one minute');
  const { code } = createCode(organisation, actor.userId, expiresAt);
  return ok({ code, expiration: organisation.clock.iso(expiresAt) });
}

function beginByCode({ organisation, challenges, body }: Call<{ credentialKind: string; code: string }>): Reply {
  requireKey(body.credentialKind);
  const { code, identityId } = liveCode(organisation, body.code);
  const user = organisation.users.get(identityId);
  if (!user?.isActive) throw badRequest('User account has been deactivated.');
  return ok(registrationShape(challenges.issue('registration', identityId, { code }), user.userId, user.username));
}

function createByCode({ organisation, challenges, body }: Call<Registration>): Reply {
  const challenge = challenges.take('registration', body.challengeIdentifier);
  if (challenge.code === undefined) throw badRequest('Challenge token is not valid.');
  const code = liveCode(organisation, challenge.code);
  const credential = credentialOf(organisation, challenge, body);
  code.isUsed = true;
  organisation.users.get(challenge.identityId)?.credentials.push(credential);
  return ok(credentialShape(credential));
}

function setActive(isActive: boolean) {
  return ({ organisation, actor, body }: ActorCall<{ credentialUuid: string }>): Reply => {
    const credential = ownCredential(organisation, actor.userId, body.credentialUuid);
    credential.isActive = isActive;
    return ok({ message: isActive ? 'Credential activated' : 'Credential deactivated' });
  };
}

function remove({ organisation, actor, params }: ActorCall): Reply {
  const credential = ownCredential(organisation, actor.userId, params.credentialUuid ?? '');
  const user = organisation.users.get(actor.userId);
  if (user) user.credentials = user.credentials.filter((other) => other !== credential);
  return ok({ message: 'Credential deleted' });
}

function ownCredential(organisation: Organisation, userId: string, uuid: string) {
  const credential = organisation.users.get(userId)?.credentials.find(({ credentialUuid }) => credentialUuid === uuid);
  if (!credential) throw notFound('Credential');
  return credential;
}

function requireKey(kind: string): void {
  if (kind !== 'Key') throw badRequest('this simulator knows credentials of kind Key only');
}
