import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readApiUrl } from '../../src/runner/inputs/read-api-url.js';
import { Refusal } from '../../src/runner/inputs/readers.js';
import { Runner } from './runner.js';
import {
  annotationOf,
  ensure,
  optionsOf,
  privateKey,
  publicKey,
  roleId,
  runRefused,
  token,
  unexpanded,
} from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

describe('what a refusal never shows', () => {
  test.each(['provisioner-private-key', 'provisioner-token', 'token', 'private-key'])('the value of %s', (name) => {
    runRefused({ ...ensure, 'provisioner-username': '', [name]: 'open sesame, porridge' });
    expect(runner.masks).toContain('open sesame, porridge');
    expect(runner.texts('error').join()).not.toMatch(/sesame|porridge/);
  });

  test.each(['name', 'role', 'org-id', 'permissions', 'credential-id', 'public-key'])(
    'a secret that was put into %s',
    (name) => {
      runRefused({ ...ensure, [name]: `${privateKey}\n${token}` });
      const shown = runner.texts('error').join();
      for (const line of [...privateKey.split('\n').filter((part) => /^[A-Za-z0-9+/=]{8,}$/.test(part)), token]) {
        expect(runner.masks).toContain(line);
        expect(shown).not.toContain(line.slice(0, 12));
      }
    },
  );

  test('the password in an address', () => {
    expect(annotationOf(runner, { ...ensure, 'api-url': 'https://admin:hunter2@api.dfns.io' })).not.toMatch(
      /admin|hunter2/,
    );
  });
});

describe('whatever a workflow hands in', () => {
  const names = Object.keys((parse(readFileSync('action.yml', 'utf8')) as { inputs: object }).inputs);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'true',
      '5',
      '90s',
      token,
      privateKey,
      publicKey,
      '::error::x',
      '\n::add-mask::a',
      '##[error]x',
      unexpanded,
      roleId,
    ),
  );

  test('it is accepted, or refused with one annotation that forges nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anyText), (inputs) => {
        runner.stdout = '';
        process.exitCode = undefined;
        try {
          optionsOf(inputs);
        } catch {
          runRefused(inputs);
          expect(runner.texts('error')).toHaveLength(1);
          expect(runner.texts('error')[0]).toContain('[INVALID_INPUTS]');
        }
        const kinds = new Set(runner.commands.map((command) => command.name));
        kinds.delete('add-mask');
        kinds.delete('error');
        expect([...kinds]).toEqual([]);
        expect(runner.plainLines).toEqual([]);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test('an address is https or on loopback, and has no credentials, query or fragment, or is refused', () => {
    const part = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      '?',
      '#',
      ':',
      'localhost',
      '127.0.0.1',
      '[::1]',
      'evil.example',
      '..',
      '%2e',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            const url = new URL(readApiUrl(text));
            expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
            if (url.protocol !== 'https:') expect(url.hostname).toMatch(/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});
