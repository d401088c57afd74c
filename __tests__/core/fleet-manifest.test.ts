import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { manifestOf } from '../../src/core/fleet-manifest.js';
import type { Account } from '../../src/core/observed.js';
import { Masks } from '../../src/runner/output/mask.js';
import { safeLine } from '../../src/runner/output/safe-text.js';
import { fleet, hostileName } from '../runner/fleet.js';
import { Workspace } from '../runner/inputs/fleet/manifest.js';
import { Runner } from '../runner/runner.js';

const held = (roleName: string, roleId = `pm-of-${roleName}`) => ({ roleId, roleName });
const there = (name: string, more: Partial<Account> = {}): Account => ({
  id: `us-of-${name}`,
  name,
  isActive: true,
  roles: [held('reporting')],
  ...more,
});
const manifest = (found: Account[], prefix = 'acme-') => manifestOf(fleet([], { dryRun: true, prefix, found })) ?? '';

test('a run that did not look for accounts has no manifest to show', () => {
  expect(manifestOf(fleet([]))).toBeUndefined();
});

test('a person pastes it as it stands', () => {
  expect(manifest([there('acme-b'), there('acme-a', { roles: [] })])).toBe(
    [
      '# What is there, for ".dfns/fleet.yaml". What to do before it is applied is in docs/fleet.md.',
      'prefix: acme-',
      'defaults:',
      '  store: vault://secret/dfns/{name} # where each credential is kept: put your own store here',
      'accounts:',
      '  - name: acme-a',
      '    # It holds no role of its own.',
      '  - name: acme-b',
      '    role: reporting',
    ].join('\n'),
  );
  expect(parse(manifest([]))).toMatchObject({ prefix: 'acme-', accounts: [] });
});

const names = [
  'true',
  'No',
  'null',
  '1e3',
  '0x1f',
  '2026-11-25',
  '~',
  '12',
  '.5',
  '- a',
  'a: b',
  "it's",
  '"q"',
  'a #b',
  '{name}',
  '*a',
  '&a',
  '!t',
  '%x',
  '@x',
  '`x`',
  'a\\nb',
  'Zahlung-ß',
  '財務',
  '😀',
  '##[error]x',
  '::error::x',
  '<b>',
  '=',
  '<<',
  'y',
  '.inf',
];

describe('a name that YAML, the log or an address would take for something else', () => {
  const workspace = new Workspace();
  let runner: Runner;
  beforeEach(() => {
    runner = new Runner();
  });
  afterEach(() => runner.close());
  afterAll(() => workspace.close());

  test('the example of a manifest is one', async () => {
    const example = readFileSync(join(__dirname, '../../examples/fleet.yaml'), 'utf8');
    const { entries, prefix } = await workspace.read(example);
    expect(prefix).toBe('acme-');
    expect(entries).toHaveLength(5);
  });

  test.each(names)('%j is read again as it is, also out of the log', async (name) => {
    const text = manifest([there(name, { id: 'us-1', roles: [held(name)] })], name);
    const logged = text
      .split('\n')
      .map((line) => (/^ */.exec(line)?.[0] ?? '') + safeLine(line, new Masks(() => undefined), 2_000))
      .join('\n');
    expect(text).toMatch(/^[\n -~\p{L}\p{N}]*$/u);
    for (const written of [text, logged]) {
      expect(parse(written)).toMatchObject({ prefix: name, accounts: [{ name, role: name }] });
      const { entries } = await workspace.read(written);
      expect(entries.map(({ options }) => [options.name, options.role?.value])).toEqual([[name, name]]);
    }
  });
});

test('what is no account to keep is named in a comment, with the reason', () => {
  const left = [
    there('acme-oidc', { oidc: 'its kind' }),
    there('acme-a-next-0123abcd'),
    there('acme-a-retired-20261125T101010Z'),
    there('acme-a-run-123-1'),
    there('acme-twice'),
    there('acme-twice', { id: 'us-2' }),
    there('acme-long'.padEnd(101, 'x')),
    there(hostileName),
  ];
  const text = manifest([there('acme-a'), ...left]);
  expect(parse(text).accounts).toEqual([{ name: 'acme-a', role: 'reporting' }]);
  expect(text.match(/^# left out: /gm)).toHaveLength(left.length);
  for (const reason of [
    'logs in by OIDC',
    'a rotation was making it',
    'has been replaced',
    'one workflow run',
    'several accounts',
    'none that the action accepts',
  ])
    expect(text).toContain(reason);
});

test('a role goes by its id where its name would mean another one, or none', () => {
  const roles = [
    held('create-wallets', 'pm-1'),
    held('pm-x', 'pm-2'),
    held('', 'pm-3'),
    held('a\u202eb', 'pm-4'),
    held('twice', 'pm-5'),
    held('twice', 'pm-6'),
  ];
  const text = manifest(roles.map((role, index) => there(`acme-${index}`, { roles: [role] })));
  expect(parse(text).accounts.map(({ role }: { role: string }) => role)).toEqual([
    'pm-1',
    'pm-2',
    'pm-3',
    'pm-4',
    'pm-5',
    'pm-6',
  ]);
});

test('more roles, a role of a group, and an account that is not active are told', () => {
  const roles = [{ ...held('everybody'), through: 'the group' }, held('first'), held('second')];
  const text = manifest([there('acme-a', { roles, isActive: false })]);
  expect(parse(text).accounts).toEqual([{ name: 'acme-a', role: 'first' }]);
  expect(text).toContain('# It also holds the role "second"');
  expect(text).toContain('# It is not active');
  expect(text).not.toContain('everybody');
});
