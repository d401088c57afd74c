import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { defaults } from '../../src/runner/form.js';
import { Runner } from './runner.js';
import {
  ensure,
  type Inputs,
  optionsOf,
  orgId,
  privateKey,
  publicKey,
  roleId,
  runRefused,
  token,
  validate,
} from './workflow.js';

/** What a workflow hands in whose expression stands where none is expanded. */
const unexpanded = ['$', '{{ secrets.KEY }}'].join('');

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

/** The one annotation of a refused step. */
function annotationOf(inputs: Inputs): string {
  runRefused(inputs);
  const errors = runner.texts('error');
  expect(errors).toHaveLength(1);
  expect(process.exitCode).toBe(1);
  return errors[0] ?? '';
}

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
      warnBeforeDays: 30,
      waitForApproval: 0,
      timeout: 300_000,
      warnings: [],
    });
  });

  test('a validate job that has only the token and its key', () => {
    const options = optionsOf(validate);
    expect(options.provisioner).toBeUndefined();
    expect(options.credential).toMatchObject({ token, key: { publicKey: publicKey.trim() } });
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
    ['a life of a token', { 'days-valid': '730' }, { daysValid: 730 }],
    ['a name with letters of any language', { name: 'größe 日本' }, { name: 'größe 日本' }],
  ])('%s', (_, inputs, options) => {
    const { role, ...base } = { ...ensure, 'provisioner-username': '', 'provisioner-credential-id': '' };
    const provisioner = { 'provisioner-private-key': '', 'provisioner-token': token };
    expect(
      optionsOf({ ...base, ...(inputs.permissions ? {} : { role: role ?? '' }), ...provisioner, ...inputs }),
    ).toMatchObject(options);
  });

  test('an unknown permission is a warning with the nearest known name', () => {
    const { warnings } = optionsOf({
      ...ensure,
      role: '',
      permissions: 'Wallets:Reed\nWallets:Sign\nKeys:Read\nKeys:Read',
    });
    expect(warnings.join('\n')).toContain('did you mean Wallets:Read?');
    expect(warnings.join('\n')).toContain('Wallets:Transactions:Create');
    expect(warnings.join('\n')).toContain('Keys:Read stands in the list more than once');
  });

  test('a role that is nearly a preset is a warning', () => {
    expect(optionsOf({ ...ensure, role: 'create-wallet' }).warnings).toEqual([
      expect.stringContaining('create-wallets'),
    ]);
  });

  test('the names of members that every JavaScript object has are names of roles like any other', () => {
    expect(optionsOf({ ...ensure, role: 'constructor' }).role).toEqual({ by: 'name', value: 'constructor' });
  });
});

