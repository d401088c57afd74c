import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { ActionError } from '../error.js';

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
 * Reads a private key as people paste it: PKCS#8, PKCS#1 or SEC1 PEM, with CRLF, literal `\n`, or spaces around.
 * @throws ActionError `KEY_UNUSABLE`; its message completes the sentence "the value …" and holds nothing of the value
 */
export function readPrivateKey(text: string): KeyPair {
  const pem = tidyPem(text);
  const label = pemLabel(pem);
  if (label === undefined) throw unusable('is not a PEM block', privateKeyCure);
  if (label.includes('PUBLIC KEY')) throw unusable('is a public key, where the private key is needed', privateKeyCure);
  if (label === 'OPENSSH PRIVATE KEY')
    throw unusable('is an OpenSSH private key', `convert it: ssh-keygen -p -m PKCS8 -f KEY`);
  if (label === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type: 4,ENCRYPTED')) {
    throw unusable('is encrypted with a passphrase', 'decrypt it first: openssl pkey -in KEY -out DECRYPTED');
  }
  if (!privateKeyLabels.includes(label))
    throw unusable(`is a PEM block of ${label}, not a private key`, privateKeyCure);
  return keyPairOf(parse(pem, createPrivateKey, privateKeyCure), asWritten.test(pem) ? pem : undefined);
}

/**
 * Reads a public key: SPKI or PKCS#1 PEM, as `openssl pkey -pubout` writes it.
 * @throws ActionError `KEY_UNUSABLE`, as {@link readPrivateKey}
 */
export function readPublicKey(text: string): PublicKey {
  const pem = tidyPem(text);
  const label = pemLabel(pem);
  if (label?.includes('PRIVATE KEY')) {
    throw unusable(
      'is a private key, where the public key is needed',
      'take it out of the workflow and rotate it; give the public key',
    );
  }
  if (label === undefined && /^(ssh|ecdsa)-/.test(pem)) {
    throw unusable('is an OpenSSH public key', 'convert it: ssh-keygen -e -m PKCS8 -f KEY.pub');
  }
  if (label === undefined) throw unusable('is not a PEM block', publicKeyCure);
  if (!publicKeyLabels.includes(label)) throw unusable(`is a PEM block of ${label}, not a public key`, publicKeyCure);
  return publicKeyOf(parse(pem, createPublicKey, publicKeyCure));
}

/** The SHA-256 of the SPKI DER, hex, of a public key as the API shows it; `undefined` where that cannot be read. */
export function fingerprintOf(pem: string): string | undefined {
  try {
    return readPublicKey(pem).fingerprint;
  } catch {
    return undefined;
  }
}

/** The hex digits of a fingerprint in the form that old API answers give instead of the key: `SHA256:` and unpadded base64 (facts 1.4). */
export function readLegacyFingerprint(text: string): string {
  return Buffer.from(text.replace(/^SHA256:/, ''), 'base64').toString('hex');
}

/** PKCS#8 as OpenSSL writes it out, so that it need not be written out anew. */
const asWritten =
  /^-----BEGIN PRIVATE KEY-----\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n-----END PRIVATE KEY-----$/;
const privateKeyLabels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'];
const publicKeyLabels = ['PUBLIC KEY', 'RSA PUBLIC KEY'];
const privateKeyCure = 'give an unencrypted PEM private key (PKCS#8, PKCS#1 or SEC1), as openssl genrsa writes it';
const publicKeyCure = 'give a PEM public key (SPKI), as openssl pkey -pubout writes it';
const curves = ['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'];

function tidyPem(text: string): string {
  const lines = text.replaceAll('\\r', '').replaceAll('\\n', '\n').replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * The label of the one key block. `openssl ecparam -genkey` writes an `EC PARAMETERS` block before the key; it is passed over.
 */
function pemLabel(pem: string): string | undefined {
  const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label);
  return labels.find((label) => label !== 'EC PARAMETERS') ?? labels[0];
}

function parse(pem: string, read: (pem: string) => KeyObject, cure: string): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem.slice(pem.search(/-----BEGIN (?!EC PARAMETERS)/)));
  } catch {
    // OpenSSL's own message is not kept: it says nothing that a reader can act upon.
    const whole = /-----END [A-Z0-9 ]+-----$/.test(pem);
    throw unusable(whole ? 'cannot be read; it is damaged or not a key' : 'is cut off: its END line is missing', cure);
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

function unusable(what: string, cure: string): ActionError {
  return new ActionError('KEY_UNUSABLE', what, cure);
}
