import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inputTable } from '../../src/runner/inputs/input-table.js';
import { Runner } from './runner.js';
import {
  encryptedWith,
  ensure,
  type Inputs,
  optionsOf,
  orgId,
  privateKey,
  publicKey,
  roleId,
  token,
  validate,
} from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

describe('what is accepted', () => {
  test('the step of the README', () => {
    expect(optionsOf(ensure)).toMatchObject({
      mode: 'ensure',
      name: 'backend',
      dryRun: false,
      apiUrl: 'https://api.dfns.io',
      orgId,
      provisioner: { kind: 'key', username: 'ci@example.com', credentialId: 'Y2ktMWEyYjM' },
      role: { by: 'name', value: 'create-wallets', permissions: ['Keys:Create', 'Wallets:Create', 'Wallets:Read'] },
      key: { type: 'rsa-2048' },
      exclusive: false,
      exportEnv: false,
      outputPrivateKey: false,
      onLostToken: 'fail',
      onDrift: 'fix',
      onAdminRole: 'warn',
      warnBeforeDays: 30,
      waitForApproval: 0,
      timeout: 300_000,
      warnings: [],
    });
  });

  test.each<[string, (value: string) => string]>([
    ['a byte order mark and a line end', (value) => `\ufeff${value}\r\n`],
    ['zero-width characters and wide spaces', (value) => `\u200b\u00a0${value}\u3000\u200d`],
    ['quotation marks', (value) => ` "${value}" `],
    ['typographic quotation marks', (value) => `“${value}”\n`],
  ])('values with %s around them', (_, mangle) => {
    const names = ['api-url', 'org-id', 'provisioner-username', 'provisioner-credential-id', 'provisioner-private-key'];
    const given: Inputs = { ...ensure, 'api-url': 'https://api.uae.dfns.io', token, 'private-key': privateKey };
    const mangled = [...names, 'token', 'private-key'].map((name) => [name, mangle(given[name] ?? '')]);
    const { provisioner, credential, ...options } = optionsOf({ ...given, ...Object.fromEntries(mangled) });
    expect(options).toMatchObject({ apiUrl: 'https://api.uae.dfns.io', orgId });
    expect(provisioner).toMatchObject({ username: 'ci@example.com', credentialId: 'Y2ktMWEyYjM' });
    for (const held of [provisioner, credential]) expect(held).toMatchObject({ key: { publicKey: publicKey.trim() } });
    expect(credential).toMatchObject({ token });
    expect(runner.masks).toContain(token);
  });

  const traditional = encryptedWith('correct horse', 'sec1');
  test.each<[string, string, string]>([
    ['PKCS#8', encryptedWith('correct horse'), 'correct horse'],
    ['PKCS#8, on one line', encryptedWith('correct horse').replaceAll('\n', '\\n'), 'correct horse\n'],
    ['OpenSSL’s own form', traditional, 'correct horse'],
    ['OpenSSL’s own form, on one line', traditional.replaceAll('\n', ' '), 'correct horse'],
    ['OpenSSL’s own form, in base64', Buffer.from(traditional).toString('base64'), ' correct horse '],
    ['a passphrase with white space around it', encryptedWith(' correct horse '), ' correct horse \r\n'],
    ['a short passphrase', encryptedWith('1234'), '1234'],
  ])('an encrypted key of the provisioner: %s', (_, pem, passphrase) => {
    const given = { 'provisioner-private-key': pem, 'provisioner-passphrase': passphrase };
    const { provisioner } = optionsOf({ ...ensure, ...given });
    expect(provisioner).toMatchObject({ key: { publicKey: publicKey.trim(), privateKey: privateKey.trim() } });
    for (const secret of [passphrase.trim(), privateKey.trim()]) expect(runner.masks).toContain(secret);
  });

  test('a login without the id of its credential, which Dfns then tells', () => {
    const { provisioner } = optionsOf({ ...ensure, 'provisioner-credential-id': '' });
    expect(provisioner).toMatchObject({ kind: 'key', username: 'ci@example.com' });
    expect(provisioner).not.toHaveProperty('credentialId');
  });

  test.each(['cr-1a2b3-4c5d6-7e8f9g0h1i2j3k4l', '1234abcd-12ab-34cd-56ef-1234567890ab', 'my key (2026)'])(
    'the id %s of a credential, which its owner chose',
    (credentialId) => {
      const { provisioner } = optionsOf({ ...ensure, 'provisioner-credential-id': credentialId });
      expect(provisioner).toMatchObject({ credentialId });
    },
  );

  test.each<[string, string]>([
    ['out of a header', `Authorization: Bearer ${token}`],
    ['wrapped', token.replace(/.{40}/g, '$&\r\n  ')],
    ['with its line end written out', `${token}\\n`],
  ])('a token %s', (_, text) => {
    expect(optionsOf({ ...validate, token: text }).credential?.token).toBe(token);
  });

  test('a validate job that has only the token and its key', () => {
    const options = optionsOf(validate);
    expect(options.provisioner).toBeUndefined();
    expect(options.credential).toMatchObject({ token, key: { publicKey: publicKey.trim() } });
  });

  test.each<[string, string, Inputs, object]>([
    ['the provisioner', 'provisioner-key', {}, { provisioner: { kind: 'key', key: { provider: 'transit' } } }],
    [
      'a ready token',
      'provisioner-key',
      { 'provisioner-token': token, 'provisioner-username': '' },
      { provisioner: { kind: 'token', token, key: { provider: 'transit' } } },
    ],
    ['the account', 'key', {}, { key: { kms: { provider: 'transit', key: 'dfns-ci' } } }],
    [
      'a token that is handed in',
      'key',
      { token, store: 'github://repository', 'github-token': token },
      { credential: { token }, key: { kms: {} } },
    ],
    ['an account that is asked for', 'key', { mode: 'request', 'github-token': token }, { key: { kms: {} } }],
    ['a rotation that keeps its token nowhere', 'key', { mode: 'rotate' }, { key: { kms: {} } }],
    ['an account of one run', 'key', { ephemeral: 'true' }, { key: { kms: {} } }],
  ])('a key in a KMS for %s', (_, input, inputs, options) => {
    const privateKeys = input === 'provisioner-key' ? { 'provisioner-private-key': '' } : {};
    expect(optionsOf({ ...ensure, ...privateKeys, [input]: 'hashivault://transit/dfns-ci', ...inputs })).toMatchObject(
      options,
    );
  });

  test('validate with a public key whose private part is in a KMS', () => {
    const options = optionsOf({ mode: 'validate', name: 'backend', token, 'public-key': publicKey });
    expect(options.key).toMatchObject({ own: { publicKey: publicKey.trim() } });
  });

  test.each<[string, Inputs, object]>([
    ['spaces around a secret', { 'provisioner-token': `  ${token}\n` }, { provisioner: { kind: 'token', token } }],
    ['a role by its id', { role: roleId }, { role: { by: 'id', value: roleId } }],
    ['a managed role by its name', { role: 'x', permissions: 'A:B' }, { role: { value: 'x', permissions: ['A:B'] } }],
    [
      'a managed role named like the account',
      { permissions: 'Wallets:Read # why' },
      { role: { by: 'name', value: 'backend', permissions: ['Wallets:Read'] } },
    ],
    [
      'a list with comments and blank lines',
      { permissions: '# all\r\n\r\nWallets:Read\n  Keys:Read  ' },
      { role: { permissions: ['Wallets:Read', 'Keys:Read'] } },
    ],
    ['the booleans of YAML', { 'dry-run': 'TRUE', 'export-env': 'False' }, { dryRun: true, exportEnv: false }],
    ['durations', { 'wait-for-approval': '90s' }, { waitForApproval: 90_000 }],
    [
      'an address with a prefix and a slash',
      { 'api-url': 'https://proxy.example/dfns/' },
      { apiUrl: 'https://proxy.example/dfns' },
    ],
    ['plain http on loopback', { 'api-url': 'http://127.0.0.1:3000' }, { apiUrl: 'http://127.0.0.1:3000' }],
    ['plain http on loopback over IPv6', { 'api-url': 'http://[::1]:3000/' }, { apiUrl: 'http://[::1]:3000' }],
    ['what becomes of an admin role', { 'on-admin-role': 'allow' }, { onAdminRole: 'allow' }],
    ['a life of a token', { 'days-valid': '730' }, { daysValid: 730 }],
    ['a name with letters of any language', { name: 'größe 日本' }, { name: 'größe 日本' }],
  ])('%s', (_, inputs, options) => {
    // The preset of the README's step gives way to a list.
    const role = inputs.permissions ? '' : 'create-wallets';
    expect(optionsOf({ name: 'backend', 'provisioner-token': token, role, ...inputs })).toMatchObject(options);
  });

  test('validate with a provisioner that looks at the account, and drift as the fault that it is anyway', () => {
    const options = optionsOf({
      ...ensure,
      token,
      'private-key': privateKey,
      mode: 'validate',
      exclusive: 'true',
      'on-drift': 'fail',
      'dry-run': 'False',
    });
    expect(options).toMatchObject({ mode: 'validate', provisioner: { kind: 'key' }, exclusive: true });
  });
});

test('the table of inputs holds the inputs of action.yml with their defaults, in its order', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, { default?: string }> };
  const rows = Object.entries(inputTable).map(([name, row]) => [name, row.default]);
  expect(rows).toEqual(Object.entries(inputs).map(([name, input]) => [name, input.default]));
});
