import type { KeyPair } from '../../core/key-pair.js';
import type { KmsKeyReference } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import type { KmsKey } from '../../kms/kms.js';
import type { KmsKeys } from './kms-keys.js';

/** Whether an error says that a key in a KMS signs no more, rather than that the KMS could not be asked, or that this job may not. */
export function isLost({ code }: ActionError): boolean {
  return ['KMS_NOT_FOUND', 'KMS_KEY_DISABLED', 'KMS_KEY_UNUSABLE'].includes(code);
}

/** A credential's key in a KMS that signs no more: what the KMS says of it, and the ways on that a credential has. */
export function lostKey({ code, message }: ActionError): ActionError {
  return new ActionError(
    code,
    `the service account can sign no more: ${withinSentence(message)}`,
    'if the key is there and this job only looks elsewhere (another region, project, vault or namespace), correct that; where it is gone, name ' +
      'another one in key: mode: ensure rotates the account to it; mode: rotate without key gives it a private key',
  );
}

/** What signs at an address is not the key that the token's account was made with. @param refused what Dfns said */
export function otherKeyAt(address: string, { cause }: ActionError): ActionError {
  return new ActionError(
    'KEY_NOT_OF_TOKEN',
    `Dfns accepted the token of the service account, but not the signature of the key ${address}: the account was made with another key`,
    'name the key that it was made with; where that is gone (a key that is deleted and made again is another one), give the one to go on with ' +
      'as key: mode: ensure rotates the account to it',
    cause,
  );
}

/** An error of a KMS begins with `The key`, and ends with a stop. */
function withinSentence(sentence: string): string {
  return sentence.replace(/^The key/, 'the key').replace(/\.$/, '');
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
