import type { Simulator } from '../../simulator/index.js';
import { operationsOfProvisioner } from '../../simulator/organisation/operations.js';
import { openVault, runFleet, type Vault } from './fleet-scene.js';
import { accountNames, decideOnAsking, keyPair, simulate, writesOf } from './scene.js';

let vault: Vault;
beforeEach(async () => {
  vault = await openVault();
});
afterEach(() => vault.stop());

const names = ['acme-a', 'acme-b', 'acme-c'];
const managed = (name: string, permissions = 'Wallets:Read') => ({ name, role: 'reporting', permissions });
const fleetOf = (...given: string[]) => given.map((name) => ({ name, role: 'create-wallets' }));

describe('A role that several accounts of a fleet share', () => {
  const roleWrites = (simulator: Simulator) =>
    writesOf(simulator).filter((write) => /permissions(\/pm-[^/]*)?$/.test(write));

  test('is made once, before any account', async () => {
    const simulator = await simulate();
    const run = await runFleet(
      simulator,
      vault,
      names.map((name) => managed(name)),
    );
    expect(run.failure).toBeUndefined();
    expect(run.outcome.roleSteps).toEqual([{ step: 'create-role', role: 'reporting', permissions: ['Wallets:Read'] }]);
    expect(run.of('acme-b').facts.plan?.map(({ step }) => step)).toEqual(['create-account', 'store-credential']);
    expect(writesOf(simulator)[0]).toBe('POST /permissions');
    expect(roleWrites(simulator)).toHaveLength(1);
  });

  test('is changed once, and who else holds it is told once', async () => {
    const simulator = await simulate();
    const role = simulator.organisation.createRole('reporting', ['Wallets:Create']);
    simulator.organisation.createServiceAccount('stranger', { publicKey: keyPair().publicKey, roles: [role.id] });
    await runFleet(
      simulator,
      vault,
      names.map((name) => managed(name, 'Wallets:Create')),
    );
    const run = await runFleet(
      simulator,
      vault,
      names.map((name) => managed(name)),
    );
    expect(run.outcome.accounts.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(run.outcome.roleSteps).toEqual([expect.objectContaining({ step: 'update-role', alsoHeldBy: ['stranger'] })]);
    expect(run.stdout.split('hold it: stranger')).toHaveLength(2);
  });

  test('stands in the plan once, and not in those of the accounts', async () => {
    const simulator = await simulate();
    const plan = await runFleet(
      simulator,
      vault,
      names.map((name) => managed(name)),
      { dryRun: true },
    );
    expect(plan.outcome.roleSteps).toHaveLength(1);
    expect(plan.of('acme-a').facts.plan?.map(({ step }) => step)).toEqual(['create-account', 'store-credential']);
    expect(plan.of('acme-a').facts).not.toHaveProperty('roleId');
  });

  test('fails those that need it, and nobody else', async () => {
    const simulator = await simulate({
      provisionerOperations: operationsOfProvisioner.filter((name) => name !== 'Permissions:Create'),
    });
    simulator.organisation.createRole('create-wallets', ['Keys:Create', 'Wallets:Create', 'Wallets:Read']);
    const run = await runFleet(simulator, vault, [managed('acme-a'), managed('acme-b'), ...fleetOf('acme-c')]);
    expect(run.of('acme-a').error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('shares with other accounts'),
    });
    expect(run.of('acme-c').status).toBe('created');
  });

  test('is made by one of two shards at once, and the other waits for it', async () => {
    const simulator = await simulate();
    const accounts = names.map((name) => managed(name));
    const shards = await Promise.all(
      [1, 2].map((index) => runFleet(simulator, vault, accounts, { shard: { index, count: 2 } })),
    );
    expect(shards.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(roleWrites(simulator)).toHaveLength(1);
    expect(accountNames(simulator).sort()).toEqual(names);
    expect(shards.map(({ outcome }) => outcome.accounts.map(({ name }) => name))).toEqual([
      ['acme-a', 'acme-c'],
      ['acme-b'],
    ]);
  });

  test('that the other shard does not make is said, with what to do', async () => {
    const simulator = await simulate();
    const run = await runFleet(
      simulator,
      vault,
      names.map((name) => managed(name)),
      { shard: { index: 2, count: 2 } },
    );
    expect(run.of('acme-b').error).toMatchObject({
      code: 'ROLE_NOT_READY',
      message: expect.stringContaining('shard 1'),
    });
    expect(writesOf(simulator)).toEqual([]);
  });

  test('waits for its approval once, however many accounts need it', async () => {
    const simulator = await heldByPolicy();
    decideOnAsking(simulator, 'Approved');
    const accounts = names.map((name) => ({ ...managed(name), 'wait-for-approval': '1m' }));
    const run = await runFleet(simulator, vault, accounts);
    expect(run.outcome.accounts.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('is pending for all where nobody decides, and asked for once', async () => {
    const simulator = await heldByPolicy();
    const accounts = names.map((name) => ({ ...managed(name), 'wait-for-approval': '10s' }));
    for (const _ of ['first', 'second']) {
      const run = await runFleet(simulator, vault, accounts);
      const pending = expect.objectContaining({ status: 'pending-approval' });
      expect(run.outcome.accounts).toEqual([pending, pending, pending]);
    }
    expect(simulator.organisation.approvals.size).toBe(1);
    // Five looks a run, and not five an account.
    expect(simulator.requests.filter(({ path }) => path.includes('approvals')).length).toBeLessThan(16);
  });
});

async function heldByPolicy(): Promise<Simulator> {
  const simulator = await simulate();
  await runFleet(
    simulator,
    vault,
    names.map((name) => managed(name, 'Wallets:Create')),
  );
  simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
  simulator.organisation.createPolicy({ activityKind: 'Permissions:Modify', action: 'RequestApproval' });
  return simulator;
}
