import { generateKeyPairSync, type KeyExportOptions, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { fingerprintOf, readLegacyFingerprint, readPrivateKey, readPublicKey } from '../../src/account/key-pair.js';
import { ActionError } from '../../src/error.js';
import { expectNothingOf, fuzz, hostileText } from './fuzz.js';

const pairs = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ed25519'),
];
const pemOf = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' | 'spki') =>
  key.export({ type, format: 'pem' } as KeyExportOptions<'pem'>).toString();
const privatePems = [
  ...pairs.map(({ privateKey }) => pemOf(privateKey, 'pkcs8')),
  pemOf(pairs[0]?.privateKey as KeyObject, 'pkcs1'),
  pemOf(pairs[1]?.privateKey as KeyObject, 'sec1'),
];
const publicPems = [
  ...pairs.map(({ publicKey }) => pemOf(publicKey, 'spki')),
  pemOf(pairs[0]?.publicKey as KeyObject, 'pkcs1'),
];
const encrypted = pairs[1]?.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString() as string;
const begin = [
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  'EC PARAMETERS-----',
  '-----END PRIVATE KEY-----',
  '-----',
];

/** How people paste a key: every one of these is the same key. */
const dressings: ((pem: string) => string)[] = [
  (pem) => pem,
  (pem) => pem.trim(),
  (pem) => pem.replaceAll('\n', '\r\n'),
  (pem) => pem.replaceAll('\n', '\\n'),
  (pem) => pem.replaceAll('\n', '\\r\\n'),
  (pem) => pem.replace(/^/gm, '    '),
  (pem) => pem.replaceAll('\n', '  \n'),
  (pem) => `\n\t ${pem}\n\n`,
  (pem) => pem.replaceAll('\n', '\\\\n'),
  (pem) => pem.replaceAll('\n', '`n'),
  (pem) => pem.replaceAll('\n', ' '),
  (pem) => pem.replaceAll('\n', '\t'),
  (pem) => pem.replaceAll('\n', ''),
  (pem) => pem.replace(/\n(?=.*\n.*\n)/g, '\r\n'),
  (pem) => `\ufeff${pem}`,
  (pem) => pem.replaceAll('\n', '\u200b\n\u00a0'),
  (pem) => `"${pem}"`,
  (pem) => `'${pem}'`,
  (pem) => `\`${pem}\``,
  (pem) => `“${pem}”`,
  (pem) => JSON.stringify(pem),
  (pem) => `> ${pem.replaceAll('\n', '\n> ')}`,
  (pem) => `Bag Attributes\n    friendlyName: ci\nKey Attributes: <No Attributes>\n${pem}`,
  (pem) => `${pem}\nkept by the platform team\n`,
  (pem) => pem.replaceAll('-----', '—--'),
  (pem) => pem.replaceAll('-', '&#45;').replaceAll('+', '&#x2b;'),
  (pem) => pem.replaceAll('\n', '<br>'),
];
/** What leaves no line of the key to be seen comes last. */
const envelopes: ((pem: string) => string)[] = [
  (pem) => Buffer.from(pem).toString('base64'),
  (pem) => Buffer.from(pem).toString('base64url'),
  (pem) => Buffer.from(pem).toString('base64').replace(/=+$/, ''),
  (pem) => `${Buffer.from(pem).toString('base64').replace(/.{76}/g, '$&\r\n')}\n`,
  (pem) => Buffer.from(`\ufeff${pem}`, 'utf16le').toString('base64'),
  (pem) => ` '${Buffer.from(pem).toString('base64')}'\n`,
  (pem) => Buffer.from(Buffer.from(pem).toString('base64')).toString('base64'),
  (pem) => encodeURIComponent(pem),
];
const dressed = (pems: string[]) =>
  fc
    .tuple(
      fc.constantFrom(...pems),
      fc.array(fc.constantFrom(...dressings), { maxLength: 3 }),
      fc.option(fc.constantFrom(...envelopes), { freq: 2 }),
    )
    .map(([pem, dress, envelope]) => {
      const text = dress.reduce((text, put) => put(text), pem);
      return { pem, text: envelope ? envelope(text) : text };
    });

/** A key with a few signs changed, lost, or put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(...privatePems, ...publicPems, encrypted),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        gone: fc.integer({ min: 0, max: 200 }),
        put: fc.string({ unit: 'binary', maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([pem, changes]) => ({
    pem,
    text: changes.reduce((text, { at, gone, put }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + put + text.slice(place + gone);
    }, pem),
  }));

function readsOrRefuses(read: (text: string) => unknown, text: string, pem = ''): void {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    expect(error.code).toBe('KEY_UNUSABLE');
    expect(error.cause).toBeUndefined();
    expectNothingOf(pem.replace(/-----[A-Z ]+-----/g, ''), `${error.message} ${error.cure}`);
  }
}

describe('a key', () => {
  test('is the same however it is pasted, and once read reads the same again', () => {
    fuzz(
      dressed(privatePems),
      ({ pem, text }) => {
        const key = readPrivateKey(text);
        expect(key).toEqual(readPrivateKey(pem));
        expect(readPrivateKey(key.privateKey)).toEqual(key);
        expect(readPublicKey(key.publicKey)).toEqual({ publicKey: key.publicKey, fingerprint: key.fingerprint });
      },
      20,
    );
    fuzz(dressed(publicPems), ({ pem, text }) => expect(readPublicKey(text)).toEqual(readPublicKey(pem)), 2);
  });

  test('that is damaged is read or refused, and nothing of it is shown', () => {
    fuzz(damaged, ({ pem, text }) => readsOrRefuses(readPrivateKey, text, pem), 4);
    fuzz(damaged, ({ pem, text }) => readsOrRefuses(readPublicKey, text, pem), 2);
  });

  test('that is no key at all is refused', () => {
    fuzz(hostileText(...begin), (text) => {
      readsOrRefuses(readPrivateKey, text);
      readsOrRefuses(readPublicKey, text);
    });
  });
});

test('a fingerprint is hex, whatever the API shows for a key', () => {
  fuzz(hostileText('SHA256:', ...begin), (text) => {
    expect(readLegacyFingerprint(text)).toMatch(/^[0-9a-f]*$/);
    expect(fingerprintOf(text) ?? '').toMatch(/^([0-9a-f]{64})?$/);
  });
});
