import { token } from '../../workflow.js';
import { forEachTest, type Workspace } from './manifest.js';

let workspace: Workspace;
forEachTest((...made) => {
  [workspace] = made;
});

const store = 'store: vault://secret/dfns/{name}';
const withDefaults = (accounts: string) =>
  `defaults: { "store": "vault://secret/dfns/{name}" }\naccounts:\n${accounts}`;
/** One account, whose members begin on line 4. */
const account = (...members: string[]) =>
  withDefaults(['- name: backend', ...members.map((member) => `  ${member}`)].join('\n'));

describe('what is refused on its line', () => {
  const refusals: [what: string, manifest: string, ...lines: [line: number, ...words: string[]][]][] = [
    // The YAML itself.
    ['an anchor and its alias', account('role: &a x', 'permissions: *a'), [4, '&a'], [5, '*a', 'under defaults']],
    ['a merge key', account('<<: { role: x }'), [4, 'unknown member "<<"']],
    ['a tag', account('role: !!str x'), [4, '!!str']],
    ['a tag on the root', `!!map\n${account()}`, [1, '!!map']],
    ['a key twice', account('role: a', 'role: b'), [5, 'a second value', 'line 4']],
    ['a list as a key', account('? [role]', ': x'), [4, 'a list as a name']],
    ['a second document', `${account()}\n---\naccounts: []\n`, [4, 'a second document']],
    ['a directive', `%TAG ! tag:example.com,2026:\n---\n${account()}`, [1, 'a directive']],
    ['what is no YAML', account('role: "x', 'exclusive: true'), [5, 'YAML', 'was not read']],
    ['braces in brackets', account('store: [vault://secret/{name}]'), [4, 'in quotation marks']],
    ['a tab that indents', 'accounts:\n\t- name: x', [2, 'tab']],
    ['a null byte', 'accounts: []\n\0', [2, 'a null byte', 'UTF-8']],
    ['a list as the root', '- name: backend', [1, 'got a list', 'write accounts: before the list']],
    ['a text as the root', 'backend', [1, 'got a scalar']],
    ['nothing', '# nothing\n', [1, 'an empty file', 'accounts: []']],
    ['no accounts', 'prefix: acme-\n', [1, 'accounts', 'got nothing']],
    ['accounts that are none', 'accounts: backend', [1, 'got "backend"', 'a list of accounts']],
    ['an account without a mapping', 'accounts:\n- backend', [2, 'got "backend"', 'write - name:']],
    ['deep nesting', `accounts: ${'['.repeat(30)}${']'.repeat(30)}`, [1, 'maxDepth']],
    // Members.
    ['an unknown part', 'acounts: []\naccounts: []', [1, 'unknown member "acounts"', 'did you mean accounts?']],
    ['an unknown member', account('rolle: x'), [4, 'unknown member "rolle"', 'did you mean role?']],
    ['a member in snake case', account('days_valid: 3'), [4, 'did you mean days-valid?']],
    ['a name in the defaults', 'defaults:\n  name: x\naccounts: []', [2, 'a name of its own']],
    ['an input of the run', account('org-id: or-1', 'force: true'), [4, 'the whole run'], [5, 'input of the step']],
    ['defaults that are none', 'defaults: x\naccounts: []', [1, 'defaults', 'a mapping']],
    ['a prefix that is a number', 'prefix: 12\naccounts: []', [1, 'prefix', 'the number 12', '"12"']],
    ['no value', account('role:', 'store: ~', "key: ''"), [4, 'got nothing'], [5, 'got nothing'], [6, 'got nothing']],
    ['a number for a text', account('role: 12'), [4, 'the number 12', 'quotation marks: "12"']],
    ['a boolean for a text', account('role: true'), [4, 'the boolean true']],
    ['a list for a text', account('role: [a]'), [4, 'got a list', 'one value']],
    ['a mapping for a number', account('days-valid: { a: 1 }'), [4, 'got a mapping', 'from 1 to 730']],
    ['an empty list', account('permissions: []'), [4, 'an empty list']],
    ['a list in a list', account('permissions: [[Wallets:Read]]'), [4, 'a list in the list']],
    // Values, as the inputs refuse them.
    ['a number out of range', account('days-valid: 731'), [4, 'backend, days-valid', 'from 1 to 730']],
    ['a number in another base', account('days-valid: 0x10'), [4, 'got "0x10"', 'digits']],
    ['a boolean of YAML 1.1', account('role: x', 'exclusive: yes'), [5, 'got "yes"', 'true or false']],
    ['a duration without a unit', account('retire-after: 90'), [4, 'write the unit too: 90s']],
    ['a word that is near', account('on-drift: fixx'), [4, 'did you mean fix?']],
    ['an id that is none', account('role: pm-1'), [4, 'pm-']],
    ['permissions beside a preset', account('role: create-wallets', 'permissions: [Wallets:Read]'), [5, 'preset']],
    ['exclusive without a role', account('exclusive: true'), [4, 'would lose all']],
    [
      'permissions, each at its own line',
      account('permissions:', '- Wallets:Read', '- wallets:create', '- Foo'),
      [6, 'did you mean Wallets:Create?'],
      [7, 'got "Foo"'],
    ],
    [
      'permissions in a block, each at its own line',
      account('permissions: |', '  Wallets:Read', '  wallets:create'),
      [6, 'did you mean Wallets:Create?'],
    ],
    [
      'targets, each at its own line',
      account('store:', '- vault://secret/x', '- foo://x', '- vault://secret/x'),
      [6, 'unknown scheme'],
      [7, 'the same place as line 5'],
    ],
    ['a key beside its type', account('key: awskms:///alias/x', 'key-type: ed25519'), [5, 'nothing beside key']],
    ['an address that is none', account('key: awskms:///alias/'), [4, 'key']],
    // Names.
    ['no name', withDefaults('- role: x'), [3, 'got nothing', 'the name of the service account']],
    ["a name of the action's own", withDefaults('- name: x-next-1a2b3c4d'), [3, '-next-']],
    ['a name without the prefix', `prefix: acme-\n${account()}`, [4, 'begins with the prefix "acme-"']],
    ['a name twice', `${account()}\n- name: backend`, [4, 'backend, name', 'line 3']],
    // Stores.
    ['no store', 'accounts:\n- name: backend', [2, 'store', 'got nothing', '{name}']],
    ['another word in braces', account('store: vault://secret/{nam}'), [4, 'no braces but those of {name}']],
    ['an expression', account(`store: vault://secret/$${'{name}'}`), [4, 'no braces but those of {name}']],
    ['braces in braces', account('key: awskms:///alias/{{name}}'), [4, 'no braces but those of {name}']],
    [
      'a name that would add to an address',
      withDefaults('- name: x?endpoint=https://evil'),
      [1, 'letters, digits and'],
    ],
    ['a name that would climb', withDefaults('- name: ..'), [1, 'letters, digits and']],
    [
      'one place for two accounts',
      `accounts:\n- name: a\n  store: vault://secret/x\n- name: b\n  store: [vault://other/b, vault://secret/x]`,
      [5, 'line 3', 'over the other'],
    ],
    [
      'one place, written in two ways',
      'accounts:\n- name: a\n  store: azure-keyvault://Vault/x\n- name: b\n  store: azure-keyvault://vault/X?endpoint=https://vault.vault.azure.net',
      [5, 'line 3'],
    ],
    [
      'one place in a list',
      'accounts:\n- name: a\n  store:\n  - vault://s/a\n  - vault://secret/x\n- name: b\n  store:\n  - vault://s/b\n  - vault://secret/x',
      [9, '"vault://secret/x", which a has on line 5'],
    ],
    [
      'one place from the defaults',
      'defaults: { store: vault://secret/x }\naccounts:\n- name: a\n- name: b\n- name: c',
      [1, '1 more account'],
    ],
    // Keys.
    [
      'one key for two accounts',
      withDefaults('- name: a\n  key: awskms:///alias/x\n- name: b\n  key: awskms:///alias/x'),
      [6, 'line 4', 'one credential only'],
    ],
    [
      'one key, written in two ways',
      withDefaults('- name: a\n  key: hashivault://transit/x\n- name: b\n  key: openbao://x'),
      [6, 'line 4', 'one credential only'],
    ],
    // Roles.
    [
      'one role, declared in two ways',
      withDefaults(
        '- name: a\n  role: r\n  permissions: [Wallets:Read]\n- name: b\n  role: r\n  permissions: [Wallets:Read, Keys:Read]',
      ),
      [8, 'with Keys:Read', 'line 5'],
    ],
    [
      'a role that is named like an account',
      withDefaults('- name: a\n  permissions: [Wallets:Read]\n- name: b\n  role: a\n  permissions: [Keys:Read]'),
      [7, '"a"', 'line 4'],
    ],
    [
      'a default that no account takes',
      `defaults: { days-valid: 0 }\n${account('days-valid: 9').replace(/^.*\n/, '')}`.replace(
        '\n  days',
        '\n  store: vault://s/a\n  days',
      ),
      [1, 'defaults, days-valid'],
    ],
    ['a default without an account', 'defaults: { key: "awskms:///alias/{nam}" }\naccounts: []', [1, 'defaults, key']],
    [
      'a role that is named like a preset',
      withDefaults('- name: a\n  role: create-wallets\n- name: create-wallets\n  permissions: [Wallets:Read]'),
      [6, '"create-wallets" without Keys:Create', 'line 4 (a)'],
    ],
    // What every account has is told once.
    [
      'defaults',
      `defaults:\n  ${store}\n  days-valid: 0\naccounts:\n- name: a\n- name: b\n- name: c`,
      [3, 'defaults, days-valid: got', 'the same for 3 more accounts'],
    ],
  ];
  test.each(refusals)('%s', async (_, manifest, ...faults) => {
    const lines = await workspace.refused(manifest);
    expect(lines.at(-1)).toContain('[INVALID_MANIFEST]');
    const told = lines.slice(1, -1);
    for (const [line, ...words] of faults) {
      const found = told.filter((each) => each.startsWith(`fleet.yml:${line}: `));
      expect({ told, line, found: words.every((word) => found.some((each) => each.includes(word))) }).toMatchObject({
        found: true,
      });
    }
    expect(told).toHaveLength(faults.length);
  });
});

test('an account whose stores show nothing again is refused', async () => {
  const [, told] = await workspace.refused(account('store: github://repository'), { 'github-token': token });
  expect(told).toMatch(/^fleet\.yml:4: backend, store: got only targets that cannot be read back/);
});
