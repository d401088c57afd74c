import type { KeyPair, PublicKey } from './key-pair.js';

/** A key in a KMS by its address alone: what it means has not been asked yet. */
export interface KmsKeyReference {
  readonly address: string;
}

/** A key that signs inside a KMS, once its service was asked: its private part is nowhere else. */
export interface KeyInKms extends PublicKey, KmsKeyReference {
  /** Pinned to the version that signs; safe to print and to keep. */
  readonly address: string;
  /** Signs as Dfns verifies: RSA PKCS#1 v1.5 with SHA-256, P-256 as ASN.1 DER, Ed25519 raw. */
  sign(data: Uint8Array): Promise<Buffer>;
}

/** What signs: a private key that is at hand, or a KMS. */
export type SigningKey = KeyPair | KeyInKms;

/** A key as a run knows it; of one that is held elsewhere there is the public half alone. */
export type KnownKey = SigningKey | PublicKey;

export function canSign(key: KnownKey | KmsKeyReference | undefined): key is SigningKey {
  return key !== undefined && ('privateKey' in key || 'sign' in key);
}

/** PKCS#8 PEM; `undefined` where the private part is not at hand. */
export function privateKeyOf(key: KnownKey | KmsKeyReference | undefined): string | undefined {
  return key && 'privateKey' in key ? key.privateKey : undefined;
}

/** The address of a key in a KMS; `undefined` for any other. */
export function keyAddressOf(key: KnownKey | KmsKeyReference | undefined): string | undefined {
  return key && 'address' in key ? key.address : undefined;
}

/** What a document keeps of a key: the private key, or where it signs. Exactly one of the two, and none of a key that is held elsewhere. */
export function membersOfKey(key: KnownKey | KmsKeyReference | undefined) {
  return { DFNS_PRIVATE_KEY: privateKeyOf(key), DFNS_KEY: keyAddressOf(key) };
}
