import { createHash, createPrivateKey, sign } from 'node:crypto';
import { type Json, keyPair } from './client.js';

export const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Spoiling {
  readonly type?: string;
  readonly order?: 'swapped';
  readonly encoding?: 'base64url';
  readonly challenge?: string;
  readonly extra?: Record<string, unknown>;
}

/** What registers a Key: it signs its own public key and the hash of the client data; docs/dfns-api.md, 2. */
export function registration(challenge: Json, pair = keyPair(), credId = 'my-key', spoil: Spoiling = {}) {
  const clientData = JSON.stringify({
    challenge: spoil.challenge ?? challenge.challenge,
    type: spoil.type ?? 'key.create',
  });
  const clientDataHash = createHash('sha256').update(clientData).digest('hex');
  const { publicKey } = pair;
  const fingerprint = JSON.stringify(
    spoil.order === 'swapped' ? { publicKey, clientDataHash } : { clientDataHash, publicKey },
  );
  const key = createPrivateKey(pair.privateKey);
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(fingerprint), key);
  return {
    credentialKind: 'Key',
    credentialName: 'ci',
    challengeIdentifier: challenge.challengeIdentifier,
    credentialInfo: {
      credId,
      clientData: Buffer.from(clientData).toString('base64url'),
      attestationData: base64url({ publicKey, signature: signature.toString(spoil.encoding ?? 'hex'), ...spoil.extra }),
    },
  };
}
