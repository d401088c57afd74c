import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, serve } from '../network/silent.js';
import type { ActionRun } from '../support/run-action.js';
import { begin, end } from './job.js';
import { accountNames, provisioned, run, simulate } from './scene.js';

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
    const failed = await run({ ...simulator, apiUrl: host }, { timeout: '1' }, { env: throughSilence() });
    expectOneError(failed, /\[(TIMED_OUT|DFNS_UNREACHABLE)\]$/);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the run, also while it proves a token', async (signal) => {
    const simulator = await simulate();
    const options = { env: throughSilence(), onSpawn: killed(signal) };
    const { token, privateKey } = provisioned(simulator);
    const proving = { mode: 'rotate', token, 'private-key': privateKey };
    for (const inputs of [{}, proving])
      expectOneError(
        await run({ ...simulator, apiUrl: host }, { timeout: '3600', ...inputs }, options),
        /\[CANCELLED\]$/,
      );
  });

  test('the post step ends too, and says what is left', async () => {
    const simulator = await simulate();
    const made = await begin(simulator);
    const silent = { ...simulator, apiUrl: host };
    // As if the main step had reached Dfns there, before the proxy fell silent.
    const { ephemeral = '' } = made.state;
    const main = { ...made, state: { ephemeral: ephemeral.replaceAll(simulator.apiUrl, host) } };
    const late = await end(silent, main, { timeout: '1' }, { env: throughSilence() });
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
  const failed = await run(simulator, { store: 'aws-secretsmanager://dfns/backend', timeout: '1' }, { env });
  expectOneError(failed, /took longer than its timeout[\s\S]*\[TIMED_OUT\]$/);
  expect(failed.durationMs).toBeLessThan(20_000);
});

test('What a client of a cloud throws by itself, and a pipe where a login is to stand, end the run like any other fault', async () => {
  const simulator = await simulate();
  const folder = mkdtempSync(join(tmpdir(), 'gcp-'));
  const [credentials, pipe] = [join(folder, 'credentials.json'), join(folder, 'pipe')];
  const executable = { command: '/nonexistent/program', timeout_millis: 60_000 };
  const federated = { type: 'external_account', audience: '//iam', subject_token_type: 'jwt', token_url: host };
  writeFileSync(credentials, JSON.stringify({ ...federated, credential_source: { executable } }));
  const env = { GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1', METADATA_SERVER_DETECTION: 'none' };
  const from = (path: string) => ({ env: { ...env, GOOGLE_APPLICATION_CREDENTIALS: path } });
  const store = { store: 'gcp-secretmanager://my-project/backend' };
  expectOneError(
    await run(simulator, store, from(credentials)),
    /spawn \/nonexistent\/program ENOENT[\s\S]*\[UNEXPECTED\]$/,
  );
  execFileSync('mkfifo', [pipe]);
  expectOneError(await run(simulator, store, from(pipe)), /names a pipe[\s\S]*\[STORE_NOT_LOGGED_IN\]$/);
  expect(accountNames(simulator)).toEqual([]);
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
