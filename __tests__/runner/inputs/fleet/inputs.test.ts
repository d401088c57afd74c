import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Runner } from '../../runner.js';
import { annotationOf, ensure, type Inputs, publicKey, token, validate } from '../../workflow.js';
import { forEachTest, Workspace } from './manifest.js';

let workspace: Workspace;
let runner: Runner;
forEachTest((...made) => {
  [workspace, runner] = made;
});

const one = 'prefix: a\naccounts: [{ name: a, store: vault://secret/a }]';

describe('the inputs of a run over a manifest', () => {
  test.each<[string, Inputs, string, string?]>([
    ['mode', { mode: 'rotate' }, 'got rotate; accepted: ensure or validate'],
    ['mode', { mode: 'bootstrap' }, 'ensure or validate'],
    ['name', { name: 'backend' }, 'names the accounts'],
    ['role', { role: 'x' }, 'says it of each account'],
    ['permissions', { permissions: 'Wallets:Read' }, 'under defaults'],
    ['store', { store: 'vault://secret/x' }, 'under defaults'],
    ['key', { key: 'awskms:///alias/x' }, 'under defaults'],
    ['retire-after', { 'retire-after': '1h' }, 'under defaults'],
    ['token', { token }, 'in its store'],
    ['export-env', { 'export-env': 'true' }, 'to their stores alone'],
    ['ephemeral', { ephemeral: 'true' }, 'a step of its own'],
    ['shard', { shard: '0/4' }, 'the first share is 1'],
    ['shard', { shard: '5/4' }, 'such as 1/4'],
    ['shard', { shard: '1/257' }, 'at most 256'],
    ['shard', { shard: '1' }, 'such as 1/4'],
    ['prune', { prune: 'yes' }, 'true or false'],
    ['prune', { prune: 'true', shard: '2/4' }, 'shard 1 alone', one],
    ['prune', { prune: 'true' }, 'a prefix', 'accounts: [{ name: a, store: vault://secret/a }]'],
    ['prune', { prune: 'true' }, 'names an account', 'prefix: a\naccounts: []'],
    ['prune', { prune: 'true', mode: 'validate' }, 'changes nothing', one],
    ['force', { force: 'true', mode: 'validate' }, 'changes nothing', one],
    ['github-token', { 'comment-plan': 'true' }, 'writes a comment', one],
    [
      'provisioner-username',
      { 'provisioner-username': '', 'provisioner-private-key': '', 'org-id': '' },
      'acts as a provisioner',
    ],
    ['provisioner-private-key', { 'provisioner-private-key': '' }, 'got nothing'],
    ['org-id', { 'org-id': 'x' }, 'or-'],
  ])('%s %j is refused', async (name, inputs, words, manifest = one) => {
    const lines = await workspace.refused(manifest, inputs);
    expect(lines.filter((line) => line.startsWith(`${name}: `))).toEqual([expect.stringContaining(words)]);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toContain('[INVALID_INPUTS]');
  });

  test('the store of the provisioner is no place for an account, however it is written', async () => {
    const inputs = {
      'provisioner-username': '',
      'provisioner-private-key': '',
      'provisioner-store': 'azure-keyvault://vault/Own',
    };
    const [, told] = await workspace.refused('accounts: [{ name: a, store: azure-keyvault://Vault/own }]', inputs);
    expect(told).toContain("over the provisioner's");
  });

  test('the key of the provisioner is no key for an account, however it is written', async () => {
    const inputs = { 'provisioner-private-key': '', 'provisioner-key': 'hashivault://transit/x' };
    const [, told] = await workspace.refused('accounts: [{ name: a, store: vault://s/a, key: openbao://x }]', inputs);
    expect(told).toContain('another key than provisioner-key');
  });

  test('the region of the environment tells places and keys apart', async () => {
    const manifest = `accounts:
- { name: a, store: aws-secretsmanager://x, key: "awskms:///alias/x" }
- { name: b, store: "aws-secretsmanager://x?region=eu-west-1", key: "awskms:///alias/x?region=eu-west-1" }`;
    const told = await workspace.refused(manifest, {}, { AWS_REGION: 'eu-west-1' });
    expect(told.slice(1, -1)).toEqual([expect.stringContaining('b, store'), expect.stringContaining('b, key')]);
    await expect(workspace.read(manifest, {}, { AWS_REGION: 'us-east-1' })).resolves.toMatchObject({
      entries: [{}, {}],
    });
  });

  test("the provisioner's own public key is no key for an account", async () => {
    const [, told] = await workspace.refused(
      `accounts: [{ name: a, store: vault://s/a, public-key: ${JSON.stringify(publicKey)} }]`,
    );
    expect(told).toContain("another key than the provisioner's");
  });

  test.each<[string, Inputs]>([
    ['shard', { ...ensure, shard: '1/2' }],
    ['prune', { ...ensure, prune: 'true' }],
    ['comment-plan', { ...validate, 'comment-plan': 'true' }],
    ['manifest', { ...ensure, mode: 'rotate', store: 'vault://s/a', manifest: 'fleet.yml' }],
  ])('%s is refused where it is of no use', (name, inputs) => {
    expect(annotationOf(runner, inputs)).toMatch(new RegExp(`^${name}: got .*(without manifest|for one account)`, 'm'));
  });
});

