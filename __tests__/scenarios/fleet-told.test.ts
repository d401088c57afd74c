import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/index.js';
import { hostileName } from '../runner/fleet.js';
import { REPOSITORY } from '../servers/github.js';
import { member } from '../servers/github-issues.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { runStep } from '../support/run-action.js';
import { github } from './asked.js';
import { openVault, type Vault } from './fleet-scene.js';
import { errorOf, type Inputs, keyPair, simulate, warningsOf } from './scene.js';

let vault: Vault;
let folder: string;
beforeEach(async () => {
  vault = await openVault();
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
});
afterEach(async () => {
  await vault.stop();
  rmSync(folder, { recursive: true });
});

const head =
  'prefix: acme-\ndefaults:\n  store: vault://secret/dfns/{name}\n  role: create-wallets\n  key-type: ec-p256\naccounts:\n';
const entries = (...names: string[]) => names.map((name) => `  - name: ${name}\n`).join('');

describe('What a run over a manifest tells', () => {
  test('a plan in one comment of the pull request, which is one line when all is done', async () => {
    const [simulator, server] = [await simulate(), await github()];
    const pullRequest = server.issues.write('Two accounts', '', member, ['a-pull-request']);
    const plan = { 'dry-run': 'true', 'comment-plan': 'true', 'github-token': server.workflowToken };
    const inRequest = (from = REPOSITORY) => ({ GITHUB_API_URL: server.url, ...eventOf(pullRequest.number, from) });
    const first = await play(simulator, head + entries('acme-a', 'acme-b'), plan, inRequest());
    expect(errorOf(first)).toBe('');
    expect(first.outputs).toMatchObject({ status: 'planned', changed: 'false' });
    expect(pullRequest.comments).toHaveLength(1);
    expect(pullRequest.comments[0]?.body).toContain('2 would change');
    expect(pullRequest.comments[0]?.body).toContain('create the service account <code>acme&#45;a</code>');
    const fork = await play(simulator, head + entries('acme-a', 'acme-x'), plan, inRequest('mallory/payments'));
    expect(warningsOf(fork)).toEqual([expect.stringContaining('comes from a fork')]);
    expect(fork.summary).toContain('comes from a fork');
    await play(simulator, head + entries('acme-a', 'acme-b'));
    await play(simulator, head + entries('acme-a', 'acme-b'), plan, inRequest());
    expect(pullRequest.comments).toHaveLength(1);
    expect(pullRequest.comments[0]?.body).toContain('nothing to do');
    expectNoLeak(first, [server.workflowToken]);
  });

  test('a manifest of what is there, which can be pasted', async () => {
    const simulator = await simulate();
    const role = simulator.organisation.createRole('reporting', ['Wallets:Read']);
    for (const name of ['acme-a', 'acme-b', 'acme-a-retired-20260101T000000Z', `acme-${hostileName}`])
      simulator.organisation.createServiceAccount(name, { publicKey: keyPair().publicKey, roles: [role.id] });
    const search = await play(simulator, 'prefix: acme-\naccounts: []\n', { 'dry-run': 'true' });
    expect(errorOf(search)).toBe('');
    const lines = search.stdout.split('\n');
    const from = lines.findIndex((line) => line.startsWith('# What is there'));
    const manifest = lines.slice(from, lines.indexOf('::endgroup::', from)).join('\n');
    expect(manifest.match(/^ {2}- name: .*$/gm)).toEqual(['  - name: acme-a', '  - name: acme-b']);
    expect(search.summary).toContain('<h4>A manifest of what is there</h4>\n\n<pre>&#35; What is there');
    expect(search.commands.filter(({ name }) => name === 'error')).toEqual([]);
    const pasted = await play(simulator, manifest, { 'dry-run': 'true' });
    expect(JSON.parse(pasted.outputs.results ?? '')).toEqual([
      expect.objectContaining({ name: 'acme-a', error: expect.objectContaining({ code: 'TOKEN_LOST' }) }),
      expect.objectContaining({ name: 'acme-b', error: expect.objectContaining({ code: 'TOKEN_LOST' }) }),
    ]);
  });

  test('which tokens end when, and what became of the others where one does not work', async () => {
    const simulator = await simulate();
    const file = `${head}${entries('acme-a', 'acme-b')}  - name: acme-c\n    days-valid: 12\n`;
    expect((await play(simulator, file)).outputs.status).toBe('created');
    const radar = await play(simulator, file, { mode: 'validate' });
    expect(radar.outputs.status).toBe('unchanged');
    expect(JSON.parse(radar.outputs.results ?? '').map(({ name }: { name: string }) => name)).toEqual([
      'acme-c',
      'acme-a',
      'acme-b',
    ]);
    expect(radar.summary).toContain('<h4>Tokens that end soon</h4>');
    const gone = await play(simulator, `${file}  - name: acme-d\n`, { mode: 'validate' });
    expect(gone.outputs).not.toHaveProperty('status');
    expect(JSON.parse(gone.outputs.results ?? '')[0]).toMatchObject({ name: 'acme-d', status: 'failed', line: 11 });
    expect(gone.summary).toContain('<h4>Failed, the most urgent first</h4>');
  });
});

function play(simulator: Simulator, manifest: string, inputs: Inputs = {}, more: Record<string, string> = {}) {
  writeFileSync(join(folder, 'fleet.yaml'), manifest);
  const env = { VAULT_ADDR: vault.url, VAULT_TOKEN: 'hvs.test', GITHUB_WORKSPACE: folder, ...more };
  return runStep({ manifest: 'fleet.yaml', ...inputs }, { simulator, env });
}

function eventOf(number: number, from: string): Record<string, string> {
  const path = join(folder, 'event.json');
  writeFileSync(
    path,
    JSON.stringify({ pull_request: { number, head: { repo: { full_name: from }, sha: 'a'.repeat(40) } } }),
  );
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '1',
  };
}
