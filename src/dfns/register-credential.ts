import { attest } from '../account/attestation.js';
import type { ProvisionerCredential } from '../account/provisioner-document.js';
import { ActionError } from '../error.js';
import { WrongShape } from './answers.js';
import type { Connection } from './connection.js';
import { DfnsFault } from './fault.js';
import { AuthClient } from './sdk-clients.js';
import { keySigner } from './signer.js';
import { tryLogin } from './try-login.js';

export interface Registration {
  /** The one-time code of the user, who made it in the dashboard or by `POST /auth/credentials/code` (facts 1.7). */
  readonly code: string;
  /** How the dashboard lists the credential. */
  readonly name: string;
  readonly credential: ProvisionerCredential;
}

/**
 * Registers a Key credential with a one-time code: two requests that nobody signs in for. The second spends the code, so that it is
 * never replayed blindly: where its answer is lost, a login with the key tells whether it was registered.
 * @throws ActionError `CODE_REFUSED` or `CODE_OF_OTHER_USER`: then the key was never sent; after any other it may have been registered
 */
export async function registerCredential(connection: Connection, registration: Registration): Promise<void> {
  const { username, orgId, credentialId, key } = registration.credential;
  let wasSent = false;
  const isRegistered = async () => {
    const signer = keySigner(connection.world, key.privateKey, credentialId);
    return wasSent && (await tryLogin(connection, { orgId, username, signer })).state === 'working';
  };
  try {
    const doing = `register a Key credential of ${username}`;
    await connection.perform(
      { doing },
      async () => {
        const send = await beginRegistration(connection, registration);
        wasSent = true;
        await send();
        return true;
      },
      async () => (await isRegistered()) || undefined,
    );
  } catch (error) {
    // An attempt whose answer was lost may have spent the code: then the next one was told that it is invalid.
    if (await isRegistered()) return;
    throw codeRefused(error, wasSent) ?? error;
  }
}

/** Asks for the challenge. @returns what sends the key, attested; it serves once, as the challenge does */
async function beginRegistration(
  connection: Connection,
  { code, name, credential }: Registration,
): Promise<() => Promise<unknown>> {
  const { username, credentialId, key } = credential;
  const options = connection.sdkOptions() as ConstructorParameters<typeof AuthClient>[0];
  const auth = new AuthClient(options);
  const answer: unknown = await auth.createCredentialChallengeWithCode({ body: { credentialKind: 'Key', code } });
  const { challenge, challengeIdentifier, user } = readChallenge(answer);
  if (user !== username) throw otherUser(user, username);
  const credentialInfo = { credId: credentialId, ...attest(challenge, key) };
  return () =>
    auth.createCredentialWithCode({
      body: { credentialKind: 'Key', credentialName: name, challengeIdentifier, credentialInfo },
    });
}

/** Reads `{challenge, challengeIdentifier, user{id,name,displayName}, …}` (facts 1.7). */
function readChallenge(answer: unknown): { challenge: string; challengeIdentifier: string; user: string } {
  const { challenge, challengeIdentifier, user } = answer as Record<string, unknown>;
  const { name } = (user ?? {}) as Record<string, unknown>;
  if (!isText(challenge) || !isText(challengeIdentifier))
    throw new WrongShape('the answer holds no challenge for a new credential');
  if (!isText(name)) throw new WrongShape('the answer does not say which user the code is for');
  return { challenge, challengeIdentifier, user: name };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function otherUser(actual: string, wanted: string): ActionError {
  return new ActionError(
    'CODE_OF_OTHER_USER',
    `the credential code is for the user ${actual}, not for provisioner-username ${wanted}; nothing was registered`,
    'have the code made by the user who shall be the provisioner, or correct provisioner-username',
  );
}

/** Told by the status, since the texts are not promised: `Invalid code` came with 403, `Registration code expired` with 400 (facts 4). */
function codeRefused(error: unknown, wasSent: boolean): ActionError | undefined {
  if (!(error instanceof ActionError) || !(error.cause instanceof DfnsFault)) return undefined;
  const { kind, isPassing, path, status, message } = error.cause;
  if (kind !== 'status' || isPassing || !path.startsWith('/auth/credentials/code')) return undefined;
  return new ActionError(
    wasSent ? 'REGISTRATION_REFUSED' : 'CODE_REFUSED',
    `Dfns did not take the credential code${wasSent ? ' with the new key' : ''} (${status}: ${message}); a code serves once and ` +
      'lives about a minute, so that it may have ended before this run came to use it',
    'make another code and run again at once; where runners are slow to start, run the same command from your own terminal: docs/bootstrap.md',
    error.cause,
  );
}
