import type { CredentialSigner } from '@dfns/sdk';
import { type World, whileWaiting } from '../world.js';
import { chooseCredential } from './choose-credential.js';

/**
 * The signer of a Key credential whose private key is at hand. A key that signs elsewhere, in a KMS for example, has another `CredentialSigner`.
 * @param credentialId where it is not known, the one that Dfns offers alone with the challenge
 * @throws ActionError as {@link chooseCredential}, when signing
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
      const credId = chooseCredential(credentialId, challenge);
      const { AsymmetricKeySigner } = await keysigner();
      return new AsymmetricKeySigner({ credId, privateKey }).sign(challenge);
    },
  };
}
