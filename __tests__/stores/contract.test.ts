import type { Store } from '../../src/stores/store.js';
import { pythonServers } from '../servers/python.js';
import { MODELS } from './models.js';
import { credential, errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers.each([...READABLE, ...MODELS])('a store in $name', ({ start }) => {
  let running: Running;
  let name: string;
  let store: Store;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
  }, 60_000);
  afterAll(() => running.stop());
  afterEach(() => expect(running.violations ?? []).toEqual([]));

  beforeEach(async () => {
    name = freshName();
    store = await opened(running, name);
  });

  it('is empty where the secret is missing, and reading does not make it', async () => {
    expect(await store.read()).toEqual({});
    expect(await store.read()).toEqual({});
    expect(store).toMatchObject({ readable: true, target: `${running.target(name)}?endpoint=${running.url}` });
  });

  it('keeps a pending document and gives it back, without a current one', async () => {
    const version = await store.putPending(keyPair('a'), undefined);
    expect(await store.read()).toEqual({ pending: { document: keyPair('a'), version } });
  });

  it('keeps a current document beside the pending one', async () => {
    const pending = await store.putPending(keyPair('a'), undefined);
    const current = await store.putCurrent(credential('a'), undefined);
    expect(await store.read()).toEqual({
      current: { document: credential('a'), version: current },
      pending: { document: keyPair('a'), version: pending },
    });
  });

  it('keeps a current document where nothing was pending', async () => {
    const version = await store.putCurrent(credential('a'), undefined);
    expect(await store.read()).toEqual({ current: { document: credential('a'), version } });
  });

  it('removes the pending document and leaves the current one', async () => {
    const pending = await store.putPending(keyPair('a'), undefined);
    const version = await store.putCurrent(credential('a'), undefined);
    await store.removePending(pending);
    expect(await store.read()).toEqual({ current: { document: credential('a'), version } });
    if (running.hasPending !== undefined) expect(await running.hasPending(name)).toBe(false);
  });

  it('takes a removed pending document as removed, whoever asks again', async () => {
    const pending = await store.putPending(keyPair('a'), undefined);
    await store.removePending(pending);
    await expect(store.removePending(pending)).resolves.toBeUndefined();
    expect(await store.read()).toEqual({});
  });

  it('takes a new pending document after one was removed', async () => {
    await store.removePending(await store.putPending(keyPair('a'), undefined));
    const version = await store.putPending(keyPair('b'), undefined);
    expect(await store.read()).toEqual({ pending: { document: keyPair('b'), version } });
  });

  it('replaces the pending document that was read', async () => {
    const first = await store.putPending(keyPair('a'), undefined);
    const second = await store.putPending(keyPair('b'), first);
    expect(second).not.toBe(first);
    expect(await store.read()).toEqual({ pending: { document: keyPair('b'), version: second } });
  });

  it('replaces the current document, another instance reads the new one', async () => {
    const first = await store.putCurrent(credential('a'), undefined);
    const second = await store.putCurrent(credential('b'), first);
    const other = await opened(running, name);
    expect(await other.read()).toEqual({ current: { document: credential('b'), version: second } });
  });

  it('refuses a pending document where another run has put one', async () => {
    const first = await store.putPending(keyPair('a'), undefined);
    const second = await store.putPending(keyPair('b'), first);
    for (const stale of [undefined, first]) {
      const error = await errorOf(store.putPending(keyPair('c'), stale));
      expect(error).toMatchObject({ code: 'STORE_CONFLICT', message: expect.stringContaining(store.target) });
    }
    expect(await store.read()).toEqual({ pending: { document: keyPair('b'), version: second } });
  });

  it('refuses a current document where another run was faster', async () => {
    const first = await store.putCurrent(credential('a'), undefined);
    const second = await store.putCurrent(credential('b'), first);
    for (const stale of [undefined, first]) {
      const error = await errorOf(store.putCurrent(credential('c'), stale));
      expect(error).toMatchObject({ code: 'STORE_CONFLICT', message: expect.stringContaining(store.target) });
    }
    expect(await store.read()).toEqual({ current: { document: credential('b'), version: second } });
  });

  it('does not remove the pending document of another run', async () => {
    const first = await store.putPending(keyPair('a'), undefined);
    const second = await store.putPending(keyPair('b'), first);
    expect(await errorOf(store.removePending(first))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await store.read()).toEqual({ pending: { document: keyPair('b'), version: second } });
  });

  it('takes a pending document that was removed and made again for another one', async () => {
    const first = await store.putPending(keyPair('a'), undefined);
    await store.removePending(first);
    const second = await store.putPending(keyPair('b'), undefined);
    expect(await errorOf(store.putPending(keyPair('c'), first))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await errorOf(store.removePending(first))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await store.read()).toEqual({ pending: { document: keyPair('b'), version: second } });
  });

  it('leaves at most the current version and the one before alive', async () => {
    let version: string | undefined;
    for (const mark of ['a', 'b', 'c', 'd', 'e']) version = await store.putCurrent(credential(mark), version);
    expect((await store.read()).current?.document).toEqual(credential('e'));
    if (running.living !== undefined) expect(await running.living(name)).toBe(2);
  });

  it('is empty after it was cleared, however often, and can be used again', async () => {
    await store.clear();
    await store.putPending(keyPair('a'), undefined);
    await store.putCurrent(credential('a'), undefined);
    await store.clear();
    await store.clear();
    expect(await store.read()).toEqual({});
    const pending = await store.putPending(keyPair('b'), undefined);
    const current = await store.putCurrent(credential('b'), undefined);
    expect(await store.read()).toEqual({
      current: { document: credential('b'), version: current },
      pending: { document: keyPair('b'), version: pending },
    });
  });

  it.each(['current', 'pending'] as const)(
    'lets exactly one of three racing runs put the %s document',
    async (what) => {
      const stores = await Promise.all([0, 1, 2].map(() => opened(running, name)));
      const put = what === 'current' ? 'putCurrent' : 'putPending';
      for (const expected of [undefined, (await store.read())[what]?.version]) {
        const before = (await store.read())[what]?.version ?? expected;
        const marks = ['x', 'y', 'z'];
        const outcomes = await Promise.allSettled(
          stores.map((each, index) => each[put](credential(marks[index] ?? ''), before)),
        );
        const winners = marks.filter((_, index) => outcomes[index]?.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        expect((await store.read())[what]?.document).toEqual(credential(winners[0] ?? ''));
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('STORE_CONFLICT');
      }
      if (running.living !== undefined)
        expect(await running.living(what === 'current' ? name : `${name}-pending`)).toBeLessThanOrEqual(2);
    },
  );
});
