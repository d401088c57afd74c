import { fleetStatus } from '../../src/core/fleet-digest.js';
import { planText } from '../../src/modes/fleet/plan-text.js';
import type { FleetOptions } from '../../src/runner/inputs/fleet-options.js';
import { openVault, runFleet, type Vault } from './fleet-scene.js';
import { accountNames, keyPair, liveAccounts, simulate, writesOf } from './scene.js';

let vault: Vault;
beforeEach(async () => {
  vault = await openVault();
});
afterEach(() => vault.stop());

const pruning: Partial<FleetOptions> = { prune: true, prefix: 'acme-' };
const fleetOf = (...names: string[]) => names.map((name) => ({ name, role: 'create-wallets' }));

/** An organisation with these accounts, whoever made them. */
async function with_(names: readonly string[]) {
  const simulator = await simulate();
  for (const name of names) simulator.organisation.createServiceAccount(name, { publicKey: keyPair().publicKey });
  return simulator;
}

/** Four accounts of the manifest's, in place. */
async function fourInPlace(...others: string[]) {
  const simulator = await with_(others);
  const four = fleetOf('acme-a', 'acme-b', 'acme-c', 'acme-d');
  await runFleet(simulator, vault, four);
  return { simulator, three: four.slice(0, 3), all: four };
}

describe('What the manifest names no longer', () => {
  test('is named in the plan, gives its name up, and is archived by a run after its time', async () => {
    const { simulator, three } = await fourInPlace();
    const plan = await runFleet(simulator, vault, three, { ...pruning, dryRun: true });
    expect(plan.outcome.pruned).toEqual([
      expect.objectContaining({ name: 'acme-d', status: 'planned', changed: false }),
    ]);
    const run = await runFleet(simulator, vault, three, pruning);
    expect(run.failure).toBeUndefined();
    expect(run.of('acme-d')).toMatchObject({
      status: 'updated',
      warnings: [expect.stringContaining('no entry names its store')],
    });
    const retired = accountNames(simulator).find((name) => name.startsWith('acme-d-retired-')) ?? '';
    const again = await runFleet(simulator, vault, three, pruning);
    expect(again.of(retired)).toMatchObject({ status: 'unchanged', changed: false });
    simulator.organisation.clock.advance(25 * 3_600);
    const later = await runFleet(simulator, vault, three, pruning);
    expect(later.of(retired)).toMatchObject({ status: 'revoked', changed: true });
    expect(accountNames(simulator).sort()).toEqual(['acme-a', 'acme-b', 'acme-c']);
  });

  test('stays where a policy names it, and goes with force', async () => {
    const { simulator, three } = await fourInPlace();
    const account = liveAccounts(simulator.organisation).find(({ name }) => name === 'acme-d');
    simulator.organisation.nameInPolicy(account?.userId ?? '');
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Read'];
    const run = await runFleet(simulator, vault, three, pruning);
    expect(run.of('acme-d')).toMatchObject({
      status: 'unchanged',
      warnings: [expect.stringMatching(/stays: the active policy .* names it/)],
    });
    expect(accountNames(simulator)).toContain('acme-d');
    const forced = await runFleet(simulator, vault, three, { ...pruning, force: true });
    expect(forced.of('acme-d').status).toBe('updated');
  });

  test('is left alone where it is of another case, ephemeral, being made, of OIDC, or of the family of an account that stays', async () => {
    const others = ['ACME-x', 'acme', 'acme-a-run-77-1', 'acme-z-run-77-1', 'acme-z-next-0123abcd'];
    const { simulator, all } = await fourInPlace(...others);
    const run = await runFleet(simulator, vault, all, pruning);
    expect(run.outcome.pruned).toEqual([]);
    expect(accountNames(simulator)).toEqual(expect.arrayContaining(others));
  });

  test('is refused as a whole where it is more than a quarter, before anything is changed, and named', async () => {
    const { simulator, all } = await fourInPlace();
    const before = writesOf(simulator).length;
    const two = [...all.slice(0, 2), ...fleetOf('acme-new')];
    await expect(runFleet(simulator, vault, two, pruning)).rejects.toMatchObject({
      code: 'PRUNE_TOO_MANY',
      message: expect.stringContaining(
        'names 2 of the 4 accounts under acme- no longer, which is more than a quarter: acme-c, acme-d',
      ),
    });
    expect(writesOf(simulator).length).toBe(before);
    const plan = await runFleet(simulator, vault, two, { ...pruning, dryRun: true });
    expect(plan.failure).toMatchObject({ code: 'PRUNE_TOO_MANY' });
    // Neither the output nor the comment of the pull request says that all is well.
    expect(fleetStatus(plan.outcome)).toBeUndefined();
    expect(planText(plan.outcome, {}, (text) => text)).toMatch(/refused, nothing written[\s\S]+more than a quarter/);
    expect(plan.outcome.pruned.map(({ name }) => name)).toEqual(['acme-c', 'acme-d']);
    const forced = await runFleet(simulator, vault, two, { ...pruning, force: true });
    expect(forced.failure).toBeUndefined();
    expect(accountNames(simulator).filter((name) => name.includes('-retired-'))).toHaveLength(2);
  });

  test('goes at once where it is inactive, which Dfns renames not', async () => {
    const { simulator, three } = await fourInPlace();
    const account = liveAccounts(simulator.organisation).find(({ name }) => name === 'acme-d');
    if (account) account.isActive = false;
    const run = await runFleet(simulator, vault, three, pruning);
    expect(run.of('acme-d')).toMatchObject({
      status: 'revoked',
      facts: { plan: [expect.objectContaining({ step: 'archive-account' })] },
    });
  });

  test('is pruned by the first shard alone, which goes by the whole manifest', async () => {
    const { simulator, three } = await fourInPlace();
    const second = await runFleet(simulator, vault, three, { ...pruning, shard: { index: 2, count: 2 } });
    expect(second.outcome.pruned).toEqual([]);
    const first = await runFleet(simulator, vault, three, { ...pruning, shard: { index: 1, count: 2 } });
    expect(first.outcome.pruned.map(({ name }) => name)).toEqual(['acme-d']);
  });
});

describe('An empty list with a prefix', () => {
  test('shows in a dry run what is there', async () => {
    const simulator = await with_(['acme-a', 'other']);
    const run = await runFleet(simulator, vault, [], { dryRun: true, prefix: 'acme-' });
    expect(run.outcome.found?.map(({ name }) => name)).toEqual(['acme-a']);
    expect(run.failure).toBeUndefined();
  });
});
