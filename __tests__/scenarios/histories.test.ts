import type { Simulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { inVault } from './in-vault.js';
import { kept, runWith, type Shelf } from './kept.js';
import { hold, killedAt, type Point } from './meeting.js';
import { accountNames, errorOf, keyPair, revoke, rolesOf } from './scene.js';

const servers = pythonServers();

const listing: Point = { method: 'GET', path: /^\/auth\/service-accounts$/, moment: 'before' };
const creation: Point = { method: 'POST', path: /^\/auth\/service-accounts$/, moment: 'after' };
const renaming: Point = { method: 'PUT', path: /^\/auth\/service-accounts\//, moment: 'before' };
const announcement: Point = { method: 'POST', path: /\/data\/[^/]+-pending$/, moment: 'after' };
const storing: Point = { method: 'POST', path: /\/data\/dfns-\d+-\d+$/, moment: 'before' };
const forgetting: Point = { method: 'DELETE', path: /\/metadata\//, moment: 'before' };

const replace = { 'on-lost-token': 'replace' };

(servers ? describe : describe.skip)('An account in Vault', () => {
  const scene = inVault();
  let simulator: Simulator;
  let shelf: Shelf;

  beforeEach(() => {
    ({ simulator, shelf } = scene);
  });

  /** Two runs for it at once: `slow` is held there while `fast` runs from its beginning to its end. */
  async function overtaken(slow: () => ReturnType<typeof runWith>, fast: () => ReturnType<typeof runWith>) {
    const held = hold(simulator, listing);
    const overtakes = slow();
    await held.reached;
    // The store is read in the same moment: what it says then is old.
    while (shelf.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const first = await fast();
    held.release();
    return { first, second: await overtakes };
  }

  test('that another run made during a slow login is found by the slow run, which does not advise to replace it', async () => {
    const { first, second } = await overtaken(
      () => runWith(simulator, shelf),
      () => runWith(simulator, shelf),
    );
    expect(first.outputs.status).toBe('created');
    expect([errorOf(second), second.exitCode]).toEqual(['', 0]);
    expect(second.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });
    expect(second.log).toContain('Another run for this account was faster');
    await scene.settles();
  });

  test('that another run rotated during a slow login is not rotated again', async () => {
    await kept(simulator, shelf);
    const { first, second } = await overtaken(
      () => runWith(simulator, shelf, { mode: 'rotate' }),
      () => runWith(simulator, shelf, { mode: 'rotate' }),
    );
    expect(first.outputs.status).toBe('rotated');
    expect(second.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });
    expect(accountNames(simulator)).toHaveLength(2);
  });

  test('whose creation was answered to nobody leaves nothing under a name that no run knows', async () => {
    const { document } = await kept(simulator, shelf);
    simulator.organisation.expireToken(document.DFNS_AUTH_TOKEN);
    simulator.inject({ kind: 'cut-after', method: 'POST', path: '/auth/service-accounts' });
    const clearing: Point = { method: 'DELETE', path: /^\/auth\/service-accounts\//, moment: 'before' };
    await killedAt(simulator, clearing, (options) => runWith(simulator, shelf, replace, options));
    expect(accountNames(simulator).filter((name) => !/^backend(-next-[0-9a-f]{8})?$/.test(name))).toEqual([]);
    await scene.settles(replace);
  });

  test('of an earlier version that lost its name on the way is archived by a plain run, and by revoke', async () => {
    await kept(simulator, shelf);
    const left = () =>
      simulator.organisation.createServiceAccount('backend-next-1a2b3c4d-retired-19700203T040506Z', keyPair());
    left();
    await scene.settles();
    left();
    expect((await runWith(simulator, shelf, revoke)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
  });

  test('that gave its name up to a run which died is not stored by the run that made it, which makes another', async () => {
    const held = hold(shelf, storing);
    const overtakes = runWith(simulator, shelf);
    await held.reached;
    await killedAt(simulator, { ...renaming, moment: 'after' }, (options) => runWith(simulator, shelf, {}, options));
    expect(accountNames(simulator).join()).toMatch(/^backend-retired-1970/);
    held.release();
    const run = await overtakes;
    expect([errorOf(run), run.exitCode]).toEqual(['', 0]);
    expect((await shelf.store.read()).current?.document.DFNS_AUTH_TOKEN).toBe(run.outputs.token);
    await scene.settles();
  }, 60_000);

  test('that gave its name up and is the stored one all the same takes the name back', async () => {
    const { account, document } = await kept(simulator, shelf);
    account.name = 'backend-retired-19700203T040506Z';
    await scene.settles();
    expect((await shelf.store.read()).current?.document).toEqual(document);
  });

  test('that a dead run made is known by its key, although the next run died after it announced another', async () => {
    await killedAt(simulator, creation, (options) => runWith(simulator, shelf, {}, options));
    for (const _ of [1, 2]) await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, {}, options));
    expect(accountNames(simulator)).toEqual(['backend']);
    await scene.settles();
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  }, 60_000);

  test('that two runs give its name at once has it in the end, and neither fails', async () => {
    const { document } = await kept(simulator, shelf);
    simulator.organisation.expireToken(document.DFNS_AUTH_TOKEN);
    const first = hold(simulator, renaming);
    const one = runWith(simulator, shelf, replace);
    await first.reached;
    const second = hold(simulator, renaming);
    const other = runWith(simulator, shelf, replace);
    await second.reached;
    const ended = hold(shelf, forgetting);
    first.release();
    await Promise.race([ended.reached, one]);
    ended.release();
    second.release();
    const runs = await Promise.all([one, other]);
    expect(runs.map((run) => [errorOf(run), run.exitCode])).toEqual([
      ['', 0],
      ['', 0],
    ]);
    expect(runs[0]?.outputs.token).toBe(runs[1]?.outputs.token);
    await scene.settles();
  }, 60_000);
});
