import { generateKeyPairSync } from 'node:crypto';
import { token } from '../../workflow.js';
import { forEachTest, type Workspace } from './manifest.js';

let workspace: Workspace;
forEachTest((made) => {
  workspace = made;
});

const ofInterface = `# yaml-language-server: $schema=https://example.com/fleet.schema.json
prefix: acme-                 # needed for prune; every name begins with it
defaults:                     # any input of an account but \`name\`, by its input's name
  store: vault://secret/dfns/{name}
  renew-before-days: 30
accounts:
  - name: acme-reporting
    role: reporting
    permissions: [Wallets:Read]
  - name: acme-backend
    role: create-wallets
`;

test('the accounts are read as those of steps, in the order of their names, with the lines that name them', async () => {
  const options = await workspace.read(ofInterface);
  expect(options).toMatchObject({
    mode: 'ensure',
    manifest: 'fleet.yml',
    prefix: 'acme-',
    prune: false,
    shard: { index: 1, count: 1 },
  });
  expect(options.entries.map(({ line, options: { name } }) => [line, name])).toEqual([
    [10, 'acme-backend'],
    [7, 'acme-reporting'],
  ]);
  expect(options.entries[0]?.options).toMatchObject({
    role: { by: 'name', value: 'create-wallets' },
    stores: [{ target: 'vault://secret/dfns/acme-backend' }],
    renewBeforeDays: 30,
    retireAfter: 24 * 3_600_000,
    ephemeral: false,
  });
  expect(options.entries[1]?.options.role).toEqual({ by: 'name', value: 'reporting', permissions: ['Wallets:Read'] });
  // What all share is one object, however many accounts there are.
  expect(options.entries[0]?.options.provisioner).toBe(options.provisioner);
});

test('values are written as YAML or as an input has them', async () => {
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
  const { entries } = await workspace.read(
    `
accounts:
- name: "1"
  store: [vault://secret/a, 'github://environment/a']   # a comment
  permissions: |
    Wallets:Read   # a comment
    Wallets:Create
  exclusive: true
  days-valid: '30'
  wait-for-approval: 0
- name: Füße & Söhne
  store: |
    vault://secret/b
    # a comment
    github://organization?prefix=B_
  permissions:
  - Wallets:Read
  - Wallets:Create
  exclusive: "True"
  days-valid: 30
  retire-after: 7d
  public-key: |
${publicKey.toString().replaceAll(/^/gm, '    ')}
`,
    { 'github-token': token },
  );
  const [one, other] = entries.map((entry) => entry.options);
  expect(one).toMatchObject({
    exclusive: true,
    daysValid: 30,
    waitForApproval: 0,
    role: { value: '1', permissions: ['Wallets:Read', 'Wallets:Create'] },
  });
  expect(other).toMatchObject({
    exclusive: true,
    daysValid: 30,
    retireAfter: 7 * 86_400_000,
    key: { own: expect.anything() },
  });
  expect([one, other].map((each) => each?.stores.map(({ target }) => target))).toEqual([
    ['vault://secret/a', 'github://environment/a'],
    ['vault://secret/b', 'github://organization?prefix=B_'],
  ]);
});

test('an account takes from the defaults what it does not say itself', async () => {
  const { entries, warnBeforeDays } = await workspace.read(`
defaults: { store: 'vault://secret/{name}', key: 'awskms:///alias/{name}', warn-before-days: 60, on-drift: warn }
accounts:
- name: a
- { name: b, store: vault://other/b, on-drift: fail, warn-before-days: 7 }
`);
  expect(warnBeforeDays).toBe(60);
  expect(
    entries.map(({ options: { stores, key, onDrift, warnBeforeDays: own } }) => [stores[0]?.target, key, onDrift, own]),
  ).toEqual([
    ['vault://secret/a', { kms: expect.objectContaining({ key: 'alias/a' }) }, 'warn', 60],
    ['vault://other/b', { kms: expect.objectContaining({ key: 'alias/b' }) }, 'fail', 7],
  ]);
});

test.each([
  ['no account', 'accounts: []', { 'dry-run': 'true' }, 0],
  ['a byte order mark and Windows line ends', '\ufeffaccounts:\r\n- name: a\r\n  store: vault://secret/a\r\n', {}, 1],
  ['JSON', '{"accounts": [{"name": "a", "store": ["vault://secret/a"]}]}', {}, 1],
  ['the marks of one document', '%YAML 1.2\n---\naccounts: []\n...\n', {}, 0],
  [
    'a role that two accounts share',
    `defaults: { store: 'vault://s/{name}', role: r, permissions: [Wallets:Read] }\naccounts: [{ name: a }, { name: b }, { name: c, role: r }]`,
    {},
    3,
  ],
  ['one name in two cases', `accounts: [{ name: a, store: vault://s/a }, { name: A, store: vault://s/A }]`, {}, 2],
  [
    'a validate for the file of an ensure',
    `defaults: { store: 'vault://s/{name}', renew-before-days: 9, days-valid: 30 }\naccounts: [{ name: a }]`,
    { mode: 'validate', 'dry-run': 'true', shard: '2/2' },
    1,
  ],
  [
    'a prune',
    `prefix: a\naccounts: [{ name: ab, store: vault://s/a }]`,
    { prune: 'true', force: 'true', shard: '1/2' },
    1,
  ],
  ['a comment', 'accounts: []', { 'comment-plan': 'true', 'github-token': token }, 0],
  ['warn-before-days of the step', 'accounts: []', { 'warn-before-days': '5' }, 0],
])('%s is accepted', async (_, manifest, inputs, count) => {
  await expect(workspace.read(manifest, inputs)).resolves.toMatchObject({ entries: { length: count } });
});
