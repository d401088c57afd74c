import type { ChildProcess } from 'node:child_process';
import { type Simulator, startSimulator } from '../../simulator/index.js';
import { type Faulty, faultyProxy } from '../servers/faulty.js';
import { fakeGithub, REPOSITORY } from '../servers/github.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { countRequests, dying } from './dying.js';
import { works } from './kept.js';
import { accountNames, credentialOf, errorOf, type Inputs, revoke, run, simulate, writesOf } from './scene.js';

type Github = Awaited<ReturnType<typeof fakeGithub>>;

let github: Github;
let gate: Faulty;

beforeEach(async () => {
  github = await fakeGithub();
  gate = await faultyProxy(github.url);
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await gate.stop();
  await github.stop();
});

const place = `repos/${REPOSITORY}`;

/** A step that keeps the credential in Actions secrets and hands back what is there, as the documents tell one to write it. */
function step(simulator: Simulator, inputs: Inputs = {}, onSpawn?: (child: ChildProcess) => void) {
  return run(
    simulator,
    {
      store: `github://repository?endpoint=${gate.url}`,
      'github-token': github.appToken,
      token: github.open(place, 'DFNS_AUTH_TOKEN'),
      'private-key': github.open(place, 'DFNS_PRIVATE_KEY'),
      ...inputs,
    },
    { env: { GITHUB_REPOSITORY: REPOSITORY }, ...(onSpawn && { onSpawn }) },
  );
}

const names = () => [...(github.secrets.get(place)?.keys() ?? [])].sort();

