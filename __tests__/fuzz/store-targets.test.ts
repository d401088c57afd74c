import fc from 'fast-check';
import { parseStoreTargets } from '../../src/stores/target.js';
import { PROVIDERS } from '../../src/stores/target-providers.js';
import { expectNothingOf, expectQuick, fuzz, hostileText } from './fuzz.js';

const secret = 'hunter2-S3cret.Of_The+Fuzz';
// Every provider there is, with its own example; one that is added is tried from the same day on.
const forms = Object.entries(PROVIDERS).map(([scheme, { form }]) => ({ scheme, form }));
const parameterNames = [...new Set(Object.values(PROVIDERS).flatMap(({ parameters }) => parameters)), 'other'];
const places = ['prod/dfns/backend', 'secret/dfns/backend', 'my-project/dfns-backend', 'my-vault/dfns-backend'];
const githubPlaces = ['repository', 'environment/production', 'organization', 'environment/a%20b', 'environment/%'];
const values = [
  'eu-west-1',
  'alias/dfns',
  'europe-west1',
  'DFNS_',
  'all',
  'https://kept.example',
  'http://localhost:1',
  '%',
  '',
];
const line = fc
  .record({
    scheme: fc.constantFrom(...forms.map(({ scheme }) => scheme), 'VAULT', 'https', 'constructor', '__proto__'),
    place: fc.oneof(fc.constantFrom(...places, ...githubPlaces), hostileText('/', '..', '@', '-pending', 'data/')),
    query: fc.array(fc.tuple(fc.constantFrom(...parameterNames), fc.constantFrom(...values)), { maxLength: 3 }),
  })
  .map(({ scheme, place, query }) => {
    const parameters = query.map(([name, value]) => `${name}=${value}`).join('&');
    return `${scheme}://${place}${parameters && `?${parameters}`}`;
  });
const targets = fc.oneof(
  line,
  fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n')),
  hostileText('://', '?', '&', '='),
);

describe('store targets', () => {
  test('are read, or refused with one line each', () => {
    fuzz(fc.tuple(targets, fc.boolean()), ([text, githubToken]) => {
      const { targets: read, errors } = parseStoreTargets(text, { githubToken });
      for (const error of errors) expect(error).toMatch(/^store, line \d+/);
      const written = text
        .split(/\r?\n/)
        .map((one) => one.trim())
        .filter((one) => one !== '' && !one.startsWith('#'));
      expect(written.every((one) => read.some(({ target }) => target === one)) || errors.length > 0).toBe(true);
    });
  });

  test('that were accepted are accepted again, as the same places', () => {
    fuzz(targets, (text) => {
      const { targets: read } = parseStoreTargets(text, { githubToken: true });
      const again = parseStoreTargets(read.map(({ target }) => target).join('\n'), { githubToken: true });
      expect(again).toEqual({ targets: read, errors: [] });
    });
  });

  test('that carry a password or a token are refused without repeating it', () => {
    const carrying = fc.oneof(
      fc.constantFrom(...forms).map(({ scheme }) => `${scheme}://user:${secret}@host/path`),
      fc
        .tuple(
          fc.constantFrom(...forms),
          fc.constantFrom(...places),
          fc.constantFrom(...parameterNames, 'token', 'password'),
        )
        .map(([{ scheme }, place, name]) => `${scheme}://${place}?${name}=${secret}`),
      fc
        .tuple(fc.constantFrom(...forms), fc.constantFrom(...places))
        .map(([{ scheme }, place]) => `${scheme}://${place}?endpoint=https://user:${secret}@kept.example`),
      hostileText(' ').map((around) => `${around.replaceAll('://', '')}${secret}`),
    );
    fuzz(carrying, (text) => {
      const { errors } = parseStoreTargets(text, { githubToken: true });
      expectNothingOf(secret, errors.join('\n'));
    });
  });

  test('never take long', () => {
    for (const { scheme } of forms) {
      for (const piece of ['/', '-', 'a', 'a-', '.', '%', '&', '=', '?', 'a/', 'https://a']) {
        for (const before of ['', 'a/', 'a?endpoint=https://a/', 'a?region=']) {
          const target = `${scheme}://${before}${piece.repeat(60_000 / piece.length)}!`;
          expectQuick(() => void parseStoreTargets(target, { githubToken: true }));
        }
      }
    }
  });
});