describe('the path', () => {
  const refuse = async (manifest: string, words: string) => {
    const lines = await workspace.refused(undefined, { manifest });
    expect(lines.slice(1, -1)).toEqual([expect.stringMatching(/^manifest: got /)]);
    expect(lines[1]).toContain(words);
    expect(lines.at(-1)).toContain('[INVALID_INPUTS]');
  };

  test.each([
    ['../fleet.yml', 'out of the workspace'],
    ['folder/../../fleet.yml', 'out of the workspace'],
    ['/etc/hostname', 'out of the workspace'],
    ['nowhere.yml', 'there is no file'],
    ['folder', 'a folder'],
    ['.', 'a folder'],
    ['fleet.yml/x', 'no folder'],
    ['folder\\fleet.yml', 'no file'],
    ['fleet\0.yml', 'null byte'],
    ['x'.repeat(5000), 'too long'],
    ['https://example.com/fleet.yml', 'no file'],
  ])('%s is refused', async (path, words) => {
    mkdirSync(join(workspace.root, 'folder'));
    workspace.write(one);
    await refuse(path, words);
  });

  /** Windows makes links for administrators alone, and has no such pipes. */
  const onPosix = process.platform === 'win32' ? test.skip : test;

  onPosix('a link out of the workspace is refused, be it the file or a folder', async () => {
    const elsewhere = new Workspace();
    elsewhere.write(one);
    symlinkSync(join(elsewhere.root, 'fleet.yml'), join(workspace.root, 'link.yml'));
    symlinkSync(elsewhere.root, join(workspace.root, 'linked'));
    symlinkSync('loop.yml', join(workspace.root, 'loop.yml'));
    await refuse('link.yml', 'a link leads out of the workspace');
    await refuse('linked/fleet.yml', 'a link leads out of the workspace');
    await refuse('loop.yml', 'a link that leads to itself');
    elsewhere.close();
  });

  onPosix('a pipe is not waited for', async () => {
    execFileSync('mkfifo', [join(workspace.root, 'pipe')]);
    await refuse('pipe', 'a pipe');
  });

  test('a file that is too large is not read', async () => {
    workspace.write(Buffer.alloc(4 * 1024 * 1024 + 1, '#'));
    await refuse('fleet.yml', 'at most 4 MiB');
  });

  onPosix('a link inside, a path from the root and the working folder are taken', async () => {
    mkdirSync(join(workspace.root, 'folder'));
    workspace.write(one, 'folder/real.yml');
    symlinkSync('folder/real.yml', join(workspace.root, 'link.yml'));
    for (const manifest of ['link.yml', './folder/../folder/real.yml', join(workspace.root, 'folder/real.yml')]) {
      await expect(workspace.readFile({ manifest })).resolves.toMatchObject({ manifest, entries: [{}] });
    }
  });

  test('annotations name the file from the root of the workspace', async () => {
    mkdirSync(join(workspace.root, 'a: b,c'));
    workspace.write('accounts: 1', 'a: b,c/fleet.yml');
    await workspace.refused(undefined, { manifest: `./a: b,c/fleet.yml` });
    expect(runner.stdout).toContain('file=a%3A b%2Cc/fleet.yml,line=1,col=');
  });

  test.each([
    ['UTF-16', Buffer.from('\ufeffaccounts: []', 'utf16le'), 1],
    ['Latin-1', Buffer.from('accounts:\n- name: \xfc', 'latin1'), 2],
    ['a control character', Buffer.from('accounts:\n- name: \x07'), 2],
  ])('%s is refused', async (_, bytes, line) => {
    const [, told] = await workspace.refused(bytes);
    expect(told).toMatch(new RegExp(`^fleet\\.yml:${line}: `));
  });
});
