import { type KeyObject, verify } from 'node:crypto';
import type { KmsAddress } from '../core/kms-address.js';
import { unusable } from './fault.js';

export type Kind = 'rsa' | 'p256' | 'ed25519';

/** What a key is to Dfns; `undefined` where Dfns could not verify what it signs. */
export function kindOf(key: KeyObject): Kind | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return modulusLength >= 2048 ? 'rsa' : undefined;
  if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? 'p256' : undefined;
  return key.asymmetricKeyType === 'ed25519' ? 'ed25519' : undefined;
}

/** @throws ActionError `KMS_KEY_UNUSABLE` */
export function refuseUnusable(address: KmsAddress, key: KeyObject): void {
  if (kindOf(key) !== undefined) return;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const detail = modulusLength === undefined ? namedCurve : `${modulusLength} bits`;
  throw unusable(address, `it is of the type ${key.asymmetricKeyType}${detail === undefined ? '' : ` (${detail})`}`);
}

/** Whether `signature` is what Dfns will find good: PKCS#1 v1.5 for RSA and DER for P-256, both with SHA-256, and raw for Ed25519. */
export function verifies(key: KeyObject, data: Uint8Array, signature: Buffer): boolean {
  try {
    return verify(kindOf(key) === 'ed25519' ? null : 'sha256', data, key, signature);
  } catch {
    // An encoding that cannot be read at all.
    return false;
  }
}
