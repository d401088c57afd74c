import type { Store } from '../../src/stores/store.js';
import { pythonServers } from '../servers/python.js';
import { credential, errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n';

/** What people keep, and how it is told. */
const FOREIGN: readonly [value: string, told: object][] = [
  ['a-password-of-a-database', { foreign: 'plain text' }],
  [PEM, { foreign: 'a private key in PEM' }],
  ['["a"]', { foreign: 'a JSON list' }],
  ['"a"', { foreign: 'a JSON string' }],
  ['{"DFNS_AUTH_TOKEN": "cut o', { unreadable: expect.stringContaining('JSON object') }],
];

whereServers.each(READABLE)('what stands in $name and is not ours', ({ name: provider, start }) => {
  let running: Running;
  let name: string;
  let store: Store;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
  }, 60_000);
  afterAll(() => running.stop());
  beforeEach(async () => {
    name = freshName();
    store = await opened(running, name);
  });

  const lay = (at: string, value: string) => running.lay?.(at, value);
  const raw = (at: string) => running.raw?.(at);

  const keepsText = provider !== 'Vault';
  (keepsText ? it : it.skip)(
    'is told by its kind, never by its value, and no write, removal or clearing touches it',
    async () => {
      for (const [value, told] of FOREIGN) {
        const at = freshName();
        const each = await opened(running, at);
        await lay(at, value);
        expect(await each.read()).toEqual(told);
        expect(await each.readCurrent()).toEqual(told);
        for (const work of [each.putCurrent(credential('a'), undefined), each.clear()])
          expect(await errorOf(work)).toMatchObject({
            code: 'STORE_CONFLICT',
            message: expect.stringContaining(each.target),
          });
        expect(await raw(at)).toBe(value);
      }
    },
  );

  (keepsText ? it : it.skip)('is found also where it appeared after the read', async () => {
    const current = await store.putCurrent(credential('a'), undefined);
    await lay(name, PEM);
    const works = [
      () => store.putCurrent(credential('b'), current),
      () => store.putCurrent(credential('b'), undefined),
      () => store.clear(),
    ];
    for (const work of works) expect(await errorOf(work())).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await raw(name)).toBe(PEM);
  });

  it('is JSON of others, handed up as it is: clearing leaves it', async () => {
    const value = JSON.stringify({ port: 5432, user: 'app' });
    await lay(name, value);
    expect((await store.read()).current).toMatchObject({ document: { user: 'app' }, others: { port: 5432 } });
    expect(await errorOf(store.clear())).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await errorOf(store.putCurrent(credential('a'), undefined))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(JSON.parse((await raw(name)) ?? '')).toEqual(JSON.parse(value));
  });

  it('is members in our document: writes carry them, and clearing leaves them alone there', async () => {
    const others = { port: 5432, nested: { on: [true, null] } };
    await lay(name, JSON.stringify({ ...credential('a'), note: 'of ours', ...others }));
    const { current } = await store.read();
    expect(current).toMatchObject({ document: { ...credential('a'), note: 'of ours' }, others });
    await store.putCurrent({ ...credential('b'), note: 'of ours' }, current?.version, current?.others);
    expect(JSON.parse((await raw(name)) ?? '')).toEqual({ ...credential('b'), note: 'of ours', ...others });
    await store.clear();
    expect(JSON.parse((await raw(name)) ?? '')).toEqual({ note: 'of ours', ...others });
  });

  (keepsText ? it : it.skip)('is not what stands around ours: a byte order mark, spaces and line ends', async () => {
    await lay(name, `\uFEFF\r\n ${JSON.stringify(credential('a'), null, 2)}\r\n\n`);
    const { current } = await store.read();
    expect(current?.document).toEqual(credential('a'));
    await store.putCurrent(credential('b'), current?.version);
    expect((await store.read()).current?.document).toEqual(credential('b'));
  });

  it('is not an empty object: that is nothing, and is written over', async () => {
    await lay(name, '{}');
    expect(await store.read()).toEqual({});
    await store.putPending(keyPair('a'), undefined);
    await store.putCurrent(credential('a'), undefined);
    expect((await store.read()).current?.document).toEqual(credential('a'));
  });
});
