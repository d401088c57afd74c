import type { CredentialSigner } from '@dfns/sdk';
import { ActionError } from '../error.js';
import { type World, whileWaiting } from '../world.js';
import { allowedCredentials } from './challenge-responses.js';

/**
 * The signer of a Key credential whose private key is at hand. A key that signs elsewhere, in a KMS for example, has another `CredentialSigner`.
 * @param credentialId where it is not known, the one that Dfns offers with the challenge: a service account has no other
 * @throws ActionError `CREDENTIAL_NOT_OFFERED` when signing, where Dfns does not offer the credential
 */
export function keySigner(
  world: Pick<World, 'meanwhile'>,
  privateKey: string,
  credentialId?: string,
): CredentialSigner {
  // The package brings the index of the SDK along: fifteen clients to parse.
  const keysigner = whileWaiting(world, () => import('@dfns/sdk-keysigner'));
  return {
    async sign(challenge) {
      const offered = allowedCredentials(challenge);
      const credId = credentialId ?? offered[0];
      if (credId === undefined || !offered.includes(credId)) throw notOffered(credentialId, offered);
      const { AsymmetricKeySigner } = await keysigner();
      return new AsymmetricKeySigner({ credId, privateKey }).sign(challenge);
    },
  };
}

function notOffered(credentialId: string | undefined, offered: readonly string[]): ActionError {
  return new ActionError(
    'CREDENTIAL_NOT_OFFERED',
    `Dfns does not accept the credential ${credentialId ?? '(none given)'} for this identity; it offers ${offered.join(', ') || 'no Key credential'}`,
    'check the credential id, and that the Key credential is active and belongs to this user',
  );
}
