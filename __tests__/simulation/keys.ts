import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyPair } from '../../src/core/key-pair.js';

const made: KeyPair[] = [];
const head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The n-th Ed25519 key pair: always the same, so that a history can be played again. */
export function keyNumber(index: number): KeyPair {
  const key = made[index] ?? make(index);
  made[index] = key;
  halves.set(key.privateKey, key.publicKey);
  return key;
}

const halves = new Map<string, string>();

/** The public half of a private key of these, as PEM. */
export function publicHalfOf(privateKey: string | undefined): string | undefined {
  return privateKey === undefined ? undefined : halves.get(privateKey.trim());
}

function make(index: number): KeyPair {
  const seed = createHash('sha256').update(`key ${index}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
  const half = createPublicKey(key);
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
    publicKey: half.export({ type: 'spki', format: 'pem' }).toString().trim(),
    fingerprint: createHash('sha256')
      .update(half.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  };
}
