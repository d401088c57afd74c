import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

/** How a new key shows that whoever registers it holds its private part; every member is base64url without padding. */
export interface Attestation {
  readonly clientData: string;
  readonly attestationData: string;
}

/**
 * Signs the registration of a key (docs/dfns-api.md, 2, "Registering a key"): the members of the client data in alphabetical order; the signature,
 * in hex, is over the hash of these very bytes and the key, in this order and without spaces.
 */
export async function attest(challenge: string, key: SigningKey): Promise<Attestation> {
  const { publicKey } = key;
  const clientData = Buffer.from(JSON.stringify({ challenge, type: 'key.create' }));
  const clientDataHash = createHash('sha256').update(clientData).digest('hex');
  const fingerprint = Buffer.from(JSON.stringify({ clientDataHash, publicKey }));
  const signature = (await signatureBy(key, fingerprint)).toString('hex');
  return {
    clientData: clientData.toString('base64url'),
    attestationData: Buffer.from(JSON.stringify({ publicKey, signature })).toString('base64url'),
  };
}

async function signatureBy(signing: SigningKey, data: Buffer): Promise<Buffer> {
  if ('sign' in signing) return signing.sign(data);
  const key = createPrivateKey(signing.privateKey);
  // Ed25519 hashes by itself, and accepts no other hash.
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key);
}
