import type { ChildProcess } from 'node:child_process';
import type { Simulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { askFor, createFrom, fingerprintIn, github } from './asked.js';
import { bootstrapInputs, bootstrapWith, holdsWorking, registered } from './bootstrapped.js';
import { cupboardOf, kept, runWith, type Shelf, works } from './kept.js';
import { hold, killedAt, type Point } from './meeting.js';
import { accountNames, errorOf, keyPair, revoke, rolesOf, simulate, warningsOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

const listing: Point = { method: 'GET', path: /^\/auth\/service-accounts$/, moment: 'before' };
const creation: Point = { method: 'POST', path: /^\/auth\/service-accounts$/, moment: 'after' };
const renaming: Point = { method: 'PUT', path: /^\/auth\/service-accounts\//, moment: 'before' };
const announcement: Point = { method: 'POST', path: /\/data\/[^/]+-pending$/, moment: 'after' };
const storing: Point = { method: 'POST', path: /\/data\/dfns-\d+-\d+$/, moment: 'before' };
const forgetting: Point = { method: 'DELETE', path: /\/metadata\//, moment: 'before' };

const replace = { 'on-lost-token': 'replace' };

(servers ? describe : describe.skip)('An account in Vault', () => {
  const cupboard = cupboardOf(vault, servers);
  let simulator: Simulator;
  let shelf: Shelf;

  beforeEach(async () => {
    [simulator, shelf] = await Promise.all([simulate(), cupboard.shelf()]);
  });
  afterEach(() => shelf.close());

  /** All is well: a plain run succeeds, the one after it changes nothing, and what is stored works. */
  async function settles(inputs = {}) {
    const next = await runWith(simulator, shelf, inputs);
    expect([errorOf(next), next.exitCode]).toEqual(['', 0]);
    const after = await runWith(simulator, shelf);
    expect(after.outputs).toMatchObject({ status: 'unchanged', token: next.outputs.token });
    const { current, pending } = await shelf.store.read();
    expect(pending).toBeUndefined();
    expect(current?.document.DFNS_AUTH_TOKEN).toBe(next.outputs.token);
    expect(await works(simulator, current?.document)).toBe(true);
    expect(accountNames(simulator)).toEqual(['backend']);
  }

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
    await settles();
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
    await settles(replace);
  });

  test('of an earlier version that lost its name on the way is archived by a plain run, and by revoke', async () => {
    await kept(simulator, shelf);
    const left = () =>
      simulator.organisation.createServiceAccount('backend-next-1a2b3c4d-retired-19700203T040506Z', keyPair());
    left();
    await settles();
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
    await settles();
  }, 60_000);

  test('that gave its name up and is the stored one all the same takes the name back', async () => {
    const { account, document } = await kept(simulator, shelf);
    account.name = 'backend-retired-19700203T040506Z';
    await settles();
    expect((await shelf.store.read()).current?.document).toEqual(document);
  });

  test('that a dead run made is known by its key, although the next run died after it announced another', async () => {
    await killedAt(simulator, creation, (options) => runWith(simulator, shelf, {}, options));
    for (const _ of [1, 2]) await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, {}, options));
    expect(accountNames(simulator)).toEqual(['backend']);
    await settles();
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
    await settles();
  }, 60_000);

  describe('that a person was asked for', () => {
    test('keeps the key of the request while runs without it replace, fail and die', async () => {
      const scene = { simulator, github: await github(), shelf };
      await askFor(scene);
      const [issue] = scene.github.issues.open;
      const asked = (await shelf.store.read()).pending?.document;
      simulator.organisation.createServiceAccount('backend', keyPair());

      const failed = await runWith(simulator, shelf);
      expect(errorOf(failed)).toContain('[TOKEN_LOST]');
      expect((await shelf.store.read()).pending?.document).toEqual(asked);
      simulator.inject({ kind: '500-before', method: 'POST', path: '/auth/service-accounts', times: 9 });
      const refused = await runWith(simulator, shelf, { ...replace, timeout: '60' });
      simulator.clearFaults();
      expect(refused.exitCode).toBe(1);
      await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, replace, options));

      const replaced = await runWith(simulator, shelf, replace);
      expect(replaced.outputs.status).toBe('created');
      expect(warningsOf(replaced).join()).toContain('mode: request ends the request');
      expect((await shelf.store.read()).pending?.document).toEqual(asked);
      const writes = shelf.requests.length;
      expect((await runWith(simulator, shelf)).outputs.status).toBe('unchanged');
      expect(shelf.requests.length - writes).toBe(2);

      const ended = await askFor(scene);
      expect(ended.outputs).toMatchObject({ status: 'unchanged', token: replaced.outputs.token });
      expect((await shelf.store.read()).pending).toBeUndefined();
      expect(scene.github.issues.open).toEqual([]);
      expect(fingerprintIn(issue as never)).toBe(asked?.DFNS_KEY_FINGERPRINT);
    }, 90_000);

    test('is adopted with that key, although a run died after it announced another', async () => {
      const scene = { simulator, github: await github(), shelf };
      await askFor(scene);
      await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, {}, options));
      const token = createFrom(simulator, scene.github.issues.open[0]);
      expect((await askFor(scene, { token })).outputs).toMatchObject({ status: 'created', token });
      expect(scene.github.issues.open).toEqual([]);
      await settles();
    });

    test('is said to be asked for no more when it is revoked', async () => {
      const scene = { simulator, github: await github(), shelf };
      await askFor(scene);
      const revoked = await runWith(simulator, shelf, revoke);
      expect(warningsOf(revoked).join()).toContain('the key that waits');
      expect(await shelf.store.read()).toEqual({});
    });
  });

  describe('as a provisioner', () => {
    const registering: Point = { method: 'POST', path: /^\/auth\/credentials\/code\/verify$/, moment: 'after' };

    test('keeps the only copy of a registered key, although another run announced its own and failed, or died', async () => {
      const held = hold(simulator, { ...registering, moment: 'before' });
      let child: ChildProcess | undefined;
      const dead = bootstrapWith(simulator, shelf, {}, { onSpawn: (spawned) => (child = spawned) });
      await held.reached;
      const failed = await runWith(simulator, shelf, bootstrapInputs('code-of-nobody'));
      expect(errorOf(failed)).toContain('[CODE_REFUSED]');
      await killedAt(shelf, announcement, (options) => bootstrapWith(simulator, shelf, {}, options));
      // Only now the first one's key is registered, and it dies before it can store it.
      simulator.onRequest = async (moment, { path }) => {
        if (moment === 'after' && path === '/auth/credentials/code/verify') child?.kill('SIGKILL');
      };
      held.release();
      await dead;
      simulator.onRequest = undefined;
      expect(registered(simulator)).toHaveLength(1);
      const next = await runWith(simulator, shelf, bootstrapInputs(undefined));
      expect([errorOf(next), next.outputs.status]).toEqual(['', 'updated']);
      expect(holdsWorking(simulator, (await shelf.store.read()).current?.document)).toBe(true);
      expect((await shelf.store.read()).pending).toBeUndefined();
    }, 60_000);
  });
});
