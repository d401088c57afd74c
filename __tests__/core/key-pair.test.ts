import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import {
  fingerprintOf,
  generateKeyPair,
  type KeyType,
  readLegacyFingerprint,
  readPrivateKey,
  readPublicKey,
} from '../../src/core/key-pair.js';
import { ActionError } from '../../src/error.js';
import { refusalOf } from './refusal.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
type Format = 'pkcs8' | 'pkcs1' | 'sec1' | 'spki';

function pem(key: KeyObject, type: Format): string {
  return key.export({ type, format: 'pem' } as never) as unknown as string;
}

describe('a private key is read', () => {
  const forms: [string, string, KeyObject][] = [
    ['PKCS#8 RSA', pem(rsa.privateKey, 'pkcs8'), rsa.publicKey],
    ['PKCS#1 RSA', pem(rsa.privateKey, 'pkcs1'), rsa.publicKey],
    ['PKCS#8 P-256', pem(ec.privateKey, 'pkcs8'), ec.publicKey],
    ['SEC1 P-256', pem(ec.privateKey, 'sec1'), ec.publicKey],
    ['PKCS#8 Ed25519', pem(ed25519.privateKey, 'pkcs8'), ed25519.publicKey],
  ];
  const wrappings: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with literal \\n', (text) => text.replaceAll('\n', '\\n')],
    ['with literal \\r\\n', (text) => text.replaceAll('\n', '\\r\\n')],
    ['with spaces around', (text) => `\n\n   ${text.replaceAll('\n', '  \n   ')}  \n`],
    ['without the last line end', (text) => text.trimEnd()],
    ['after a byte order mark', (text) => `\uFEFF${text}`],
  ];
  describe.each(forms)('%s', (_, text, publicKey) => {
    test.each(wrappings)('%s', (_wrapping, wrap) => {
      const pair = readPrivateKey(wrap(text));
      expect(pair.publicKey).toBe(pem(publicKey, 'spki').trimEnd());
      expect(pair.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^\r]+\n-----END PRIVATE KEY-----$/);
      const der = publicKey.export({ type: 'spki', format: 'der' });
      expect(pair.fingerprint).toBe(createHash('sha256').update(der).digest('hex'));
    });
  });
});

describe('a public key is read', () => {
  test.each([
    ['SPKI RSA', pem(rsa.publicKey, 'spki'), rsa.publicKey],
    ['PKCS#1 RSA', pem(rsa.publicKey, 'pkcs1'), rsa.publicKey],
    ['SPKI P-256', pem(ec.publicKey, 'spki'), ec.publicKey],
    ['SPKI Ed25519', pem(ed25519.publicKey, 'spki'), ed25519.publicKey],
  ])('%s', (_, text, key) => {
    for (const wrapped of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\\n'), ` ${text} `]) {
      expect(readPublicKey(wrapped).publicKey).toBe(pem(key, 'spki').trimEnd());
    }
  });
});

