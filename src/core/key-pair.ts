import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { privateKeyCure, privatePemOf, publicKeyCure, publicPemOf, unusable } from './choose-pem.js';

export type KeyType = 'rsa-2048' | 'ec-p256' | 'ed25519';

export interface PublicKey {
  /** SPKI PEM without a line end after it: the API's schema refuses more than one (facts: a trailing CRLF fails). */
  readonly publicKey: string;
  /** SHA-256 of the SPKI DER, lower-case hex. */
  readonly fingerprint: string;
}

export interface KeyPair extends PublicKey {
  /** PKCS#8 PEM. */
  readonly privateKey: string;
}

const generators: Record<KeyType, () => Promise<{ privateKey: KeyObject }>> = {
  'rsa-2048': () => promisify(generate)('rsa', { modulusLength: 2048 }),
  'ec-p256': () => promisify(generate)('ec', { namedCurve: 'P-256' }),
  ed25519: () => promisify(generate)('ed25519'),
};

/** Makes a new key pair on a worker thread, so that the network can be waited for meanwhile. */
export async function generateKeyPair(type: KeyType): Promise<KeyPair> {
  const { privateKey } = await generators[type]();
  // Of a new key both halves are needed, and nothing waits for them yet.
  return { ...keyPairOf(privateKey) };
}

/**
 * Reads a private key as people paste it and consoles change it: PKCS#8, PKCS#1 or SEC1, see {@link readPem}.
 * @throws ActionError `KEY_UNUSABLE`; its message completes the sentence "the value …" and holds nothing of the value
 */
export function readPrivateKey(text: string): KeyPair {
  // As this action keeps it; nothing is to be tidied then.
  const given = text.trim();
  const pem = asWritten.test(given) ? given : privatePemOf(text);
  return keyPairOf(parse(pem, createPrivateKey, privateKeyCure), asWritten.test(pem) ? pem : undefined);
}

/**
 * Reads a public key: SPKI or PKCS#1, as `openssl pkey -pubout` writes it, in the same wrappings.
 * @throws ActionError `KEY_UNUSABLE`, as {@link readPrivateKey}
 */
export function readPublicKey(text: string): PublicKey {
  return publicKeyOf(parse(publicPemOf(text), createPublicKey, publicKeyCure));
}

/** The SHA-256 of the SPKI DER, hex, of a public key as the API shows it; `undefined` where that cannot be read. */
export function fingerprintOf(pem: string): string | undefined {
  try {
    return readPublicKey(pem).fingerprint;
  } catch {
    return undefined;
  }
}

/** The hex digits of a fingerprint in the form that old API answers give instead of the key: `SHA256:` and unpadded base64 (docs/dfns-api.md, 1.4). */
export function readLegacyFingerprint(text: string): string {
  return Buffer.from(text.replace(/^SHA256:/, ''), 'base64').toString('hex');
}

/** PKCS#8 as OpenSSL writes it out, so that it need not be written out anew. */
const asWritten =
  /^-----BEGIN PRIVATE KEY-----\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n-----END PRIVATE KEY-----$/;
const curves = ['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'];

function parse(pem: string, read: (pem: string) => KeyObject, cure: string): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    // OpenSSL's own message is not kept: it says nothing that a reader can act upon.
    throw unusable('cannot be read; it is damaged or not a key', cure);
  }
  refuseWeak(key);
  return key;
}

function refuseWeak(key: KeyObject): void {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa':
      if ((modulusLength ?? 0) >= 2048) return;
      throw unusable(`is an RSA key of ${modulusLength} bits`, 'Dfns needs 2048 bits or more');
    case 'ec':
      if (curves.includes(namedCurve ?? '')) return;
      throw unusable(
        `is an EC key on the curve ${namedCurve}`,
        'Dfns takes RSA (2048 bits or more), P-256 and Ed25519 keys',
      );
    case 'ed25519':
      return;
    default:
      throw unusable(
        `is a key of the type ${key.asymmetricKeyType}`,
        'Dfns takes RSA (2048 bits or more), P-256 and Ed25519 keys',
      );
  }
}

/** Written out only when it is asked for: of a provisioner's key the public half never is, and a run waits for what is done here. */
function keyPairOf(key: KeyObject, pem?: string): KeyPair {
  let whole = pem;
  let half: PublicKey | undefined;
  const publicHalf = () => {
    half ??= publicKeyOf(createPublicKey(key));
    return half;
  };
  return {
    get privateKey() {
      whole ??= (key.export({ type: 'pkcs8', format: 'pem' }) as string).trimEnd();
      return whole;
    },
    get publicKey() {
      return publicHalf().publicKey;
    },
    get fingerprint() {
      return publicHalf().fingerprint;
    },
  };
}

function publicKeyOf(key: KeyObject): PublicKey {
  const publicKey = (key.export({ type: 'spki', format: 'pem' }) as string).trimEnd();
  const fingerprint = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { publicKey, fingerprint };
}