describe('A credential kept in GitHub’s secrets', () => {
  test('is sealed name by name, and written again only when it is newer', async () => {
    const simulator = await simulate();
    const first = await step(simulator);
    expect(first.annotations).toEqual([]);
    expect(first.outputs.status).toBe('created');
    expect(github.open(place, 'DFNS_AUTH_TOKEN')).toBe(first.outputs.token);
    expect(names()).toEqual([
      'DFNS_API_URL',
      'DFNS_AUTH_TOKEN',
      'DFNS_CRED_ID',
      'DFNS_ORG_ID',
      'DFNS_PRIVATE_KEY',
      'DFNS_SERVICE_ACCOUNT_ID',
      'DFNS_TOKEN_EXPIRES_AT',
    ]);
    const asked = gate.requests.length;
    const second = await step(simulator);
    expect(second.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });
    expect(gate.requests.slice(asked).map(({ method }) => method)).toEqual(['GET']);
    for (const each of [first, second])
      expectNoLeak(each, [first.outputs.token ?? '', first.outputs['private-key'] ?? '', github.appToken]);
  });

  test('cannot be written with GITHUB_TOKEN, which is found out before Dfns is changed', async () => {
    const simulator = await simulate();
    const failed = await step(simulator, { 'github-token': github.workflowToken });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('GITHUB_TOKEN');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('that the job does not see is told so in every mode, and never written over', async () => {
    const simulator = await simulate();
    await step(simulator);
    const [before, made] = [storedDocument(), writesOf(simulator).length];
    const unseen = { token: '', 'private-key': '' };
    const runs = await Promise.all([
      step(simulator, { ...unseen, 'on-lost-token': 'replace' }),
      step(simulator, { ...unseen, mode: 'rotate' }),
      step(simulator, { ...unseen, mode: 'validate', 'key-type': undefined, 'output-private-key': undefined }),
      step(simulator, { ...unseen, 'dry-run': 'true', 'on-lost-token': 'replace' }),
      step(simulator, { 'private-key': '', 'on-lost-token': 'replace' }),
      // Another account, whose job shares the target by mistake.
      step(simulator, { ...unseen, name: 'reporting' }),
    ]);
    for (const refused of runs) {
      expect(refused.exitCode).toBe(1);
      expect(errorOf(refused)).toContain('[SECRETS_NOT_PASSED]');
      expect(errorOf(refused)).toContain(`pass token: \${{ secrets.DFNS_AUTH_TOKEN }}`);
      expect(errorOf(refused)).toMatch(/secrets: inherit.*fork.*Dependabot/);
      expect(errorOf(refused)).not.toMatch(/on-lost-token|replace/);
    }
    expect(writesOf(simulator).slice(made)).toEqual([]);
    expect(storedDocument()).toEqual(before);
    // Revoking takes no credential, and goes on as ever.
    const revoked = await step(simulator, { ...revoke, token: undefined, 'private-key': undefined });
    expect(revoked.outputs.status).toBe('revoked');
    expect(names()).toEqual([]);
  }, 60_000);

  test('is not written among what a provisioner, or a person, keeps by the same names', async () => {
    const simulator = await simulate();
    const at = new Date().toISOString();
    const secrets = github.secrets.get(place);
    const common = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_CRED_ID', 'DFNS_PRIVATE_KEY'];
    const found = {
      'of a provisioner': 'DFNS_USERNAME',
      'DFNS_CRED_ID, DFNS_PRIVATE_KEY, DFNS_AUTH_TOKEN': 'DFNS_AUTH_TOKEN',
    };
    for (const [said, last] of Object.entries(found)) {
      secrets?.clear();
      for (const name of [...common, last])
        secrets?.set(`THEIRS_${name}`, { sealed: `of ${name}`, createdAt: at, updatedAt: at });
      const before = JSON.stringify([...(secrets ?? [])]);
      const store = `github://repository?prefix=THEIRS_&endpoint=${gate.url}`;
      const unseen = { token: '', 'private-key': '', store };
      for (const inputs of [unseen, { ...unseen, 'dry-run': 'true', 'on-lost-token': 'replace' }]) {
        const refused = await step(simulator, inputs);
        expect(errorOf(refused)).toContain('[STORE_HOLDS_OTHER]');
        expect(errorOf(refused)).toContain(said);
      }
      const revoked = await step(simulator, { ...revoke, token: undefined, 'private-key': undefined, store });
      expect(errorOf(revoked)).toMatch(/github:\/\/repository.* is not emptied: it holds .*\[NOT_ALL_REVOKED\]/s);
      expect(JSON.stringify([...(secrets ?? [])])).toBe(before);
    }
    expect(writesOf(simulator)).toEqual([]);
  }, 60_000);

  test('is not made anew where the job was queued before another run wrote it', async () => {
    const simulator = await simulate();
    const first = await step(simulator);
    const rotated = await step(simulator, { mode: 'rotate', 'retire-after': '0' });
    expect(rotated.outputs.status).toBe('rotated');
    const before = storedDocument();
    const stale = { ...credentialOf(first), 'on-lost-token': 'replace' };
    const again = { ...stale, 'dry-run': 'true' };
    for (const refused of await Promise.all([step(simulator, stale), step(simulator, again)])) {
      expect(errorOf(refused)).toContain('[SECRETS_STALE]');
      expect(errorOf(refused)).toContain('when the workflow run is queued');
    }
    const graceful = await step(simulator, { mode: 'rotate' });
    expect(graceful.outputs.status).toBe('rotated');
    const old = { token: before.DFNS_AUTH_TOKEN, 'private-key': before.DFNS_PRIVATE_KEY };
    expect(errorOf(await step(simulator, old))).toContain('[SECRETS_STALE]');
  }, 60_000);

  test('has limits, of which each is found out before Dfns is changed', async () => {
    const simulator = await simulate();
    const at = new Date().toISOString();
    const secrets = github.secrets.get(place);
    for (let index = 0; index < 95; index++)
      secrets?.set(`OTHER_${index}`, { sealed: '', createdAt: at, updatedAt: at });
    const [full, planned] = await Promise.all([step(simulator), step(simulator, { 'dry-run': 'true' })]);
    for (const refused of [full, planned]) expect(errorOf(refused)).toMatch(/95 secrets of the 100.*\[STORE_FULL\]/s);
    secrets?.clear();
    const message = 'Repository was archived so is read-only.';
    github.answerWith({ status: 403, body: { message } }, ({ method }) => method === 'PUT');
    expect(errorOf(await step(simulator))).toMatch(new RegExp(`archived.*${message}.*\\[STORE_DENIED\\]`, 's'));
    expect(writesOf(simulator)).toEqual([]);
  }, 60_000);

  test('survives a run that is killed after any request was acted on', async () => {
    const counted = await simulate();
    const last = await countRequests([counted, gate], () => step(counted));
    for (const at of [1, Math.ceil(last / 3), Math.ceil((2 * last) / 3), last]) {
      const simulator = await startSimulator();
      github.secrets.get(place)?.clear();
      const death = { at, moment: 'after', signal: 'SIGKILL' } as const;
      await dying([simulator, gate], death, ({ onSpawn }) => step(simulator, {}, onSpawn));
      const next = await step(simulator);
      expect([at, next.annotations.filter(({ level }) => level === 'error')]).toEqual([at, []]);
      expect(accountNames(simulator)).toEqual(['backend']);
      expect(github.open(place, 'DFNS_AUTH_TOKEN')).toBe(next.outputs.token);
      expect(names()).toHaveLength(7);
      expect(await works(simulator, storedDocument())).toBe(true);
      await simulator.close();
    }
  }, 240_000);
});

function storedDocument() {
  return Object.fromEntries(names().map((name) => [name, github.open(place, name) ?? '']));
}
