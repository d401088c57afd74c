import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, serve } from '../network/silent.js';
import type { ActionRun } from '../support/run-action.js';
import { begin, end } from './job.js';
import { run, simulate } from './scene.js';

const host = 'https://dfns.invalid';
let proxy: Listening;
let called: () => void;

beforeAll(async () => {
  proxy = await serve(() => called());
});
beforeEach(() => {
  called = () => undefined;
});
afterAll(() => proxy.close());

const throughSilence = () => ({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
/** Sends a signal as soon as the proxy was asked for a tunnel. */
const killed = (signal: NodeJS.Signals) => (child: ChildProcess) => {
  called = () => child.kill(signal);
};

/** Ended by itself, red, and said one thing. */
function expectOneError({ exitCode, signal, annotations }: ActionRun, message: RegExp) {
  expect({ exitCode, signal, annotations }).toEqual({
    exitCode: 1,
    signal: null,
    annotations: [{ level: 'error', message: expect.stringMatching(message) }],
  });
}

describe('Behind a proxy that takes CONNECT and stays silent', () => {
  test('timeout ends the run', async () => {
    const simulator = await simulate();
    const failed = await run({ ...simulator, apiUrl: host }, { timeout: '3' }, { env: throughSilence() });
    expectOneError(failed, /\[(TIMED_OUT|DFNS_UNREACHABLE)\]$/);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the run', async (signal) => {
    const simulator = await simulate();
    const options = { env: throughSilence(), onSpawn: killed(signal) };
    expectOneError(await run({ ...simulator, apiUrl: host }, { timeout: '3600' }, options), /\[CANCELLED\]$/);
  });

  test('the post step ends too, and says what is left', async () => {
    const simulator = await simulate();
    const made = await begin(simulator);
    const silent = { ...simulator, apiUrl: host };
    // As if the main step had reached Dfns there, before the proxy fell silent.
    const { ephemeral = '' } = made.state;
    const main = { ...made, state: { ephemeral: ephemeral.replaceAll(simulator.apiUrl, host) } };
    const late = await end(silent, main, { timeout: '3' }, { env: throughSilence() });
    expectOneError(late, /backend-run-1234567-1 of this job may still be there[\s\S]*\[EPHEMERAL_LEFT\]$/);
    const options = { env: throughSilence(), onSpawn: killed('SIGTERM') };
    expectOneError(await end(silent, main, { timeout: '3600' }, options), /was cancelled[\s\S]*\[EPHEMERAL_LEFT\]$/);
  });
});

test('A program that gives no credentials for ever does not keep the run, nor its process', async () => {
  const simulator = await simulate();
  const config = join(mkdtempSync(join(tmpdir(), 'aws-')), 'config');
  writeFileSync(config, `[profile ours]\nregion = eu-west-1\ncredential_process = sleep 25\n`);
  const env = { AWS_CONFIG_FILE: config, AWS_PROFILE: 'ours', AWS_EC2_METADATA_DISABLED: 'true' };
  const failed = await run(simulator, { store: 'aws-secretsmanager://dfns/backend', timeout: '3' }, { env });
  expectOneError(failed, /took longer than its timeout[\s\S]*\[TIMED_OUT\]$/);
  expect(failed.durationMs).toBeLessThan(20_000);
});

test('A proxy that cannot be used is told by its variable, and its password by nobody', async () => {
  const simulator = await simulate();
  const silent = { ...simulator, apiUrl: host };
  const store = { store: 'vault://secret/backend' };
  const vault = { VAULT_ADDR: 'https://vault.invalid', VAULT_TOKEN: 'hvs.abcdefghijkl' };
  const env = { HTTPS_PROXY: 'socks5://user:s3cret-of-mine@proxy.corp:1080' };
  const dfns = await run(silent, {}, { env });
  const stored = await run(simulator, store, { env: { ...env, ...vault } });
  expectOneError(
    dfns,
    /HTTPS_PROXY holds no address of an http or https proxy, but one of socks5[\s\S]*\[DFNS_UNREACHABLE\]$/,
  );
  expectOneError(stored, /HTTPS_PROXY holds no address[\s\S]*\[STORE_UNREACHABLE\]$/);
  for (const failed of [dfns, stored]) expect(failed.stdout).not.toContain('s3cret');
});
