import { openVault, runFleet, type Vault } from './fleet-scene.js';
import { accountNames, simulate } from './scene.js';

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
