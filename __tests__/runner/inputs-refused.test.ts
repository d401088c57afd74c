import { Runner } from './runner.js';
import {
  annotationOf,
  encryptedWith,
  ensure,
  type Inputs,
  privateKey,
  publicKey,
  token,
  unexpanded,
  validate,
} from './workflow.js';

const id = (prefix: string) => `${prefix}-1a2b3-4c5d6-7e8f9g0h1i2j3k4l`;
const kmsArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const encrypted = encryptedWith('correct horse');
const opened = { 'provisioner-private-key': encrypted, 'provisioner-passphrase': 'correct horse' };
const cutShort = encrypted.replace(/\n.{64}\n/, '\n');

const kms = 'awskms:///alias/dfns-ci';
const noKey = { 'provisioner-private-key': '' };

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

describe('what is refused, with the input named first', () => {
  const refusals: [string, Inputs, string, string][] = [
    ['mode', { mode: 'destroy' }, 'ensure, validate', 'choose one'],
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
    ['wait-for-approval', { 'wait-for-approval': '15d' }, 'got "15d"', 'at most 14d'],
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
    ['provisioner-username', { 'provisioner-token': token }, 'one kind of provisioner', 'leave out'],
    [
      'provisioner-credential-id',
      { 'provisioner-credential-id': id('us') },
      'a user or a service account',
      'copy that',
    ],
    ['provisioner-credential-id', { 'provisioner-credential-id': id('to') }, 'the id of a token', 'copy that'],
    ['provisioner-credential-id', { 'provisioner-credential-id': id('or') }, 'an organisation', 'copy that'],
    ['provisioner-credential-id', { 'provisioner-credential-id': token }, 'a token (not shown)', 'copy that'],
    ['provisioner-credential-id', { 'provisioner-credential-id': 'awskms:///alias/dfns' }, 'in a KMS', 'copy that'],
    ['provisioner-credential-id', { 'provisioner-credential-id': kmsArn }, 'in a KMS', 'copy that'],
    ['credential-id', { 'credential-id': id('us'), token, 'private-key': privateKey }, 'service account', 'copy that'],
    ['provisioner-username', { 'provisioner-username': id('us') }, 'got the id of a user', 'give that name'],
    ['org-id', { 'org-id': id('ap') }, 'or-', 'this is the id of an application'],
    ['org-id', { 'org-id': id('us') }, 'or-', 'this is the id of a user'],
    ['role', { role: id('pm').replace('pm-', 'pm-x') }, 'pm-', "the role's page"],
    ['provisioner-passphrase', { 'provisioner-private-key': encrypted }, 'got nothing', 'give it from a secret'],
    [
      'provisioner-passphrase',
      { ...opened, 'provisioner-passphrase': 'no' },
      'a wrong one (not shown)',
      'does not open',
    ],
    ['provisioner-passphrase', { 'provisioner-passphrase': 'correct horse' }, 'that is not encrypted', 'leave it out'],
    ['provisioner-private-key', { ...opened, 'provisioner-private-key': cutShort }, 'it is damaged', 'PKCS#8'],
    ['private-key', { token, 'private-key': encrypted }, 'an unencrypted PEM', 'it must be given unencrypted'],
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
    ['token', { token: `DFNS_AUTH_TOKEN=${token}`, 'private-key': privateKey }, 'NAME=VALUE', 'leave out the name'],
    ['token', { token: JSON.stringify({ token }), 'private-key': privateKey }, 'JSON document', 'the token alone'],
    ['token', { token: `${token}\n${token}`, 'private-key': privateKey }, 'line ends inside', 'on one line'],
    ['token', { token: 'eyJhbGci\neyJzdWIi', 'private-key': privateKey }, 'line ends inside', 'on one line'],
    ['token', { token: privateKey, 'private-key': privateKey }, 'a key', 'in its own input'],
    ['output-private-key', { 'public-key': publicKey, 'output-private-key': 'true' }, 'public-key', 'leave one'],
    ['private-key', { 'public-key': publicKey, token, 'private-key': privateKey }, 'public-key', 'leave one'],
    ['key-type', { 'public-key': publicKey, 'key-type': 'ed25519' }, 'public-key', 'leave one'],
    ['provisioner-private-key', { 'provisioner-key': kms }, 'nothing beside provisioner-key', 'leave one'],
    [
      'provisioner-key',
      {
        ...noKey,
        'provisioner-username': '',
        'provisioner-credential-id': '',
        'provisioner-store': 'vault://secret/p',
        'provisioner-key': kms,
      },
      'one kind of provisioner',
      'leave out',
    ],
    [
      'provisioner-username',
      { ...noKey, 'provisioner-key': kms, 'provisioner-username': '' },
      'provisioner-username, provisioner-key together',
      'give it too',
    ],
    [
      'provisioner-passphrase',
      { ...noKey, 'provisioner-key': kms, 'provisioner-passphrase': 'of nothing' },
      'nothing beside provisioner-key',
      'leave one',
    ],
    ['key', { ...noKey, 'provisioner-key': kms, key: kms }, 'another key than provisioner-key', 'one credential only'],
    ['public-key', { key: kms, 'public-key': publicKey }, 'nothing beside key', 'leave one'],
    ['key-type', { key: kms, 'key-type': 'ed25519' }, 'nothing beside key', 'leave one'],
    ['output-private-key', { key: kms, 'output-private-key': 'true' }, 'nothing beside key', 'leave one'],
    ['private-key', { key: kms, token, 'private-key': privateKey }, 'nothing beside key', 'leave one'],
    ['key', { key: unexpanded }, 'not expanded', 'check where'],
    ['public-key', { 'public-key': privateKey }, 'is a private key', 'rotate it'],
    ['api-url', { 'api-url': 'http://api.dfns.io' }, 'https', 'loopback only'],
    ['api-url', { 'api-url': 'http://127.0.0.1.evil.example' }, 'https', 'loopback only'],
    ['api-url', { 'api-url': 'https://api.dfns.io?key=hunter2' }, 'query', 'take out'],
    ['api-url', { 'api-url': 'https://api.dfns.io/#x' }, 'fragment', 'take out'],
    ['api-url', { 'api-url': 'api.dfns.io' }, 'got "api.dfns.io"', 'https'],
    ['api-url', { 'api-url': 'ftp://api.dfns.io' }, 'https', 'address'],
    ['api-url', { 'api-url': 'https:\\\\api.dfns.io' }, 'https', 'address'],
    ['ephemeral', { ephemeral: 'yes' }, 'true or false', 'write true or false'],
    ['days-valid', { ephemeral: 'true', 'days-valid': '2' }, '1 beside ephemeral', 'leave it out'],
    ['on-lost-token', { ephemeral: 'true', 'on-lost-token': 'replace' }, 'nothing beside ephemeral', 'leave it out'],
    ['warn-before-days', { ephemeral: 'true', 'warn-before-days': '1' }, 'nothing beside ephemeral', 'leave it out'],
    ['store', { ephemeral: 'true', store: 'vault://secret/x' }, 'nothing beside ephemeral', 'leave out ephemeral'],
    ['on-drift', { 'on-drift': 'Fix' }, 'fix, warn, fail', 'did you mean fix?'],
    ['on-admin-role', { 'on-admin-role': 'ignore' }, 'warn, fail, allow', 'choose one'],
    ['on-lost-token', { 'on-lost-token': 'create' }, 'fail, replace', 'choose one'],
  ];
  test.each(refusals)('%s %j', (name, inputs, got, cure) => {
    const lines = annotationOf(runner, { ...ensure, ...inputs }).split('\n');
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
    expect(annotationOf(runner, { ...validate, [name]: value })).toContain(
      `\n${name}: got "${value}"; accepted: nothing in mode validate`,
    );
  });

  test.each([
    ['key', kms.replace('///', '//'), 'did you mean "awskms:///alias/dfns-ci"?'],
    ['key', 'vault://transit/dfns-ci', 'hashivault://transit/dfns-ci'],
    ['provisioner-key', 'gcpkms://projects/p/locations/l/keyRings/r', 'cryptoKeys'],
  ])('%s that is no address of a key: %s', (name, address, text) => {
    const inputs = { ...ensure, ...(name === 'key' ? {} : noKey), [name]: address };
    const lines = annotationOf(runner, inputs).split('\n').slice(1, -1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    expect(lines[0]).toContain(text);
  });
});