describe('a key is refused, and its owner told why and what to do', () => {
  const text = pem(rsa.privateKey, 'pkcs8');
  const encrypted = rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  const encryptedOld = rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const x25519 = generateKeyPairSync('x25519');
  const p224 = generateKeyPairSync('ec', { namedCurve: 'secp224r1' });
  test.each<[string, (text: string) => unknown, string, RegExp]>([
    [
      'encrypted, PKCS#8',
      readPrivateKey,
      encrypted.toString(),
      /encrypted with a passphrase; it must be given unencrypted: openssl pkey/,
    ],
    ['encrypted, PKCS#1', readPrivateKey, encryptedOld.toString(), /encrypted with a passphrase/],
    ['without its END line', readPrivateKey, text.slice(0, -60), /cut off: its END line is missing/],
    ['with a hole', readPrivateKey, text.replace(/\n.{64}\n/, '\n'), /damaged/],
    ['without its BEGIN line', readPrivateKey, text.slice(30), /cut off: its BEGIN line is missing/],
    ['empty', readPrivateKey, '', /not a PEM block/],
    ['public', readPrivateKey, pem(rsa.publicKey, 'spki'), /is a public key, where the private key is needed/],
    [
      'OpenSSH',
      readPrivateKey,
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAA==\n-----END OPENSSH PRIVATE KEY-----',
      /OpenSSH.*ssh-keygen -p/,
    ],
    [
      'a certificate',
      readPrivateKey,
      '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
      /is a certificate, where the private key is needed/,
    ],
    [
      'only curve parameters',
      readPrivateKey,
      '-----BEGIN EC PARAMETERS-----\nAA==\n-----END EC PARAMETERS-----',
      /not a private key/,
    ],
    ['a PuTTY key', readPrivateKey, 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none', /PuTTY key.*PuTTYgen/],
    ['a JWK', readPrivateKey, JSON.stringify(rsa.privateKey.export({ format: 'jwk' })), /JSON Web Key \(JWK\)/],
    ['two keys', readPrivateKey, text + pem(ec.privateKey, 'pkcs8'), /holds more than one private key; give one/],
    ['OpenSSH public', readPrivateKey, 'ssh-ed25519 AAAAC3 ci@example.com', /is a public key, where the private/],
    ['encrypted, in base64', readPrivateKey, Buffer.from(encrypted.toString()).toString('base64'), /encrypted with/],
    ['encrypted, bare DER', readPrivateKey, encrypted.toString().replace(/-----.*-----/g, ''), /encrypted with/],
    ['cut off, in base64', readPrivateKey, Buffer.from(text.slice(0, 800)).toString('base64'), /cut off/],
    ['the name of a file', readPrivateKey, '~/.ssh/dfns.pem', /is the name of a file/],
    ['masked', readPrivateKey, '***', /asterisks, as a log shows/],
    ['two public keys', readPublicKey, pem(rsa.publicKey, 'spki') + pem(ec.publicKey, 'spki'), /more than one public/],
    ['RSA of 1024 bits', readPrivateKey, pem(weak.privateKey, 'pkcs8'), /RSA key of 1024 bits; Dfns needs 2048/],
    ['of a type that cannot sign', readPrivateKey, pem(x25519.privateKey, 'pkcs8'), /type x25519/],
    ['on another curve', readPrivateKey, pem(p224.privateKey, 'pkcs8'), /curve secp224r1/],
    ['private where the public is needed', readPublicKey, text, /is a private key.*rotate it/],
    [
      'OpenSSH where the public is needed',
      readPublicKey,
      'ssh-rsa AAAAB3 ci@example.com',
      /OpenSSH public key.*ssh-keygen -e/,
    ],
    ['public RSA of 1024 bits', readPublicKey, pem(weak.publicKey, 'spki'), /1024 bits/],
    ['public, cut off', readPublicKey, pem(rsa.publicKey, 'spki').slice(0, 200), /cut off/],
  ])('%s', (_, read, value, told) => {
    expect(refusalOf(read, value)).toMatch(told);
  });

  test('whatever the value, it is read or refused, and nothing of it is told', () => {
    const body = text.split('\n').slice(1, -2).join('\n');
    const broken = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat(text.length).map((end) => text.slice(0, end)),
      fc.nat(text.length).map((start) => text.slice(start)),
      fc.tuple(fc.nat(text.length), fc.string()).map(([at, noise]) => text.slice(0, at) + noise + text.slice(at)),
    );
    fc.assert(
      fc.property(broken, fc.constantFrom<(value: string) => unknown>(readPrivateKey, readPublicKey), (value, read) => {
        try {
          read(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
          for (const line of body.split('\n')) expect((error as Error).message).not.toContain(line.slice(0, 16));
        }
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

test.each<KeyType>(['rsa-2048', 'ec-p256', 'ed25519'])(
  'a new %s pair signs, and its public key verifies',
  async (type) => {
    const pair = await generateKeyPair(type);
    const digest = type === 'ed25519' ? null : 'sha256';
    const signature = sign(digest, Buffer.from('challenge'), pair.privateKey);
    expect(verify(digest, Buffer.from('challenge'), createPublicKey(pair.publicKey), signature)).toBe(true);
    expect(readPrivateKey(pair.privateKey)).toEqual(pair);
  },
);

test('the same key is known again in any wrapping, and another is not', () => {
  const own = readPublicKey(pem(ec.publicKey, 'spki'));
  expect(fingerprintOf(`${own.publicKey}\r\n`.replaceAll('\n', '\r\n'))).toBe(own.fingerprint);
  expect(fingerprintOf(own.publicKey.replaceAll('\n', '\\n'))).toBe(own.fingerprint);
  expect(fingerprintOf(pem(rsa.publicKey, 'spki'))).not.toBe(own.fingerprint);
  expect(fingerprintOf('')).toBeUndefined();
});

test('the fingerprint in the old form is the base64 of the same digest', () => {
  expect(readLegacyFingerprint(`SHA256:${'A'.repeat(43)}`)).toBe('00'.repeat(32));
});
