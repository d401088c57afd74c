import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** Read once each. @type {Map<string, import('node:crypto').KeyObject>} */
const keys = new Map();

/** @param {string} text @param {string} privateKey PEM @returns {Buffer} */
export function signed(text, privateKey) {
  const key = keys.get(privateKey) ?? createPrivateKey(privateKey);
  keys.set(privateKey, key);
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(text), key);
}

/** A fresh P-256 key pair in PEM. */
export function newKeyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
