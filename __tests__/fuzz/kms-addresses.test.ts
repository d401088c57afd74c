import fc from 'fast-check';
import { isPinned, parseKmsAddress, pinned } from '../../src/kms/address.js';
import { PROVIDERS } from '../../src/kms/providers.js';
import { expectNothingOf, expectQuick, fuzz, hostileText } from './fuzz.js';

const secret = 'hunter2-S3cret.Of_The+Fuzz';
const schemes = Object.keys(PROVIDERS);
const hex = '0123456789abcdef0123456789abcdef';
const arn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const google = 'projects/my-project/locations/global/keyRings/r/cryptoKeys/k';
const places = [
  '/alias/dfns-ci',
  'alias/dfns-ci',
  `/${arn}`,
  'localhost:4566/alias/x',
  google,
  `/${google}`,
  `${google}/versions/3`,
  'my-vault.vault.azure.net/dfns-ci',
  `my-vault.vault.azure.net/dfns-ci/${hex}`,
  'my-vault/dfns-ci',
  'my-vault.vault.azure.net/keys/dfns-ci',
  'dfns-ci',
  'transit/dfns-ci',
  'a%2Fb/dfns-ci',
  'a/b/dfns-ci',
  'transit/keys/dfns-ci',
];
const links = [
  'https://vault.example.com/v1/',
  'https://my-vault.vault.azure.net/keys/',
  'https://console.cloud.google.com/',
  '',
];
const names = [...new Set(Object.values(PROVIDERS).flatMap(({ parameters }) => parameters)), 'other'];
const values = [
  'eu-west-1',
  '3',
  'https://kept.example',
  'http://localhost:1',
  'https://my-vault.vault.azure.net',
  '%',
  '',
];
const address = fc
  .record({
    start: fc.oneof(
      fc
        .constantFrom(...schemes, 'AWSKMS', 'vault', 'aws-kms', 'constructor', '__proto__')
        .map((scheme) => `${scheme}://`),
      fc.constantFrom(...links, '"', 'arn:aws:kms:'),
    ),
    place: fc.oneof(
      fc.constantFrom(...places, arn),
      hostileText('/', '..', '@', '%2F', 'alias/', 'keys/', 'projects/'),
    ),
    query: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)), { maxLength: 3 }),
  })
  .map(({ start, place, query }) => {
    const parameters = query.map(([name, value]) => `${name}=${value}`).join('&');
    return `${start}${place}${parameters && `?${parameters}`}`;
  });
const anything = fc.oneof(address, hostileText('://', '?', '&', '=', 'arn:aws:kms:', 'https://'));

describe('addresses of keys in a KMS', () => {
  test('are read as they were written, or refused in lines of their own', () => {
    fuzz(anything, (text) => {
      const read = parseKmsAddress(text);
      if (read.errors === undefined) {
        expect(read.address.address).toBe(text.trim());
        expect(read.address.address).toMatch(/^[!-~]+$/);
      } else {
        expect(read.errors.length).toBeGreaterThan(0);
        for (const error of read.errors) expect(error).toMatch(/^(the (value|address) |[a-z]+:\/\/)[^\n\r]+$/);
      }
    });
  });

  test('that were accepted are accepted again once they are pinned, as the same key', () => {
    fuzz(anything, (text) => {
      const { address: read } = parseKmsAddress(text);
      if (read === undefined) return;
      const version = { aws: arn, azure: hex, gcp: '4', transit: '4' }[read.provider];
      if (read.provider === 'aws' && read.region !== undefined && read.region !== 'eu-west-1') return;
      const again = parseKmsAddress(pinned(read, version)).address;
      expect(again !== undefined && isPinned(again)).toBe(true);
      expect(again).toMatchObject({ provider: read.provider, ...(read.endpoint && { endpoint: read.endpoint }) });
      if (read.provider !== 'aws') expect(again?.key).toBe(read.key);
    });
  });

  test('that are offered instead of a wrong one are right', () => {
    fuzz(anything, (text) => {
      for (const error of parseKmsAddress(text).errors ?? []) {
        const meant = /did you mean "([^"]+)"\?$/.exec(error)?.[1];
        if (meant !== undefined) expect(parseKmsAddress(meant).errors ?? []).toEqual([]);
      }
    });
  });

  test('that carry a password are refused without repeating it', () => {
    const carrying = fc.oneof(
      fc.constantFrom(...schemes).map((scheme) => `${scheme}://user:${secret}@host/key`),
      fc
        .tuple(fc.constantFrom(...schemes), fc.constantFrom(...places), fc.constantFrom(...names, 'token'))
        .map(([scheme, place, name]) => `${scheme}://${place}?${name}=${secret}`),
      fc
        .tuple(fc.constantFrom(...schemes), fc.constantFrom(...places))
        .map(([scheme, place]) => `${scheme}://${place}?endpoint=https://user:${secret}@kept.example`),
      hostileText(' ').map((around) => `${around.replaceAll('://', '')}${secret}`),
    );
    fuzz(carrying, (text) => expectNothingOf(secret, (parseKmsAddress(text).errors ?? []).join('\n')));
  });

  test('never take long', () => {
    for (const start of [
      ...schemes.map((scheme) => `${scheme}://`),
      'https://a.vault.azure.net/',
      'arn:',
      '-----BEGIN ',
    ]) {
      for (const piece of ['/', '-', 'a', 'a-', '.', '%2F', '&', '=', '?', 'a/', 'keys/', 'eyJ']) {
        expectQuick(() => void parseKmsAddress(`${start}${piece.repeat(60_000 / piece.length)}!`));
        expectQuick(() => void parseKmsAddress(`${start}${piece.repeat(1_900 / piece.length)}!`));
      }
    }
  });
});
