import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { KeyPair } from './key-pair.js';

/** How a new key shows that whoever registers it holds its private part; every member is base64url without padding. */
export interface Attestation {
  readonly clientData: string;
  readonly attestationData: string;
}

/**
 * Signs the registration of a key (docs/dfns-api.md, 2, "Registering a key"): the members of the client data in alphabetical order; the signature,
 * in hex, is over the hash of these very bytes and the key, in this order and without spaces.
 */
export function attest(challenge: string, { publicKey, privateKey }: KeyPair): Attestation {
  const clientData = Buffer.from(JSON.stringify({ challenge, type: 'key.create' }));
  const clientDataHash = createHash('sha256').update(clientData).digest('hex');
  const fingerprint = Buffer.from(JSON.stringify({ clientDataHash, publicKey }));
  const key = createPrivateKey(privateKey);
  // Ed25519 hashes by itself, and refuses to be told how.
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', fingerprint, key).toString('hex');
  return {
    clientData: clientData.toString('base64url'),
    attestationData: Buffer.from(JSON.stringify({ publicKey, signature })).toString('base64url'),
  };
}
