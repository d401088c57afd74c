import type { CredentialSigner } from '@dfns/sdk';
import { canSign, type KmsKeyReference, type SigningKey } from '../../core/signing-key.js';
import type { Connection } from '../../dfns/connection.js';
import { keySigner } from '../../dfns/signer.js';
import type { KmsKeys } from './kms-keys.js';

/** The signer of a key that is at hand, or in a KMS: there it is looked up while Dfns is asked for a challenge. */
export function signerOf(
  { world }: Connection,
  key: SigningKey | KmsKeyReference,
  kms: KmsKeys,
  credentialId?: string,
): CredentialSigner {
  return keySigner(world, canSign(key) ? key : kms.open(key), credentialId);
}
