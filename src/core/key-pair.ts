import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { privateKeyCure, privatePemOf, publicKeyCure, publicPemOf, unusable } from './choose-pem.js';
import { labelOfDer } from './der.js';
import { isAsWritten } from './pem.js';

export type KeyType = 'rsa-2048' | 'ec-p256' | 'ed25519';

export interface PublicKey {
  /** SPKI PEM without a line end after it: the API's schema refuses more than one (docs/dfns-api.md, 1.4). */
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
  // Both halves of a new key are needed; the spread exports them now, while the network is waited for.
  return { ...keyPairOf(privateKey) };
}

/**
 * Reads a private key as people paste it and consoles change it: PKCS#8, PKCS#1 or SEC1, see {@link readPem}.
 * @throws ActionError `KEY_UNUSABLE`; its message completes the sentence "the value …" and holds nothing of the value
 */
export const readPrivateKey = remembering((text: string): KeyPair => {
  const pem = privatePemOf(text);
  return keyPairOf(parse(pem, createPrivateKey, privateKeyCure), isAsWritten(pem) ? pem : undefined);
});

/**
 * Reads a private key that is encrypted with a passphrase: PKCS#8, or OpenSSL's own form with `Proc-Type: 4,ENCRYPTED`.
 * @param pem as {@link encryptedPemOf} gives it
 * @returns `undefined` where the passphrase does not open it
 * @throws ActionError `KEY_UNUSABLE` where no passphrase would
 */
export function decryptPrivateKey(pem: string, passphrase: string): KeyPair | undefined {
  if (isDamaged(pem))
    throw unusable('is encrypted with a passphrase, and cannot be read: it is damaged', privateKeyCure);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, passphrase });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_OSSL_EVP_UNSUPPORTED')
      throw unusable(
        'is encrypted in a way that is no longer safe, and that OpenSSL does not open any more',
        'encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in KEY -out NEW',
      );
    return undefined;
  }
  refuseWeak(key);
  return keyPairOf(key);
}

/** A wrong passphrase leaves garbage, and so does a damaged text: where the text itself shows it, the passphrase is not to blame. */
function isDamaged(pem: string): boolean {
  const body = pem.replace(/-{5}[^-]+-{5}|^[\w-]+:.*$/gm, '').replace(/\s/g, '');
  const bytes = Buffer.from(body, 'base64');
  return pem.includes('DEK-Info') ? bytes.length % 8 !== 0 || bytes.length === 0 : labelOfDer(bytes) !== encryptedLabel;
}

const encryptedLabel = 'ENCRYPTED PRIVATE KEY';

/**
 * Reads a public key: SPKI or PKCS#1, as `openssl pkey -pubout` writes it, in the same wrappings.
 * @throws ActionError `KEY_UNUSABLE`, as {@link readPrivateKey}
 */
export const readPublicKey = remembering(
  (text: string): PublicKey => publicKeyOf(parse(publicPemOf(text), createPublicKey, publicKeyCure)),
);

/** The SHA-256 of the SPKI DER, hex, of a public key as the API shows it; `undefined` where that cannot be read. */
export function fingerprintOf(pem: string): string | undefined {
  try {
    return readPublicKey(pem).fingerprint;
  } catch {
    return undefined;
  }
}

/** The hex digits of a fingerprint in the form that old API responses give instead of the key: `SHA256:` and unpadded base64 (docs/dfns-api.md, 1.4). */
export function readLegacyFingerprint(text: string): string {
  return Buffer.from(text.replace(/^SHA256:/, ''), 'base64').toString('hex');
}

/** One key is read in several places of a run, and OpenSSL takes its time: the last few are remembered. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const key = known.get(text) ?? read(text);
    known.set(text, key);
    if (known.size > most) known.delete(known.keys().next().value ?? '');
    return key;
  };
}

/** As many as accounts are under way at once, each with a stored key and a wanted one. */
const most = 64;

const curves = ['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'];

function parse(pem: string, read: (pem: string) => KeyObject, cure: string): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    // OpenSSL's own message says nothing that a reader can act upon.
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

/** Each half is exported when it is first read: the public half of a provisioner's key never is, and exporting delays the run. */
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
  // What stands between the boundaries is the DER.
  const der = Buffer.from(publicKey.replace(/-----[^-]+-----/g, ''), 'base64');
  const fingerprint = createHash('sha256').update(der).digest('hex');
  return { publicKey, fingerprint };
}
