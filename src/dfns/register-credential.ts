import { attest } from '../core/attestation.js';
import { isText } from '../core/json.js';
import { ActionError } from '../error.js';
import { codeRefused } from './code-refusal.js';
import type { Connection } from './connection.js';
import { beginUser, completeUser } from './register-user.js';
import type { NewProvisionerCredential, Registration, RegistrationState } from './registration.js';
import { WrongShape } from './response-parts.js';
import { AuthClient } from './sdk-clients.js';
import { keySigner } from './signer.js';
import { tryLogin } from './try-login.js';

/**
 * Registers a Key credential with a one-time code: two requests that nobody signs in for. The second spends the code, so that it is
 * never replayed blindly: where its response is lost, a login with the key shows whether it was registered.
 * @throws ActionError `CODE_REFUSED` or `CODE_OF_OTHER_USER`: then the key was never sent; after any other it may have been registered
 */
export async function registerCredential(connection: Connection, registration: Registration): Promise<void> {
  const auth = new AuthClient(connection.sdkOptions() as ConstructorParameters<typeof AuthClient>[0]);
  const { credential } = registration;
  let state: RegistrationState = 'challenge';
  const register = async () => {
    const finish = registration.isFirst
      ? await beginUser(auth, registration).then((challenge) => () => completeUser(connection, registration, challenge))
      : await requestChallenge(auth, registration).then((challenge) => () => sendKey(auth, registration, challenge));
    state = 'sent';
    await finish();
    return true;
  };
  const isRegistered = async () => (state === 'sent' && (await logsIn(connection, credential))) || undefined;
  try {
    await connection.perform({ doing: `register a Key credential of ${credential.username}` }, register, isRegistered);
  } catch (error) {
    // An attempt whose response was lost may have spent the code: then the next one is refused, since the code is used up.
    if (await isRegistered()) return;
    throw codeRefused(error, state, registration) ?? error;
  }
}

interface Challenge {
  readonly challenge: string;
  readonly challengeIdentifier: string;
}

/** @throws ActionError `CODE_OF_OTHER_USER` */
async function requestChallenge(auth: AuthClient, { code, credential }: Registration): Promise<Challenge> {
  const answer: unknown = await auth.createCredentialChallengeWithCode({ body: { credentialKind: 'Key', code } });
  const { user, ...challenge } = readChallenge(answer);
  if (user !== credential.username) throw otherUser(user, credential.username);
  return challenge;
}

/** Sends the key with its attestation; a challenge serves once. */
async function sendKey(
  auth: AuthClient,
  { name, credential: { credentialId, key } }: Registration,
  { challenge, challengeIdentifier }: Challenge,
): Promise<void> {
  const credentialInfo = { credId: credentialId, ...(await attest(challenge, key)) };
  await auth.createCredentialWithCode({
    body: { credentialKind: 'Key', credentialName: name, challengeIdentifier, credentialInfo },
  });
}

async function logsIn(connection: Connection, credential: NewProvisionerCredential): Promise<boolean> {
  const { username, orgId, credentialId, key } = credential;
  const signer = keySigner(connection.world, key, credentialId);
  return (await tryLogin(connection, { orgId, username, signer })).state === 'working';
}

/** Reads `{challenge, challengeIdentifier, user{id,name,displayName}, …}` (docs/dfns-api.md, 1.7). */
function readChallenge(answer: unknown): { challenge: string; challengeIdentifier: string; user: string } {
  const { challenge, challengeIdentifier, user } = answer as Record<string, unknown>;
  const { name } = (user ?? {}) as Record<string, unknown>;
  if (!isText(challenge) || !isText(challengeIdentifier))
    throw new WrongShape('the answer holds no challenge for a new credential');
  if (!isText(name)) throw new WrongShape('the answer does not say which user the code is for');
  return { challenge, challengeIdentifier, user: name };
}

function otherUser(actual: string, wanted: string): ActionError {
  return new ActionError(
    'CODE_OF_OTHER_USER',
    `the credential code is for the user ${actual}, not for provisioner-username ${wanted}; nothing was registered`,
    'have the code made by the user who shall be the provisioner, or correct provisioner-username',
  );
}
