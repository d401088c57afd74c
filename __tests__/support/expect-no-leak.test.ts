import { generateKeyPairSync } from 'node:crypto';
import type { ActionRun } from '../../scripts/runner/run-action.js';
import { expectNoLeak } from './expect-no-leak.js';

const token = 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const line = privateKey.split('\n')[3] ?? '';
const clean: ActionRun = {
  exitCode: 0,
  signal: null,
  stdout: `::add-mask::${token}\n`,
  stderr: '',
  outputs: { token, 'private-key': privateKey, 'service-account-id': 'us-6b58p-r53sr-rlrd3l5cj3uc4ome' },
  env: { DFNS_AUTH_TOKEN: token, DFNS_PRIVATE_KEY: privateKey },
  state: {},
  masks: [token, privateKey, line],
  annotations: [],
  commands: [{ name: 'add-mask', properties: {}, value: token, line: `::add-mask::${token}`, old: false }],
  summary: '',
  log: 'done',
  durationMs: 1,
};
const check = (change: Partial<ActionRun>) => () => expectNoLeak({ ...clean, ...change }, [token, privateKey]);

describe('expectNoLeak', () => {
  it('lets a clean run pass', () => {
    expect(check({})).not.toThrow();
  });

  it.each<[string, Partial<ActionRun>]>([
    ['log', { log: `token ${token}` }],
    ['log', { log: `one line of the key: ${line}` }],
    ['stderr', { stderr: token }],
    [
      'workflow commands',
      { commands: [{ name: 'debug', properties: {}, value: '', line: `::debug::${token}`, old: false }] },
    ],
    ['annotations', { annotations: [{ level: 'error', message: token }] }],
    ['summary', { summary: JSON.stringify({ key: privateKey }) }],
    ['state', { state: { key: privateKey } }],
    ['other outputs', { outputs: { plan: token } }],
    ['other variables', { env: { OTHER: token } }],
  ])('sees a secret in the %s', (place, change) => {
    expect(check(change)).toThrow(`A secret stands in the run's ${place}`);
  });

  it.each([
    'us-6b58p-r53sr-rlrd3l5cj3uc4ome',
    '2026-11-24T07:00:00.000Z',
    '2026-11-24',
    '-----BEGIN PRIVATE KEY-----',
    'true',
  ])('refuses the mask %s', (mask) => {
    expect(check({ masks: [mask] })).toThrow('The run masks what is no secret');
  });
});
