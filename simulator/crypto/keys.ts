import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { badRequest } from '../http/errors.js';

/** A public key as Dfns keeps it with a credential. */
export interface PublicKey {
  readonly pem: string;
  readonly key: KeyObject;
  /** SHA-256 of the SPKI DER, unpadded base64: the same for every way of writing the same key. */
  readonly fingerprint: string;
}

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1']);

/** Reads an SPKI or PKCS#1 PEM, also with escaped line ends, and refuses RSA under 2048 bits; docs/dfns-api.md, 2 [DOC, RUN]. */
export function readPublicKey(pem: string): PublicKey {
  const key = parse(pem.replaceAll('\\n', '\n').replaceAll('\\r', ''));
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength < 2048)
    throw badRequest('RSA keys must have at least 2048 bits');
  const supported =
    key.asymmetricKeyType === 'rsa' ||
    key.asymmetricKeyType === 'ed25519' ||
    (key.asymmetricKeyType === 'ec' && curves.has(namedCurve));
  if (!supported) throw badRequest('publicKey is of an unsupported kind');
  const der = key.export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(der).digest('base64').replaceAll('=', '');
  return { pem: key.export({ type: 'spki', format: 'pem' }).toString().trim(), key, fingerprint };
}

function parse(pem: string): KeyObject {
  try {
    if (!/^-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) throw badRequest('publicKey is not a public key');
    return createPublicKey(pem);
  } catch {
    throw badRequest('publicKey is not a valid public key in PEM');
  }
}

/** RSA: PKCS#1 v1.5 with SHA-256; ECDSA: SHA-256, ASN.1 DER; Ed25519: over the data itself; docs/dfns-api.md, 2. */
export function isSignedBy(key: KeyObject, data: Buffer, signature: Buffer): boolean {
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return verify(digest, data, { key, dsaEncoding: 'der' }, signature);
}

/** Reads base64url without padding, strictly; docs/dfns-api.md, 2. */
export function fromBase64url(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw badRequest(`${what} is not base64url without padding`);
  return bytes;
}

/** Reads base64url that holds a JSON object. */
export function fromBase64urlJson(text: string, what: string): { bytes: Buffer; value: Record<string, unknown> } {
  const bytes = fromBase64url(text, what);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
    return { bytes, value: { ...value } };
  } catch {
    throw badRequest(`${what} is not a JSON object`);
  }
}
