import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { setOutputs } from '../../src/runner/output/outputs.js';
import { requireFile, requireRunner } from '../../src/runner/require-runner.js';
import { created } from './outcome.js';
import { Runner } from './runner.js';
import { privateKey, token } from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

const quiet = { exportEnv: false, outputPrivateKey: false };

test('every output that is known is set, and the private key only on request', () => {
  setOutputs(created, quiet, runner.step);
  expect(runner.outputs).toEqual({
    status: 'created',
    changed: 'true',
    token,
    'service-account-id': created.serviceAccountId,
    'credential-id': created.credentialId,
    'role-id': created.roleId,
    'assignment-id': created.assignmentId,
    'org-id': created.orgId,
    'api-url': 'https://api.dfns.io',
    'public-key': created.publicKey,
    'key-fingerprint': created.keyFingerprint,
    'expires-at': '2028-11-23T07:00:00.000Z',
    'days-left': '730',
    plan: JSON.stringify(created.plan),
  });
  expect(runner.environment).toEqual({});
});

test('the private key is an output on request, and everything secret is masked before it is set', () => {
  setOutputs(created, { ...quiet, outputPrivateKey: true }, runner.step);
  expect(runner.outputs['private-key']).toBe(privateKey);
  expect(runner.masks).toEqual(expect.arrayContaining([token, privateKey.trim()]));
});

test('what is public is never masked, so that it passes between jobs', () => {
  setOutputs(created, { exportEnv: true, outputPrivateKey: true }, runner.step);
  const isPublic = [
    created.serviceAccountId,
    created.credentialId,
    created.roleId,
    created.orgId,
    created.apiUrl,
    created.keyFingerprint,
  ];
  for (const value of [...isPublic, 'true', '730', '2028-11-23T07:00:00.000Z'])
    expect(runner.masks).not.toContain(value);
  for (const mask of runner.masks) expect(mask).not.toMatch(/^-----(BEGIN|END)[A-Z ]+-----$/);
});

test('later steps find the credential in their environment on request', () => {
  setOutputs(created, { exportEnv: true, outputPrivateKey: false }, runner.step);
  expect(runner.environment).toEqual({
    DFNS_API_URL: created.apiUrl,
    DFNS_ORG_ID: created.orgId,
    DFNS_SERVICE_ACCOUNT_ID: created.serviceAccountId,
    DFNS_CRED_ID: created.credentialId,
    DFNS_PRIVATE_KEY: privateKey,
    DFNS_AUTH_TOKEN: token,
  });
});

test('a failing run sets what is true by then', () => {
  setOutputs(
    { changed: false, apiUrl: 'https://api.dfns.io', daysLeft: 0 },
    { exportEnv: true, outputPrivateKey: true },
    runner.step,
  );
  expect(runner.outputs).toEqual({ changed: 'false', 'api-url': 'https://api.dfns.io', 'days-left': '0' });
  // Half an environment would be completed by what an earlier step left there.
  expect(runner.environment).toEqual({});
});

test('what there is none of is exported empty, so that no stale value stays beside a new one', () => {
  setOutputs({ token, apiUrl: 'https://api.dfns.io' }, { exportEnv: true, outputPrivateKey: false }, runner.step);
  expect(runner.environment).toEqual({
    DFNS_API_URL: 'https://api.dfns.io',
    DFNS_ORG_ID: '',
    DFNS_SERVICE_ACCOUNT_ID: '',
    DFNS_CRED_ID: '',
    DFNS_PRIVATE_KEY: '',
    DFNS_AUTH_TOKEN: token,
  });
});

const hasFullDevice = existsSync('/dev/full') ? test : test.skip;
hasFullDevice('outputs and environment are set both or not at all', () => {
  process.env.GITHUB_ENV = '/dev/full';
  expect(() => setOutputs(created, { exportEnv: true, outputPrivateKey: true }, runner.step)).toThrow('ENOSPC');
  expect(runner.outputs).toEqual({});
});

test('a run whose outputs would lead nowhere is refused before anything is made', () => {
  expect(() => requireRunner(runner.step)).not.toThrow();
  delete process.env.GITHUB_OUTPUT;
  expect(() => requireRunner(runner.step)).toThrow(expect.objectContaining({ code: 'NOT_A_RUNNER' }));
});

hasFullDevice.each([
  ['GITHUB_OUTPUT', '/dev/full', 'OUTPUTS_NOT_WRITTEN', 'ENOSPC, the disk is full'],
  ['GITHUB_OUTPUT', '/nonexistent/file', 'NOT_A_RUNNER', 'does not name a file'],
  ['GITHUB_OUTPUT', '/', 'NOT_A_RUNNER', 'does not name a file'],
  ['GITHUB_ENV', '/dev/full', 'OUTPUTS_NOT_WRITTEN', 'GITHUB_ENV could not be written'],
] as const)('%s at %s is found by writing', (file, path, code, told) => {
  process.env[file] = path;
  expect(() => requireFile(file, runner.step)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(told) }),
  );
});

test('the writing that tries a file leaves it as it was', () => {
  runner.step.hand({ GITHUB_OUTPUT: { first: '1\nghadelimiter_\n' } });
  requireFile('GITHUB_OUTPUT', runner.step);
  runner.step.hand({ GITHUB_OUTPUT: { second: '2' } });
  expect(runner.outputs).toEqual({ first: '1\nghadelimiter_\n', second: '2' });
});

test('where no runner takes the outputs, nothing secret is printed instead', () => {
  delete process.env.GITHUB_OUTPUT;
  delete process.env.GITHUB_ENV;
  expect(() => setOutputs(created, { exportEnv: true, outputPrivateKey: true }, runner.step)).toThrow(
    'GITHUB_OUTPUT or GITHUB_ENV does not name a file that can be written',
  );
  expect(runner.shownLog).not.toContain(token);
  expect(runner.shownLog).not.toContain(privateKey.split('\n')[1]);
});

test('the outputs are those that action.yml declares, and no others', () => {
  const { outputs } = parse(readFileSync('action.yml', 'utf8')) as { outputs: object };
  setOutputs(
    {
      ...created,
      approvalId: 'ap-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
      requestUrl: 'https://github.com/acme/payments/issues/1',
      keyAddress: 'hashivault://transit/dfns-ci?version=3',
    },
    { exportEnv: false, outputPrivateKey: true },
    runner.step,
  );
  // A run over a manifest has one more, and none of a single account's (fleet-shown.test.ts).
  expect([...Object.keys(runner.outputs), 'results'].sort()).toEqual(Object.keys(outputs).sort());
});
