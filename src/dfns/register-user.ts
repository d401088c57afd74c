import { attest } from '../core/attestation.js';
import { isText } from '../core/json.js';
import { ActionError } from '../error.js';
import type { Connection } from './connection.js';
import type { Registration } from './registration.js';
import { WrongShape } from './response-parts.js';
import { AuthClient } from './sdk-clients.js';

/** What a new user's registration begins with, and the token under which it ends. */
export interface FirstChallenge {
  readonly challenge: string;
  /** A secret. */
  readonly token: string;
}

/**
 * Begins the registration of a new user with the code that Dfns sent by e-mail (docs/dfns-api.md, 8.2): nobody is logged in yet.
 * @throws ActionError `CODE_REFUSED` where the organisation lets no user register a Key
 */
export async function beginUser(auth: AuthClient, { code, credential }: Registration): Promise<FirstChallenge> {
  const { username, orgId } = credential;
  const answer: unknown = await auth.createRegistrationChallenge({ body: { username, registrationCode: code, orgId } });
  const {
    challenge,
    temporaryAuthenticationToken: token,
    supportedCredentialKinds,
  } = answer as Record<string, unknown>;
  if (!isText(challenge) || !isText(token)) throw new WrongShape('the answer holds no challenge for a new user');
  const { firstFactor } = (supportedCredentialKinds ?? {}) as Record<string, unknown>;
  if (Array.isArray(firstFactor) && !firstFactor.includes('Key')) throw noKeyTaken(username, firstFactor);
  return { challenge, token };
}

/** Makes the key the first credential of the user; it spends the code. */
export async function completeUser(
  connection: Connection,
  { name, credential: { credentialId, key } }: Registration,
  { challenge, token }: FirstChallenge,
): Promise<void> {
  const auth = new AuthClient(connection.sdkOptions({ token }) as ConstructorParameters<typeof AuthClient>[0]);
  const credentialInfo = { credId: credentialId, ...(await attest(challenge, key)) };
  const firstFactorCredential = { credentialKind: 'Key' as const, credentialName: name, credentialInfo };
  await auth.register({ body: { firstFactorCredential } });
}

function noKeyTaken(username: string, kinds: readonly unknown[]): ActionError {
  return new ActionError(
    'CODE_REFUSED',
    `the organisation does not let ${username} register a Key: it takes ${kinds.filter(isText).join(', ') || 'nothing'}; the code is not spent`,
    'have the organisation allow Key credentials, or let a user with a passkey make a credential-code: docs/bootstrap.md',
  );
}
