import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { type Cupboard, openCupboard, runWith, works } from './kept.js';
import {
  accountNames,
  credentialOf,
  errorOf,
  keyPair,
  liveAccounts,
  run,
  simulate,
  warningsOf,
  writesOf,
} from './scene.js';

describe('An old account that an active policy names', () => {
  test('is not archived: the policy is named with what to do, and the run goes on', async () => {
    const simulator = await simulate();
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Read'];
    const first = await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    const policy = simulator.organisation.nameInPolicy(account?.userId ?? '');
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first), 'retire-after': '0' });
    expect(rotated.outputs.status).toBe('rotated');
    expect(warningsOf(rotated).join()).toContain(policy.id);
    expect(rotated.summary).toContain(policy.id);
    expect(accountNames(simulator)).toHaveLength(2);
    const forced = await run(simulator, { ...credentialOf(rotated), 'retire-after': '0', force: 'true' });
    expect(forced.outputs.status).toBe('updated');
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('stays where the policies could not be read, which is said', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    simulator.organisation.nameInPolicy(account?.userId ?? '');
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first), 'retire-after': '0' });
    expect(rotated.exitCode).toBe(0);
    expect(warningsOf(rotated).join()).toContain('were not read');
    expect(accountNames(simulator)).toHaveLength(2);
  });
});

const servers = pythonServers();
const [vault] = READABLE;

(servers && vault ? describe : describe.skip)('A rotation with the credential in a store', () => {
  let cupboard: Cupboard;
  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  test('needs no token, and leaves the new credential there', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const first = await runWith(simulator, shelf);
    const rotated = await runWith(simulator, shelf, { mode: 'rotate', 'output-private-key': undefined });
    expect(rotated.outputs.status).toBe('rotated');
    const { current, pending } = await shelf.store.read();
    expect(current?.document.DFNS_AUTH_TOKEN).toBe(rotated.outputs.token);
    expect(pending).toBeUndefined();
    expect(await works(simulator, current?.document)).toBe(true);
    expect(
      await works(simulator, {
        ...current?.document,
        DFNS_AUTH_TOKEN: first.outputs.token ?? '',
        DFNS_PRIVATE_KEY: first.outputs['private-key'] ?? '',
        DFNS_CRED_ID: first.outputs['credential-id'] ?? '',
      }),
    ).toBe(true);
    await shelf.close();
  });

  test('of the user’s own key happens once for each key', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const own = (publicKey: string) => ({
      'public-key': publicKey,
      'key-type': undefined,
      'output-private-key': undefined,
    });
    await runWith(simulator, shelf, own(keyPair().publicKey));
    const next = own(keyPair().publicKey);
    expect((await runWith(simulator, shelf, { mode: 'rotate', ...next })).outputs.status).toBe('rotated');
    const due = { ...next, 'renew-before-days': '729' };
    for (const inputs of [{ mode: 'rotate', ...next }, due]) {
      const again = await runWith(simulator, shelf, inputs);
      expect(again).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged' } });
      expect(warningsOf(again)).toEqual([expect.stringContaining('until public-key is changed')]);
    }
    const writes = writesOf(simulator).length;
    simulator.organisation.expireToken((await shelf.store.read()).current?.document.DFNS_AUTH_TOKEN ?? '');
    const replaced = await runWith(simulator, shelf, { ...next, 'on-lost-token': 'replace' });
    expect(errorOf(replaced)).toContain('[KEY_IN_USE]');
    expect(writesOf(simulator)).toHaveLength(writes);
    // Nor for an account that is archived, which no list shows.
    for (const id of simulator.organisation.serviceAccounts.keys()) simulator.organisation.archiveServiceAccount(id);
    await shelf.store.clear();
    expect(errorOf(await runWith(simulator, shelf, next))).toMatch(/an account that is archived.*\[KEY_IN_USE\]/s);
    await shelf.close();
  });
});
