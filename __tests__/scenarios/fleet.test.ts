import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { runStep } from '../support/run-action.js';
import { openVault, runFleet, type Vault } from './fleet-scene.js';
import { accountNames, errorOf, simulate, writesOf } from './scene.js';

let vault: Vault;
beforeEach(async () => {
  vault = await openVault();
});
afterEach(() => vault.stop());

const names = ['acme-a', 'acme-b', 'acme-c'];
const fleetOf = (...given: string[]) => given.map((name) => ({ name, role: 'create-wallets' }));

describe('A fleet', () => {
  test('is made by the first run, and left alone by the second', async () => {
    const simulator = await simulate();
    const first = await runFleet(simulator, vault, fleetOf(...names));
    expect(first.failure).toBeUndefined();
    expect(first.outcome.accounts.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    expect(accountNames(simulator).sort()).toEqual(names);
    const before = simulator.requests.length;
    const second = await runFleet(simulator, vault, fleetOf(...names));
    expect(second.outcome.accounts.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    // Login, one list of accounts, one of roles, logout; and two requests to prove each credential.
    expect(simulator.requests.length - before).toBe(2 + 2 + 1 + 2 * 3);
  });

  test('is planned without sending a token of an account that is in place', async () => {
    const simulator = await simulate();
    await runFleet(simulator, vault, fleetOf('acme-a', 'acme-b'));
    const [before, reads] = [simulator.requests.length, vault.requests.length];
    const plan = await runFleet(simulator, vault, fleetOf(...names), { dryRun: true });
    expect(plan.outcome.accounts.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned']);
    expect(plan.of('acme-a').facts).toMatchObject({
      plan: [],
      daysLeft: 729,
      unseen: [expect.stringContaining('sends no token')],
    });
    expect(plan.of('acme-c').facts.plan).toContainEqual(expect.objectContaining({ step: 'create-account' }));
    expect(simulator.requests.length - before).toBe(5);
    // One read an account that is in place; of the third the pending document too.
    expect(vault.requests.length - reads).toBe(2 + 3);
  });

  test('goes on where one account cannot, and says at the end which', async () => {
    const simulator = await simulate();
    vault.model.putBeside('acme-b', { DFNS_USERNAME: 'somebody', DFNS_CRED_ID: 'x', DFNS_PRIVATE_KEY: 'y' });
    const run = await runFleet(simulator, vault, fleetOf(...names));
    expect(run.failure).toMatchObject({
      code: 'FLEET_FAILED',
      message: expect.stringContaining('1 of 3 accounts of fleet.yml failed: acme-b: the store'),
    });
    expect(accountNames(simulator).sort()).toEqual(['acme-a', 'acme-c']);
  });
});

describe('The whole of a fleet', () => {
  const many = Array.from({ length: 12 }, (_, number) => `acme-${String(number).padStart(2, '0')}`);

  test('goes on where its login ends midway, with one other login', async () => {
    const simulator = await simulate();
    const { organisation } = simulator;
    let creations = 0;
    simulator.onRequest = (moment, { method, path }) => {
      const isCreation = moment === 'before' && method === 'POST' && path === '/auth/service-accounts';
      if (isCreation && ++creations === 5) organisation.tokens.endLogins(simulator.provisioner.userId);
    };
    const run = await runFleet(simulator, vault, fleetOf(...many));
    expect(run.failure).toBeUndefined();
    expect(accountNames(simulator).sort()).toEqual(many);
    expect(simulator.requests.filter(({ path }) => path === '/auth/login')).toHaveLength(2);
  });

  test('says what it did not come to when its time is up, and the next run does it', async () => {
    const simulator = await simulate({ switches: { latencyMs: 100 } });
    const names = Array.from({ length: 48 }, (_, number) => `acme-${String(number).padStart(2, '0')}`);
    const cut = await runFleet(simulator, vault, fleetOf(...names), { timeout: 1_500 });
    expect(cut.failure).toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringMatching(/of 48 accounts were not reached/),
    });
    const reached = cut.outcome.accounts.filter(({ status, error }) => status || error);
    expect(reached.length).toBeLessThan(48);
    simulator.switches.latencyMs = 0;
    const next = await runFleet(simulator, vault, fleetOf(...names));
    expect(next.failure).toBeUndefined();
    expect(accountNames(simulator).sort()).toEqual(names);
  });

  test('goes on with the others while some wait for a person', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-200' } });
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const names = Array.from({ length: 40 }, (_, number) => `acme-${String(number).padStart(2, '0')}`);
    simulator.onRequest = () => {
      const waiting = [...simulator.organisation.approvals.values()].filter(({ status }) => status === 'Pending');
      // Whoever decides waits until all stand there.
      if (waiting.length === names.length) for (const { id } of waiting) simulator.organisation.decide(id, 'Approved');
    };
    const accounts = fleetOf(...names).map((each) => ({ ...each, 'wait-for-approval': '5m' }));
    const run = await runFleet(simulator, vault, accounts, { timeout: 60_000 });
    expect(new Set(run.outcome.accounts.map(({ status }) => status))).toEqual(new Set(['created']));
  });

  test('fails where nothing can be done for any account', async () => {
    const simulator = await simulate();
    simulator.inject({ method: 'POST', path: '/auth/login', kind: '500-before', times: 9 });
    await expect(runFleet(simulator, vault, fleetOf(...names))).rejects.toMatchObject({ code: 'DFNS_UNAVAILABLE' });
  });

  test('is validated, with the end of each token, whoever it is that fails', async () => {
    const simulator = await simulate();
    await runFleet(simulator, vault, fleetOf('acme-a', 'acme-b'));
    const run = await runFleet(
      simulator,
      vault,
      fleetOf(...names).map(({ name }) => ({ name, role: 'create-wallets' })),
      { mode: 'validate' },
    );
    expect(run.of('acme-a')).toMatchObject({ status: 'unchanged', facts: { daysLeft: 729 } });
    expect(run.of('acme-c').error).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    expect(writesOf(simulator).filter((write) => write === 'POST /auth/service-accounts')).toHaveLength(2);
  });
});

