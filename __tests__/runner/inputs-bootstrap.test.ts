import { Runner } from './runner.js';
import {
  annotationOf,
  bootstrapOptionsOf,
  ensure,
  type Inputs,
  optionsOf,
  orgId,
  privateKey,
  token,
  validate,
} from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

const code = 'A7U-KY6-9PT';
const bootstrap: Inputs = {
  mode: 'bootstrap',
  'org-id': orgId,
  'provisioner-username': 'ci@example.com',
  'credential-code': code,
  store: 'vault://secret/dfns/provisioner',
};
const fromStore: Inputs = { name: 'backend', 'provisioner-store': 'vault://secret/dfns/provisioner' };

describe('mode bootstrap', () => {
  test('takes a code, a user and a store, and masks the code before anything else', () => {
    expect(bootstrapOptionsOf(bootstrap)).toMatchObject({
      mode: 'bootstrap',
      apiUrl: 'https://api.dfns.io',
      orgId,
      username: 'ci@example.com',
      code: { kind: 'credential', text: code },
      key: { type: 'rsa-2048' },
      stores: [{ provider: 'vault' }],
      outputPrivateKey: false,
      exportEnv: false,
      timeout: 300_000,
    });
    expect(runner.masks).toEqual([code]);
  });

  test('takes a key in a KMS, by either name, and then makes and shows no private key', () => {
    const key = 'awskms:///alias/dfns-ci';
    const github = { ...bootstrap, store: 'github://repository', 'github-token': token };
    for (const name of ['provisioner-key', 'key'])
      expect(bootstrapOptionsOf({ ...github, [name]: key }).key).toMatchObject({ kms: { provider: 'aws' } });
    const text = annotationOf(runner, {
      ...bootstrap,
      'provisioner-key': key,
      key,
      'key-type': 'ed25519',
      'output-private-key': 'true',
    });
    for (const name of ['key', 'key-type', 'output-private-key']) expect(text).toContain(`\n${name}: got`);
  });

  test.each(['A7U-KY6-9PT', '482913', 'a.b_c~d/e+f=', '"A7U-KY6-9PT"\n'])(
    'takes %j for the code that a new user got, and masks it',
    (text) => {
      const given = { ...bootstrap, 'credential-code': '', 'registration-code': text };
      const tidied = text.replace(/["\n]/g, '');
      expect(bootstrapOptionsOf(given).code).toEqual({ kind: 'registration', text: tidied });
      expect(runner.masks.join()).toContain(tidied);
    },
  );

  test.each([
    ['https://app.dfns.io/register?code=A7U', 'a whole address'],
    ['A7U KY6 9PT', 'no code (not shown)'],
  ])('does not take %j for it', (text, got) => {
    const given = { ...bootstrap, 'credential-code': '', 'registration-code': text };
    expect(annotationOf(runner, given)).toContain(
      `\nregistration-code: got ${got === 'a whole address' ? got : `a value that is ${got}`}`,
    );
  });

  test('takes one of the two codes alone', () => {
    const text = annotationOf(runner, { ...bootstrap, 'registration-code': '482-913-555' });
    expect(text).toContain('\nregistration-code: got a value (not shown); accepted: nothing beside credential-code');
  });

  test('can do without a code where a store can be read: an earlier run may have used it', () => {
    expect(bootstrapOptionsOf({ ...bootstrap, 'credential-code': '' }).code).toBeUndefined();
  });

  test('keeps the key in GitHub alone where it is an output too', () => {
    const inputs = { ...bootstrap, store: 'github://repository', 'github-token': token };
    expect(bootstrapOptionsOf({ ...inputs, 'output-private-key': 'true' }).stores).toHaveLength(1);
    expect(annotationOf(runner, inputs)).toMatch(/\noutput-private-key: got false; .*github: target never shows/);
  });

  test('needs a code there', () => {
    const inputs = { ...bootstrap, store: 'github://repository', 'github-token': token, 'output-private-key': 'true' };
    expect(annotationOf(runner, { ...inputs, 'credential-code': '' })).toContain('\ncredential-code: got nothing');
  });

  test.each([
    ['store', ''],
    ['org-id', ''],
    ['provisioner-username', ''],
  ])('needs %s', (name, value) => {
    expect(annotationOf(runner, { ...bootstrap, [name]: value })).toContain(`\n${name}: got nothing`);
  });

  test.each(['A7U KY6 9PT', 'A7U-KY6', `${code}\n${code}`, '"A7U-KY6'])('does not take %j for a code', (value) => {
    const text = annotationOf(runner, { ...bootstrap, 'credential-code': value });
    expect(text).toContain('\ncredential-code: got a value that is no code (not shown)');
    expect(text).not.toContain('KY6-9PT"');
  });

  test.each<[string, string]>([
    ['name', 'backend'],
    ['dry-run', 'true'],
    ['provisioner-credential-id', 'Y2ktMWEyYjM'],
    ['provisioner-private-key', privateKey],
    ['provisioner-passphrase', 'correct horse'],
    ['provisioner-token', token],
    ['provisioner-store', 'vault://secret/dfns/other'],
    ['role', 'create-wallets'],
    ['permissions', 'Wallets:Read'],
    ['exclusive', 'true'],
    ['days-valid', '30'],
    ['token', token],
    ['private-key', privateKey],
    ['export-env', 'true'],
    ['on-lost-token', 'replace'],
    ['on-drift', 'warn'],
    ['on-admin-role', 'fail'],
    ['warn-before-days', '60'],
    ['wait-for-approval', '1h'],
  ])('does not use %s', (name, value) => {
    const text = annotationOf(runner, { ...bootstrap, [name]: value });
    expect(text).toMatch(new RegExp(`\\n${name}: got .*; accepted: nothing in mode bootstrap`));
    expect(text.split('\n').slice(1, -1)).toHaveLength(1);
  });

  test.each([ensure, validate])('is the only one that takes a code', (inputs) => {
    const text = annotationOf(runner, { ...inputs, 'credential-code': code, 'registration-code': code });
    expect(text).toMatch(/\ncredential-code: got a value \(not shown\); .*use mode bootstrap/);
    expect(text).toMatch(/\nregistration-code: got a value \(not shown\); .*use mode bootstrap/);
    expect(text).not.toContain(code);
  });
});

describe('provisioner-store', () => {
  test('stands in the place of the other inputs of the provisioner, and of org-id', () => {
    const options = optionsOf(fromStore);
    expect(options).toMatchObject({ provisionerStore: { provider: 'vault' }, apiUrlIsDefault: true });
    expect(options).not.toHaveProperty('provisioner');
    expect(options).not.toHaveProperty('orgId');
    expect(optionsOf({ ...fromStore, 'api-url': 'https://api.dfns.ninja' }).apiUrlIsDefault).toBe(false);
  });

  test.each([
    ['provisioner-username', 'ci@example.com'],
    ['provisioner-credential-id', 'Y2ktMWEyYjM'],
    ['provisioner-private-key', privateKey],
    ['provisioner-passphrase', 'correct horse'],
    ['provisioner-token', token],
  ])('rules %s out', (name, value) => {
    const text = annotationOf(runner, { ...fromStore, [name]: value });
    expect(text).toContain(`\n${name}: got `);
    expect(text.split('\n').slice(1, -1)).toHaveLength(1);
  });

  test.each<[string, Inputs, string]>([
    ['GitHub’s secrets, which cannot be read back', { 'provisioner-store': 'github://repository' }, 'can be read back'],
    ['two targets', { 'provisioner-store': 'vault://a/b\nvault://a/c' }, 'got 2 targets'],
    ['what is no target', { 'provisioner-store': 'secret/dfns' }, 'is not a target'],
    ['the place of the account', { store: 'vault://secret/dfns/provisioner' }, 'another place than store'],
  ])('is not %s', (_name, inputs, text) => {
    const lines = annotationOf(runner, { ...fromStore, ...inputs }).split('\n');
    expect(lines.slice(1, -1)).toEqual([expect.stringMatching(/^provisioner-store: /)]);
    expect(lines.join('\n')).toContain(text);
  });
});
