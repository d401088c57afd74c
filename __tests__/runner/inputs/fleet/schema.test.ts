import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { ActionError } from '../../../../src/error.js';
import { memberNames } from '../../../../src/runner/inputs/fleet/member-names.js';
import { roleId, token } from '../../workflow.js';
import { forEachTest, type Workspace } from './manifest.js';

const schema = JSON.parse(readFileSync('fleet.schema.json', 'utf8')) as { definitions: object };
const takenBySchema = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });

let workspace: Workspace;
forEachTest((made) => {
  workspace = made;
});

async function takenByReader(manifest: string): Promise<boolean> {
  try {
    await workspace.read(manifest, { 'github-token': token });
    return true;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return false;
  }
}

/** YAML as people write it, whose numbers and booleans are what they look like. */
async function expectBoth(manifest: string, taken: boolean): Promise<void> {
  const both = { schema: takenBySchema(parse(manifest)), reader: await takenByReader(manifest) };
  expect({ manifest, ...both }).toEqual({ manifest, schema: taken, reader: taken });
}

const account = (member: string) => `accounts:\n- name: backend\n  store: vault://secret/x\n  ${member}\n`;

/** Values of each member, as YAML: what is taken, and what is refused for its own sake. */
const values: Record<string, { taken: string[]; refused: string[] }> = {
  role: {
    taken: ['x', 'create-wallets', roleId, '"12"', 'a b'],
    refused: ['12', 'true', '""', '[a]', 'pm-1', '~', 'x'.repeat(101)],
  },
  permissions: {
    taken: ['[Wallets:Read]', 'Wallets:Read', '[Wallets:Read, Keys:Create]', '"Wallets:Read\\nKeys:Read"'],
    refused: ['[]', '[wallets:read]', '[1]', '[[Wallets:Read]]', '7', '{ a: b }', '""', '["Wallets:Read # x"]'],
  },
  exclusive: { taken: ['false', '"False"'], refused: ['yes', '1', '""', '[true]', 'no', '~'] },
  'days-valid': { taken: ['1', '730', '"30"'], refused: ['0', '731', '-1', '1.5', 'many', '"1e2"', 'true', '~'] },
  'key-type': { taken: ['rsa-2048', 'ed25519'], refused: ['rsa', 'RSA-2048', '2048', '""'] },
  'public-key': { taken: [JSON.stringify(publicKey)], refused: ['""', '7', '[a]'] },
  key: {
    taken: ['awskms:///alias/{name}', 'AWSKMS:///alias/x'],
    refused: ['awskms:///alias/{nam}', 'vault://a/b', 'x', '7', `awskms:///alias/$${'{name}'}`],
  },
  store: {
    taken: ['vault://a/{name}', '[vault://a/b, "github://repository"]', '"vault://a/b\\n# c"'],
    refused: [
      '[]',
      '[github://repository]',
      '[foo://x]',
      '["vault://a/{other}"]',
      '[vault://a/b#c]',
      '7',
      '[["vault://a/b"]]',
      '""',
    ],
  },
  'on-lost-token': { taken: ['fail', 'replace'], refused: ['Fail', 'true', '[fail]'] },
  'on-drift': { taken: ['fix', 'warn', 'fail'], refused: ['ignore', '0'] },
  'on-admin-role': { taken: ['warn', 'allow'], refused: ['deny', '~'] },
  'warn-before-days': { taken: ['0', '730'], refused: ['731', '"x"'] },
  'renew-before-days': { taken: ['0', '729'], refused: ['730', 'false'] },
  'retire-after': { taken: ['0', '24h', '14d', '"0"'], refused: ['90', '15d', '1.5h', '24 h', '1w', '-1s'] },
  'wait-for-approval': { taken: ['0', '90s'], refused: ['soon', '5', '""'] },
};

test('every member is tried', () => {
  expect(Object.keys(values)).toEqual(memberNames);
});

const withValues = (which: 'taken' | 'refused') =>
  Object.entries(values).flatMap(([name, of]) => of[which].map((value) => [name, value] as const));
const isStore = (name: string) => name === 'store';

test.each(withValues('taken'))('%s: %s is taken by both', async (name, value) => {
  const manifest = account(`${name}: ${value}`);
  await expectBoth(isStore(name) ? manifest.replace('  store: vault://secret/x\n', '') : manifest, true);
  if (!isStore(name)) await expectBoth(`defaults:\n  ${name}: ${value}\n${account('')}`, true);
});

test.each(withValues('refused'))('%s: %s is refused by both', async (name, value) => {
  const manifest = account(`${name}: ${value}`);
  await expectBoth(isStore(name) ? manifest.replace('  store: vault://secret/x\n', '') : manifest, false);
  await expectBoth(`defaults:\n  ${name}: ${value}\n${isStore(name) ? 'accounts: [{ name: a }]' : account('')}`, false);
});

test.each<[string, boolean]>([
  ['accounts: []', true],
  ['prefix: back\naccounts: [{ name: backend, store: vault://a/b }]', true],
  [account('key: awskms:///alias/x\n  key-type: rsa-2048'), true],
  ['', false],
  ['[]', false],
  ['prefix: acme-', false],
  ['prefix: 7\naccounts: []', false],
  ['prefix: ""\naccounts: []', false],
  ['accounts: {}', false],
  ['accounts: [backend]', false],
  ['accounts: [{ store: vault://a/b }]', false],
  ['accounts: [{ name: 7, store: vault://a/b }]', false],
  ['accounts: [{ name: backend }]', false],
  ['accounts: [{ name: x-Next-1a2b3c4d, store: vault://a/b }]', false],
  ['accounts: [{ name: x-run-1-1, store: vault://a/b }]', false],
  [`accounts: [{ name: ${'x'.repeat(101)}, store: vault://a/b }]`, false],
  ['acounts: []\naccounts: []', false],
  ['defaults: []\naccounts: []', false],
  ['defaults: { name: x }\naccounts: []', false],
  [account('rolle: x'), false],
  ...['token', 'private-key', 'credential-id', 'ephemeral', 'export-env', 'org-id', 'mode', 'force'].map(
    (name) => [account(`${name}: x`), false] as [string, boolean],
  ),
  [account('key: awskms:///alias/x\n  key-type: ed25519'), false],
  [account('role: create-wallets\n  permissions: [Wallets:Read]'), false],
])('both think alike of %j', expectBoth);

test('the schema refuses nothing that the action takes', async () => {
  const member = fc.constantFrom(...withValues('taken'), ...withValues('refused'));
  const members = fc.uniqueArray(member, { selector: ([name]) => name, maxLength: 4 });
  const lines = (of: readonly (readonly [string, string])[]) =>
    of.map(([name, value]) => `    ${name}: ${value}\n`).join('');
  await fc.assert(
    fc.asyncProperty(members, members, async (defaults, own) => {
      const manifest =
        `defaults:\n    on-drift : fix\n${lines(defaults)}accounts:\n  - name: backend\n${lines(own)}`.replace(
          '    on-drift : fix\n',
          defaults.length === 0 ? '    on-drift: fix\n' : '',
        );
      if (await takenByReader(manifest))
        expect({ manifest, schema: takenBySchema(parse(manifest)) }).toMatchObject({ schema: true });
    }),
    { numRuns: 60 },
  );
});
