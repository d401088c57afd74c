import { ActionError } from '../error.js';
import { labelOfDer } from './der.js';
import { bytesOfBase64, type PemBlock, type PemText, pemOf, readPem } from './pem.js';

export const privateKeyCure =
  'give an unencrypted PEM private key (PKCS#8, PKCS#1 or SEC1), as openssl genrsa writes it';
export const publicKeyCure = 'give a PEM public key (SPKI), as openssl pkey -pubout writes it';

const privateLabels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'];
const publicLabels = ['PUBLIC KEY', 'RSA PUBLIC KEY'];

/** @throws ActionError `KEY_UNUSABLE`; its message completes "the value …" and holds nothing of it */
export function unusable(what: string, cure: string): ActionError {
  return new ActionError('KEY_UNUSABLE', what, cure);
}

/** The one private key that a value holds; anything beside it, for example a certificate, is ignored. @throws ActionError `KEY_UNUSABLE` */
export function privatePemOf(given: string): string {
  const text = withBareDer(readPem(given));
  refuseUnreadPrivate(text);
  const keys = distinct(text.blocks.filter(({ label }) => privateLabels.includes(label)));
  if (keys[1]) throw unusable('holds more than one private key', 'give one key alone');
  if (text.cutOff?.includes('PRIVATE KEY')) throw cutOff(privateKeyCure);
  if (keys[0]) return keys[0].pem;
  if (text.blocks.some(({ label }) => publicLabels.includes(label)) || isSshPublicKey(text))
    throw unusable('is a public key, where the private key is needed', privateKeyCure);
  if (text.blocks.some(isCertificate))
    throw unusable(
      'is a certificate, where the private key is needed',
      'give the private key that belongs to it, as PEM',
    );
  throw noKey(text, 'private key', privateKeyCure);
}

/** The one private key that a value holds, where it is encrypted. @throws ActionError `KEY_UNUSABLE` where there is another beside it */
export function encryptedPemOf(given: string): string | undefined {
  const { blocks } = withBareDer(readPem(given));
  const keys = distinct(blocks.filter(({ label, isEncrypted }) => isEncrypted || privateLabels.includes(label)));
  if (!keys.some(({ isEncrypted }) => isEncrypted)) return undefined;
  if (keys[1]) throw unusable('holds more than one private key', 'give one key alone');
  return keys[0]?.pem;
}

/** The one public key that a value holds. @throws ActionError `KEY_UNUSABLE` */
export function publicPemOf(given: string): string {
  const text = withBareDer(readPem(given));
  if ([...text.blocks.map(({ label }) => label), text.cutOff].some((label) => label?.includes('PRIVATE KEY'))) {
    throw unusable(
      'is a private key, where the public key is needed',
      'take it out of the workflow and rotate it; give the public key',
    );
  }
  if (isSshPublicKey(text)) throw unusable('is an OpenSSH public key', 'convert it: ssh-keygen -e -m PKCS8 -f KEY.pub');
  const keys = distinct(text.blocks.filter(({ label }) => publicLabels.includes(label)));
  if (keys[1]) throw unusable('holds more than one public key', 'give one key alone');
  if (text.cutOff?.includes('PUBLIC KEY')) throw cutOff(publicKeyCure);
  if (keys[0]) return keys[0].pem;
  if (text.blocks.some(isCertificate)) {
    throw unusable(
      'is a certificate, where the public key is needed',
      'take the key out of it: openssl x509 -in CERTIFICATE -pubkey -noout',
    );
  }
  throw noKey(text, 'public key', publicKeyCure);
}

function refuseUnreadPrivate({ blocks }: PemText): void {
  const isAny = (check: (block: PemBlock) => boolean) => blocks.some(check);
  if (isAny(({ label }) => label === 'OPENSSH PRIVATE KEY'))
    throw unusable('is an OpenSSH private key', 'convert it: ssh-keygen -p -m PKCS8 -f KEY');
  if (isAny(({ isEncrypted }) => isEncrypted))
    throw unusable(
      'is encrypted with a passphrase',
      'it must be given unencrypted: openssl pkey -in KEY -out DECRYPTED',
    );
}

/** The error for a value without the key that is looked for, which names what the value is instead. */
function noKey({ blocks, cutOff: label, lacksBegin, text }: PemText, wanted: string, cure: string): ActionError {
  const other = blocks.find((block) => block.label !== 'EC PARAMETERS') ?? blocks[0];
  if (other) return unusable(`is a PEM block of ${other.label}, not a ${wanted}`, cure);
  if (label) return cutOff(cure);
  if (lacksBegin) return unusable('is cut off: its BEGIN line is missing', cure);
  if (/^PuTTY-User-Key-File/.test(text))
    return unusable(
      'is a PuTTY key (.ppk)',
      'export it in PuTTYgen as an OpenSSH key; then: ssh-keygen -p -m PKCS8 -f KEY',
    );
  if (text.startsWith('{') && text.includes('"kty"')) return unusable('is a JSON Web Key (JWK), not a PEM block', cure);
  if (text.startsWith('{')) return unusable('is JSON without a PEM block in it', cure);
  if (/^[~.\w/\\:-]{1,300}\.(pem|key|der|p8|pub|crt|pfx|p12)$/i.test(text))
    return unusable('is the name of a file, not what the file holds', cure);
  if (/^\*{3,}$/.test(text)) return unusable('is asterisks, as a log shows them in the place of a secret', cure);
  return unusable(`is not a PEM block`, cure);
}

function cutOff(cure: string): ActionError {
  return unusable('is cut off: its END line is missing', cure);
}

function isCertificate({ label }: PemBlock): boolean {
  return /CERTIFICATE$/.test(label) && label !== 'CERTIFICATE REQUEST';
}

function isSshPublicKey({ text, blocks }: PemText): boolean {
  return /^(ssh-|ecdsa-sha2-|sk-)/.test(text) || blocks.some(({ label }) => label === 'SSH2 PUBLIC KEY');
}

/** A key that was pasted twice is one. */
function distinct(blocks: readonly PemBlock[]): PemBlock[] {
  return blocks.filter(({ pem }, index) => blocks.findIndex((other) => other.pem === pem) === index);
}

/** Accepts base64 without its BEGIN and END lines where the bytes identify themselves. */
function withBareDer(found: PemText): PemText {
  if (found.blocks.length > 0 || found.lacksBegin || found.cutOff !== undefined) return found;
  const der = bytesOfBase64(found.text);
  const label = der && labelOfDer(der);
  if (!der || !label) return found;
  const isEncrypted = label.includes('ENCRYPTED');
  return { ...found, blocks: [{ label, pem: pemOf(label, der.toString('base64')), isEncrypted }] };
}
