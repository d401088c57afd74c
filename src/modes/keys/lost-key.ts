import type { KeyPair } from '../../core/key-pair.js';
import type { KmsKeyReference } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import type { KmsKey } from '../../kms/kms.js';
import type { KmsKeys } from './kms-keys.js';

/** Whether an error says that a key in a KMS signs no more, rather than that the KMS could not be asked, or that this job may not. */
export function isLost({ code }: ActionError): boolean {
  return ['KMS_NOT_FOUND', 'KMS_KEY_DISABLED', 'KMS_KEY_UNUSABLE'].includes(code);
}

/** Whether a stored key is this one; one that is lost is another. */
export async function isSameKey(stored: KeyPair | KmsKeyReference, key: KmsKey, kms: KmsKeys): Promise<boolean> {
  if ('privateKey' in stored) return stored.fingerprint === key.fingerprint;
  try {
    return (await kms.open(stored)).fingerprint === key.fingerprint;
  } catch (error) {
    if (error instanceof ActionError && isLost(error)) return false;
    throw error;
  }
}
