import type { Runner } from '../../runner.js';
import { token } from '../../workflow.js';
import { forEachTest, type Workspace } from './manifest.js';

let workspace: Workspace;
let runner: Runner;
forEachTest((...made) => {
  [workspace, runner] = made;
});

const withDefaults = (accounts: string) =>
  `defaults: { "store": "vault://secret/dfns/{name}" }\naccounts:\n${accounts}`;
/** One account, whose members begin on line 4. */
const account = (...members: string[]) =>
  withDefaults(['- name: backend', ...members.map((member) => `  ${member}`)].join('\n'));

describe('secrets', () => {
  const ghp = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
  test('a member that is a secret is refused, masked and never quoted', async () => {
    const lines = await workspace.refused(
      account(
        `token: ${token}`,
        `github-token: ${ghp}`,
        'private-key: |',
        '  -----BEGIN PRIVATE KEY-----',
        '  MIGHAgEAMBMGByqGSM49AgEGCCqGSM49',
        '  -----END PRIVATE KEY-----',
      ),
    );
    expect(lines.join('\n')).toMatch(/:4: backend, token: got a value \(not shown\).*no secret.*revoke/);
    expect(lines.join('\n')).toMatch(/:5: backend, github-token: got a value \(not shown\)/);
    expect(lines.join('\n')).toMatch(/:6: backend, private-key/);
    expect(runner.masks).toEqual(expect.arrayContaining([token, ghp, 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49']));
    expect(runner.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toMatch(/ghp_|eyJ|MIGH/);
  });

  test('what looks like one in any other place is masked and never quoted', async () => {
    await workspace.refused(account(`role: ${token}`, `on-drift: ${token}`, `${token}: x`, `store: ${token}`));
    expect(runner.masks).toContain(token);
    expect(runner.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(token.slice(0, 20));
  });
});

test('faults of the inputs and of the file are told in one error, and each of the file as an annotation on its line', async () => {
  const lines = await workspace.refused(account('role: 7', 'days-valid: 0'), {
    shard: '5/4',
    role: 'x',
    'days-valid': '3',
  });
  expect(lines[0]).toBe('fleet.yml has 2 faults, and the inputs have 3; nothing was sent to Dfns.');
  expect(lines.slice(1, 6).map((line) => line.split(': got')[0])).toEqual([
    'role',
    'days-valid',
    'shard',
    'fleet.yml:4: backend, role',
    'fleet.yml:5: backend, days-valid',
  ]);
  const annotations = runner.stdout.split('\n').filter((line) => line.startsWith('::error '));
  expect(annotations).toEqual([
    expect.stringMatching(/^::error title=Manifest,file=fleet\.yml,line=4,col=9::backend, role: got the number 7/),
    expect.stringMatching(/^::error title=Manifest,file=fleet\.yml,line=5,col=15::backend, days-valid: got "0"/),
  ]);
});

test('of many faults nine are annotations, the error has as many as can be read, and the log has all', async () => {
  const lines = await workspace.refused(
    withDefaults(Array.from({ length: 99 }, (_, i) => `- name: a${i}\n  role: ${i}`).join('\n')),
  );
  expect(runner.stdout.split('\n').filter((line) => line.startsWith('::error '))).toHaveLength(9);
  expect(lines[0]).toContain('99 faults');
  const more = Number(/and (\d+) more, which the log lists/.exec(lines.join('\n'))?.[1]);
  expect(lines.filter((line) => line.startsWith('fleet.yml:'))).toHaveLength(99 - more);
  expect(runner.plainLines.filter((line) => line.startsWith('fleet.yml:'))).toHaveLength(99);
});

test('a hostile name forges no command and no line of the log', async () => {
  const name = '"x\\n::add-mask::y\\n##[error]z\\u202e"';
  await workspace.refused(withDefaults(`- name: ${name}\n  role: 7\n  "a\\n::set-output name=x::y": 1`));
  expect(new Set(runner.commands.map((command) => command.name))).toEqual(new Set(['add-mask', 'error']));
  expect(runner.masks).not.toContain('y');
});
