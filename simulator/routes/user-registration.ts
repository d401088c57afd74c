import { badRequest, ok, type Reply } from '../http/errors.js';
import type { Call, RegistrationCall, Route } from '../http/route.js';
import { requireLive, userOfCode } from '../organisation/registrations.js';
import { credentialOf, registrationShape } from './registration.js';

interface Registration {
  readonly firstFactorCredential: {
    readonly credentialKind: string;
    readonly credentialName?: string;
    readonly credentialInfo: { readonly credId: string; readonly clientData: string; readonly attestationData: string };
  };
  readonly secondFactorCredential?: unknown;
  readonly recoveryCredential?: unknown;
}

const kinds = ['Fido2', 'Key', 'PasswordProtectedKey'];

/** A new user's first credential, by the code from its e-mail; docs/dfns-api.md, 8.2. */
export const userRegistrationRoutes: readonly Route[] = [
  { method: 'POST', path: '/auth/registration/init', callers: 'anyone', handle: begin },
  { method: 'POST', path: '/auth/registration', callers: 'registration', handle: complete },
];

function begin(call: Call<{ username: string; registrationCode: string; orgId: string }>): Reply {
  const { organisation, challenges, body } = call;
  const { username, orgId, registrationCode: code } = body;
  const { userId } = userOfCode(organisation, { username, orgId, code });
  if (organisation.switches.registrationCodeSpent === 'at-init') requireLive(organisation, code, userId).isUsed = true;
  const challenge = challenges.issue('user-registration', userId, { code });
  const { challengeIdentifier: _, kind: __, ...shape } = registrationShape(challenge, userId, username);
  const { expiresAt, challengeIdentifier: tokenId } = challenge;
  const subject = { kind: 'Temp', identityId: userId, userId, username, tokenId, expiresAt } as const;
  const isKeyTaken = organisation.switches.keyAsFirstFactor;
  return ok({
    ...shape,
    temporaryAuthenticationToken: organisation.tokens.issue(subject).token,
    supportedCredentialKinds: {
      firstFactor: kinds.filter((kind) => kind !== 'Key' || isKeyTaken),
      secondFactor: kinds,
    },
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: [],
    otpUrl: '',
  });
}

function complete({ organisation, challenges, challengeIdentifier, body }: RegistrationCall<Registration>): Reply {
  const challenge = challenges.take('user-registration', challengeIdentifier);
  const user = organisation.users.get(challenge.identityId);
  if (!user?.isActive || challenge.code === undefined) throw badRequest('Challenge token is not valid.');
  if (user.isRegistered) throw badRequest('User is already registered');
  const isSpentAlready = organisation.switches.registrationCodeSpent === 'at-init';
  const code = isSpentAlready ? undefined : requireLive(organisation, challenge.code, user.userId);
  const { credentialKind, credentialInfo, credentialName = 'Key' } = onlyFirstFactor(body);
  if (credentialKind === 'Key' && !organisation.switches.keyAsFirstFactor)
    throw badRequest('credentials of kind Key are not supported');
  const credential = credentialOf(organisation, challenge, {
    challengeIdentifier,
    credentialKind,
    credentialInfo,
    credentialName,
  });
  if (code) code.isUsed = true;
  user.isRegistered = true;
  user.credentials.push(credential);
  const { credentialUuid: uuid, name } = credential;
  return ok({
    credential: { uuid, kind: 'Key', name },
    user: { id: user.userId, username: user.username, orgId: organisation.orgId },
  });
}

function onlyFirstFactor({ firstFactorCredential, secondFactorCredential, recoveryCredential }: Registration) {
  if (secondFactorCredential !== undefined || recoveryCredential !== undefined)
    throw badRequest('this simulator knows a first factor alone');
  return firstFactorCredential;
}
