import type { CredentialSigner } from '@dfns/sdk';
import { readClaims } from '../core/token-claims.js';
import { ActionError } from '../error.js';
import { allowedCredentials } from './challenge-responses.js';
import type { Connection } from './connection.js';
import { DfnsFault } from './fault.js';
import { retryCall } from './retry.js';
import { BaseAuthApi } from './sdk.js';

/** A service account's token, and what signs for it, where that is known. */
export interface Credential {
  readonly token: string;
  readonly signer?: CredentialSigner;
  readonly credentialId?: string;
}

/** What Dfns confirmed of a credential. */
export interface Proof {
  /** The credential that Dfns offers for this token; a service account has one. */
  readonly credentialId?: string;
  readonly userId?: string;
  readonly orgId?: string;
  readonly expiresAt?: Date;
  /** Whether the private key was seen to sign for this token; `false` where there is none at hand. */
  readonly keyProven: boolean;
}

/**
 * Proves live that a token is accepted and that the key signs for it, without a permission and without changing anything: a user
 * action is signed and never used (docs/dfns-api.md, 1.8). What is signed could do no harm either: a wallet without a network.
 * @throws ActionError `TOKEN_EXPIRED`, `TOKEN_REFUSED`, `KEY_NOT_OF_TOKEN`, or a fault of the network
 */
export async function prove(connection: Connection, credential: Credential): Promise<Proof> {
  const { expiresAt, userId, orgId } = readClaims(credential.token);
  const seemsExpired = () => expiresAt !== undefined && expiresAt <= connection.clock.now();
  // By the runner's clock alone no token is called expired: Dfns is asked.
  if (expiresAt && seemsExpired() && connection.clock.isKnown) throw expired(expiresAt);
  const options = connection.sdkOptions({ token: credential.token });
  const proof = { ...(userId && { userId }), ...(orgId && { orgId }), ...(expiresAt && { expiresAt }) };
  try {
    return await retryCall(async () => {
      const challenge = await BaseAuthApi.createUserActionChallenge(harmlessAction, options);
      const credentialId = allowedCredentials(challenge)[0]?.id;
      if (!credential.signer) return { ...proof, ...(credentialId && { credentialId }), keyProven: false };
      const firstFactor = await connection.sign(credential.signer, challenge);
      const { challengeIdentifier } = challenge;
      await BaseAuthApi.signUserActionChallenge({ challengeIdentifier, firstFactor }, options);
      const signedAs = credential.credentialId ?? credentialId;
      return { ...proof, ...(signedAs && { credentialId: signedAs }), keyProven: true };
    }, connection);
  } catch (error) {
    const refused = refusal(error);
    if (refused?.code === 'TOKEN_REFUSED' && expiresAt && seemsExpired()) throw expired(expiresAt);
    throw refused ?? connection.tell(error, { doing: 'prove the credential of the service account' });
  }
}

/** Whether an error says that a credential is dead or not a pair, rather than that Dfns could not be asked. */
export function isRefusal(error: unknown): error is ActionError {
  return error instanceof ActionError && refusals.includes(error.code);
}

const refusals = ['TOKEN_EXPIRED', 'TOKEN_REFUSED', 'KEY_NOT_OF_TOKEN'];

const harmlessAction = {
  userActionHttpMethod: 'POST',
  userActionHttpPath: '/wallets',
  userActionPayload: '{}',
  userActionServerKind: 'Api',
} as const;

function refusal(error: unknown): ActionError | undefined {
  if (!(error instanceof DfnsFault) || error.kind !== 'status' || error.isTransient) return undefined;
  return error.path === '/auth/action' ? notOfToken(error) : refusedToken(error);
}

function expired(expiresAt: Date): ActionError {
  return new ActionError(
    'TOKEN_EXPIRED',
    `the token of the service account expired on ${expiresAt.toISOString()}`,
    'Dfns issues no new token for an existing account: replace it with on-lost-token: replace',
  );
}

function refusedToken(fault: DfnsFault): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `Dfns refused the token of the service account (${fault.status}: ${fault.message})`,
    'check that the token is of this organisation and api-url, and that its account is active and was not archived or replaced',
    fault,
  );
}

function notOfToken(fault: DfnsFault): ActionError {
  return new ActionError(
    'KEY_NOT_OF_TOKEN',
    `Dfns accepted the token of the service account, but not the signature of the private key (${fault.status}: ${fault.message})`,
    'give the private key that was made together with this token',
    fault,
  );
}