describe('what is refused, with the input named first', () => {
  const refusals: [string, Inputs, string, string][] = [
    ['mode', { mode: 'rotate' }, 'ensure, validate', 'choose one'],
    ['mode', { mode: 'Ensure' }, 'ensure, validate', 'did you mean ensure?'],
    ['key-type', { 'key-type': 'rsa2048' }, 'rsa-2048, ec-p256, ed25519', 'did you mean rsa-2048?'],
    ['name', { name: '' }, 'got nothing', 'give it'],
    ['name', { name: 'x'.repeat(101) }, '1 to 100 characters', '101'],
    ['name', { name: 'back\u202eend' }, 'one line', 'invisible'],
    ['name', { name: 'backend-next-1a2b3c4d' }, '-next-', 'choose another'],
    ['name', { name: 'backend-retired-20261124T070000Z' }, '-retired-', 'choose another'],
    ['name', { name: 'backend-run-123-1' }, '-run-', 'choose another'],
    ['dry-run', { 'dry-run': 'yes' }, 'true or false', 'write true or false'],
    ['days-valid', { 'days-valid': '1e2' }, 'got "1e2"', 'from 1 to 730'],
    ['days-valid', { 'days-valid': '0x10' }, 'got "0x10"', 'digits'],
    ['days-valid', { 'days-valid': '+5' }, 'got "+5"', 'digits'],
    ['days-valid', { 'days-valid': '5 5' }, 'got "5 5"', 'digits'],
    ['days-valid', { 'days-valid': '1.5' }, 'got "1.5"', 'digits'],
    ['days-valid', { 'days-valid': '731' }, 'got "731"', 'range'],
    ['days-valid', { 'days-valid': '0' }, 'got "0"', 'range'],
    ['warn-before-days', { 'warn-before-days': '-1' }, 'from 0 to 730', 'range'],
    ['timeout', { timeout: '0' }, 'from 1 to 21600', 'range'],
    ['wait-for-approval', { 'wait-for-approval': 'soon' }, 'got "soon"', '90s, 15m, 24h or 7d'],
    ['wait-for-approval', { 'wait-for-approval': '90' }, 'got "90"', 'write the unit too: 90s'],
    ['wait-for-approval', { 'wait-for-approval': '1.5h' }, 'got "1.5h"', '90s'],
    ['org-id', { 'org-id': 'my-org' }, 'got "my-org"', 'or-'],
    ['org-id', { 'org-id': '' }, 'got nothing', 'login'],
    ['role', { role: 'pm-1' }, 'got "pm-1"', 'pm-'],
    ['role', { role: 'x'.repeat(101) }, '1 to 100', 'shorten'],
    ['permissions', { permissions: 'Wallets:Read' }, 'preset', 'leave out permissions'],
    ['permissions', { role: '', permissions: '# none\n#' }, 'only comments', 'at least one'],
    ['permissions', { role: '', permissions: ' \n ' }, 'blank', 'at least one'],
    [
      'permissions',
      { role: '', permissions: 'Wallets:Read\nwallets:create' },
      '"wallets:create" on line 2',
      'did you mean Wallets:Create?',
    ],
    ['permissions', { role: '', permissions: '- Wallets:Read' }, 'on line 1', 'did you mean Wallets:Read?'],
    ['exclusive', { role: '', exclusive: 'true' }, 'role or permissions', 'would lose all'],
    ['provisioner-token', { 'provisioner-token': token }, 'one kind of provisioner', 'leave out'],
    ['provisioner-credential-id', { 'provisioner-credential-id': '' }, 'got nothing', 'together'],
    ['provisioner-username', { 'provisioner-username': '' }, 'got nothing', 'together'],
    [
      'provisioner-private-key',
      { 'provisioner-private-key': '' },
      'got nothing',
      'secrets are empty in workflows from forks',
    ],
    ['provisioner-private-key', { 'provisioner-private-key': unexpanded }, 'not expanded', 'check where'],
    ['provisioner-private-key', { 'provisioner-private-key': publicKey }, 'is a public key', 'PKCS#8'],
    ['token', { 'private-key': privateKey }, 'nothing beside private-key', 'both or neither'],
    ['private-key', { token }, 'nothing beside token', 'give both'],
    ['credential-id', { 'credential-id': 'cr-1' }, 'token', 'leave it out'],
    ['token', { token: `Bearer ${token}`, 'private-key': privateKey }, 'begins with Bearer', 'leave out the word'],
    ['token', { token: 'eyJhbGci\neyJzdWIi', 'private-key': privateKey }, 'line ends inside', 'on one line'],
    ['token', { token: privateKey, 'private-key': privateKey }, 'a key', 'in its own input'],
    ['output-private-key', { 'public-key': publicKey, 'output-private-key': 'true' }, 'public-key', 'leave one'],
    ['private-key', { 'public-key': publicKey, token, 'private-key': privateKey }, 'public-key', 'leave one'],
    ['key-type', { 'public-key': publicKey, 'key-type': 'ed25519' }, 'public-key', 'leave one'],
    ['public-key', { 'public-key': privateKey }, 'is a private key', 'rotate it'],
    ['api-url', { 'api-url': 'http://api.dfns.io' }, 'https', 'loopback only'],
    ['api-url', { 'api-url': 'http://127.0.0.1.evil.example' }, 'https', 'loopback only'],
    ['api-url', { 'api-url': 'https://api.dfns.io?key=hunter2' }, 'query', 'take out'],
    ['api-url', { 'api-url': 'https://api.dfns.io/#x' }, 'fragment', 'take out'],
    ['api-url', { 'api-url': 'api.dfns.io' }, 'got "api.dfns.io"', 'https'],
    ['api-url', { 'api-url': 'ftp://api.dfns.io' }, 'https', 'address'],
    ['api-url', { 'api-url': 'https:\\\\api.dfns.io' }, 'https', 'address'],
    ['on-drift', { 'on-drift': 'Fix' }, 'fix, warn, fail', 'did you mean fix?'],
    ['on-lost-token', { 'on-lost-token': 'create' }, 'fail, replace', 'choose one'],
  ];
  test.each(refusals)('%s %j', (name, inputs, got, cure) => {
    const lines = annotationOf({ ...ensure, ...inputs }).split('\n');
    const line = lines.find((candidate) => candidate.startsWith(`${name}: `)) ?? lines.join('\n');
    expect(line).toMatch(new RegExp(`^${name}: got .+; accepted: .+; .+[.?]$`));
    expect(line).toContain(got);
    expect(line).toContain(cure);
    expect(lines.slice(1, -1)).toHaveLength(1);
  });

  test.each([
    'days-valid=30',
    'key-type=ed25519',
    'dry-run=true',
    'on-lost-token=replace',
    'on-drift=warn',
    'wait-for-approval=1m',
  ])('validate with %s, which it does not use', (pair) => {
    const [name = '', value = ''] = pair.split('=');
    expect(annotationOf({ ...validate, [name]: value })).toContain(
      `\n${name}: got "${value}"; accepted: nothing in mode validate`,
    );
  });

  test('validate with nothing to look at', () => {
    expect(annotationOf({ mode: 'validate', name: 'backend' })).toContain('\ntoken: got nothing');
  });

  test('ensure without a provisioner', () => {
    expect(annotationOf({ name: 'backend' })).toMatch(/\nprovisioner-username: got nothing.*workflows from forks/);
  });

  test('all faults come at once, one a line', () => {
    const text = annotationOf({
      ...ensure,
      name: '',
      'days-valid': '1e2',
      'dry-run': 'yes',
      'wait-for-approval': 'soon',
      timeout: 'x',
    });
    const names = text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(':')[0]);
    expect(names.sort()).toEqual(['days-valid', 'dry-run', 'name', 'timeout', 'wait-for-approval']);
  });

  test('a list with many faults shows the first of them', () => {
    const text = annotationOf({ ...ensure, role: '', permissions: 'wrong\n'.repeat(500) });
    expect(text.split('\n')).toHaveLength(13);
    expect(text).toContain('490 more such lines');
  });
});

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
    expect(annotationOf({ ...ensure, 'api-url': 'https://admin:hunter2@api.dfns.io' })).not.toMatch(/admin|hunter2/);
  });
});

test('the defaults of action.yml are those of the code', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, { default?: string }> };
  const declared = Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  );
  expect(Object.fromEntries(declared)).toEqual(defaults);
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
      { seed: 4, numRuns: 300 },
    );
  });
});