const noProvisioner = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

/** The shared role is there, and a policy holds each change of it for a person. */

describe('A manifest', () => {
  test('is brought about by the step, which puts out no token and says what became of each account', async () => {
    const simulator = await simulate();
    const workspace = mkdtempSync(join(tmpdir(), 'fleet-'));
    const text = [
      'prefix: acme-',
      'defaults:',
      '  store: vault://secret/dfns/{name}',
      '  role: create-wallets',
      '  key-type: ec-p256',
      'accounts:',
      '  - name: acme-a',
      '  - name: acme-b',
    ];
    writeFileSync(join(workspace, 'fleet.yml'), text.join('\n'));
    const env = { VAULT_ADDR: vault.url, VAULT_TOKEN: 'hvs.test', GITHUB_WORKSPACE: workspace };
    const first = await runStep({ manifest: 'fleet.yml' }, { simulator, env });
    expect(errorOf(first)).toBe('');
    expect(JSON.parse(first.outputs.results ?? '')).toEqual([
      expect.objectContaining({ name: 'acme-a', status: 'created' }),
      expect.objectContaining({ name: 'acme-b', status: 'created' }),
    ]);
    expect(first.outputs).not.toHaveProperty('token');
    const stored = [...vault.model.secrets.values()].flatMap((versions) => versions.map(({ data }) => data));
    expectNoLeak(
      first,
      stored.flatMap(({ DFNS_AUTH_TOKEN: token = '', DFNS_PRIVATE_KEY: key = '' }) => [token, key]),
    );
    expect(first.stdout).toContain('::group::acme-a: created\n');
    const validation = await runStep({ manifest: 'fleet.yml', mode: 'validate', ...noProvisioner }, { simulator, env });
    expect(validation).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged' } });
    rmSync(workspace, { recursive: true });
  });
});
