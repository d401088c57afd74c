import type { Store, StoreContents } from '../../src/stores/store.js';
import { FAULTS, type Fault, type Faulty, faultyProxy } from '../servers/faulty.js';
import { pythonServers } from '../servers/python.js';
import { QUICK } from './models.js';
import {
  credential,
  errorOf,
  freshName,
  GITHUB,
  keyPair,
  leaksOf,
  opened,
  type Provider,
  type Running,
} from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

/** Milliseconds. The short one lets silence be noticed soon. */
const DEADLINE = 2_000;
const SHORT = 80;
const CODES = /^STORE_(UNREACHABLE|DENIED|NOT_FOUND|NOT_LOGGED_IN|CONFLICT|FAILED)$/;

interface Operation {
  readonly name: string;
  /** What is kept before. */
  prepare(store: Store): Promise<unknown>;
  run(store: Store, prepared: unknown): Promise<unknown>;
  isDone?(contents: StoreContents): boolean;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'read', prepare: (store) => store.putCurrent(credential('a'), undefined), run: (store) => store.read() },
  {
    name: 'putPending',
    prepare: async (store) =>
      (await store.putPending(keyPair('a'), undefined)) && store.putCurrent(credential('a'), undefined),
    run: async (store) => store.putPending(keyPair('b'), (await store.read()).pending?.version),
  },
  {
    name: 'putCurrent',
    prepare: async (store) => store.putCurrent(credential('b'), await store.putCurrent(credential('a'), undefined)),
    run: async (store) => store.putCurrent(credential('c'), (await store.read()).current?.version),
  },
  {
    name: 'removePending',
    prepare: (store) => store.putPending(keyPair('a'), undefined),
    run: (store, version) => store.removePending(String(version)),
    isDone: ({ pending }) => pending === undefined,
  },
  {
    name: 'clear',
    prepare: (store) => store.putCurrent(credential('a'), undefined),
    run: (store) => store.clear(),
    isDone: ({ current }) => current === undefined,
  },
];

whereServers.each<Provider>([...QUICK, GITHUB])('faults on the way to $name', ({ start }) => {
  let running: Running;
  let proxy: Faulty;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
    proxy = await faultyProxy(running.url);
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await running.stop();
  });

  const through = (name: string) => opened(running, name, { endpoint: proxy.url, deadline: DEADLINE });

  // Every fault at every request of every story is explored in process (../simulation); here each one meets one operation, over a socket.
  it.each(FAULTS.map((fault, index) => ({ fault, index })))(
    '$fault, lasting, at some request of an operation: a clear error, and healed it goes on',
    async ({ fault, index }) => {
      const work = async (operation: Operation) => survives(operation, fault, index % (await countRequests(operation)));
      await Promise.all(OPERATIONS.filter((_, at) => at === index % OPERATIONS.length).map(work));
    },
    60_000,
  );

  async function countRequests(operation: Operation): Promise<number> {
    const name = freshName();
    const prepared = await operation.prepare(await opened(running, name));
    const own = await faultyProxy(running.url);
    await operation.run(await opened(running, name, { endpoint: own.url }), prepared);
    await own.stop();
    return own.requests.length;
  }

  async function survives(operation: Operation, fault: Fault, index: number, deadline = SHORT): Promise<void> {
    const name = freshName();
    const plain = await opened(running, name);
    // A way of its own: on the last one a request may still be under way that nobody waits for.
    const own = await faultyProxy(running.url);
    const prepared = await operation.prepare(plain);
    const store = await opened(running, name, { endpoint: own.url, deadline });
    own.suffer(fault, index, true);
    const outcome = await operation.run(store, prepared).catch((error: unknown) => error ?? 'nothing');
    const isMet = own.suffered > 0;
    await own.stop();
    // On a busy machine the short time may be over before the request is even sent.
    if (!isMet && deadline === SHORT) return survives(operation, fault, index, DEADLINE);
    expect([operation.name, index, isMet]).toEqual([operation.name, index, true]);
    expect(leaksOf(outcome)).toEqual([]);
    // Some steps are for tidiness alone: without them what was asked for is done all the same.
    if (outcome instanceof Error) expect(outcome).toMatchObject(clearError(store));
    else expect(operation.isDone?.(await plain.read())).toBe(true);
    await convergesAfter(plain);
  }

  it('a read survives what passes: a throttled, a failed, a broken and a silent request', async () => {
    const name = freshName();
    await (await opened(running, name)).putCurrent(credential('a'), undefined);
    const store = await through(name);
    const before = await store.read();
    for (const fault of ['throttled', 'unavailable', 'broken'] as const) {
      proxy.suffer(fault, 0);
      expect(await store.read()).toEqual(before);
      expect(proxy.suffered).toBe(1);
    }
  });

  it.each(['putPending', 'putCurrent'] as const)(
    '%s: a write whose answer is lost is looked for, and found',
    async (put) => {
      let lost = 0;
      for (let index = 0; index < 20; index++) {
        const name = freshName();
        const plain = await opened(running, name);
        const what = put === 'putPending' ? 'pending' : 'current';
        const store = await through(name);
        const expected = await store[put](credential('a'), undefined);
        proxy.suffer('lost', index);
        const version = await store[put](credential('b'), expected);
        const reached = proxy.suffered > 0;
        lost += proxy.suffered;
        proxy.heal();
        const found = await plain.read();
        if (plain.readable) expect(found[what]).toEqual({ document: credential('b'), version });
        if (!reached) break;
      }
      expect(lost).toBeGreaterThan(1);
    },
  );

  it('ends at once when the run ends', async () => {
    const ending = new AbortController();
    const store = await opened(running, freshName(), { endpoint: proxy.url, signal: ending.signal });
    proxy.suffer('silence', 0, true);
    setTimeout(() => ending.abort(), 50);
    const began = Date.now();
    expect(await errorOf(store.read())).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(Date.now() - began).toBeLessThan(2_000);
    proxy.heal();
  });

  it('names the host where nothing listens', async () => {
    const store = await opened(running, freshName(), { endpoint: 'http://127.0.0.1:9', deadline: DEADLINE });
    const error = await errorOf(store.read());
    expect(error).toMatchObject({ code: 'STORE_UNREACHABLE', message: expect.stringContaining('127.0.0.1:9') });
  });
});

function clearError({ target }: Store): object {
  return {
    code: expect.stringMatching(CODES),
    message: expect.stringContaining(`The store ${target}`),
    cure: expect.stringMatching(/^[A-Z].*\.$/),
  };
}

/** Whatever a fault left behind, the next run can write and finds what it wrote. */
async function convergesAfter(store: Store): Promise<void> {
  const found = await store.read();
  if (!store.readable) return store.clear();
  const version = await store.putCurrent(credential('z'), found.current?.version);
  if (found.pending !== undefined) await store.removePending(found.pending.version);
  expect(await store.read()).toEqual({ current: { document: credential('z'), version } });
}
