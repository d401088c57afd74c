import { type Challenge, type FirstFactor, requireSignature } from '../crypto/challenges.js';
import { ApiError, badRequest, forbidden, notAuthorized, ok, type Reply } from '../http/errors.js';
import { type ActorCall, type Call, callers, type Route } from '../http/route.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Credential } from '../organisation/state.js';

interface Signed {
  readonly challengeIdentifier: string;
  readonly firstFactor: FirstFactor;
  readonly secondFactor?: unknown;
}

interface ActionToSign {
  readonly userActionServerKind?: 'Api' | 'Staff';
  readonly userActionHttpMethod: string;
  readonly userActionHttpPath: string;
  readonly userActionPayload: string;
}

/** Login with a Key credential, and user action signing; docs/dfns-api.md, 1.2 and 1.3. */
export const signingRoutes: readonly Route[] = [
  { method: 'POST', path: '/auth/login/init', callers: 'anyone', handle: beginLogin },
  { method: 'POST', path: '/auth/login', callers: 'anyone', handle: login },
  { method: 'PUT', path: '/auth/logout', callers: callers.U, needs: [], isSigned: false, handle: logout },
  { method: 'POST', path: '/auth/action/init', callers: callers.USP, needs: [], isSigned: false, handle: beginAction },
  { method: 'POST', path: '/auth/action', callers: callers.USP, needs: [], isSigned: false, handle: signAction },
];

function beginLogin(call: Call<{ username?: string; orgId?: string; tenantId?: string; loginCode?: string }>): Reply {
  const { organisation, challenges, body } = call;
  const orgId = body.orgId ?? body.tenantId;
  if (body.username === undefined || orgId === undefined) throw badRequest('username and orgId are required');
  const user = orgId === organisation.orgId ? organisation.userNamed(body.username) : undefined;
  if (!user) throw notAuthorized('User not found');
  if (!user.isActive) throw badRequest('User account has been deactivated.');
  const credentials = user.credentials.filter(({ isActive }) => isActive);
  if (credentials.length === 0 && user.passkeys.length === 0) {
    throw notAuthorized('User does not have a credential that can be used for the application.');
  }
  return ok(challengeShape(organisation, challenges.issue('login', user.userId), credentials, user.passkeys));
}

function login({ organisation, challenges, body }: Call<Signed>): Reply {
  const challenge = challenges.take('login', body.challengeIdentifier);
  const user = organisation.users.get(challenge.identityId);
  if (!user?.isActive) throw badRequest('User account has been deactivated.');
  requireSignature(user.credentials, challenge, firstFactorOf(body));
  return ok({ token: organisation.loginTokenOf(user.username) });
}

/** An API without it answers as to any path that it does not know; docs/dfns-api.md, 8.3. */
function logout({ organisation, challenges, actor, body }: ActorCall<{ allSessions?: boolean }>): Reply {
  const { logoutStatus, actionsAfterLogout } = organisation.switches;
  if (logoutStatus !== 200) throw new ApiError(logoutStatus, 'PUT /auth/logout is not available');
  const only = body.allSessions === true ? undefined : actor.loginId;
  organisation.tokens.endLogins(actor.id, only);
  if (actionsAfterLogout === 'end') challenges.endLogins(actor.id, only);
  return ok({ message: 'Logged out' });
}

function beginAction({ organisation, actor, challenges, body }: ActorCall<ActionToSign>): Reply {
  if (body.userActionServerKind === 'Staff') throw forbidden('only Dfns staff signs for the staff API');
  const binding = { method: body.userActionHttpMethod, path: body.userActionHttpPath, payload: body.userActionPayload };
  return ok(challengeShape(organisation, challenges.issue('action', actor.id, { binding }), actor.credentials));
}

function signAction({ actor, challenges, body }: ActorCall<Signed>): Reply {
  const challenge = challenges.take('action', body.challengeIdentifier);
  if (challenge.identityId !== actor.id || !challenge.binding) throw badRequest('Challenge token is not valid.');
  requireSignature(actor.credentials, challenge, firstFactorOf(body));
  return ok({ userAction: challenges.authorise(actor.id, challenge.binding, actor.loginId) });
}

/** A Key needs no second factor, and nobody here has one. */
function firstFactorOf({ firstFactor, secondFactor }: Signed): FirstFactor {
  if (secondFactor !== undefined) throw badRequest('secondFactor: not expected');
  return firstFactor;
}

function challengeShape(
  { switches }: Organisation,
  { challenge, challengeIdentifier }: Challenge,
  credentials: readonly Credential[],
  passkeys: readonly string[] = [],
) {
  return {
    challenge,
    challengeIdentifier,
    rp: { id: 'dfns.io', name: 'Dfns' },
    supportedCredentialKinds: [{ kind: 'Key', factor: 'first', requiresSecondFactor: false }],
    userVerification: 'required',
    attestation: 'direct',
    allowCredentials: {
      key: credentials.map(({ credentialId: id, name }) => ({
        type: 'public-key',
        id,
        ...(switches.namesInChallenge ? { name } : {}),
      })),
      passwordProtectedKey: [],
      webauthn: passkeys.map((id) => ({ type: 'public-key', id })),
    },
    externalAuthenticationUrl: '',
  };
}
