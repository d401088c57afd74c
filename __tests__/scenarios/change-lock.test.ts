import { changesIn } from '../../src/core/pending-changes.js';
import { CredentialStores } from '../../src/modes/credential-stores/stores.js';
import { realWorld } from '../../src/world.js';
import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { credential, errorOf, freshName, GITHUB, opened, type Running } from '../stores/providers.js';

const servers = pythonServers();
const all = () => false;
const change = (digits: string, more = {}) => ({
  DFNS_API_URL: 'https://api.dfns.io',
  DFNS_KEY_FINGERPRINT: digits.repeat(8),
  DFNS_PENDING_REASON: 'create',
  DFNS_PENDING_SINCE: '2026-11-24T07:00:00.000Z',
  ...more,
});
const request = change('00000001', { DFNS_PENDING_REASON: 'request', DFNS_PRIVATE_KEY: 'waits' });
const fingerprintsIn = (document = {}) =>
  changesIn(document).map(({ DFNS_KEY_FINGERPRINT: fingerprint }: Record<string, string>) => fingerprint?.slice(0, 8));

(servers ? describe : describe.skip).each([...QUICK, GITHUB])('A change that is begun in $name', (provider) => {
  let running: Running;
  let name: string;

  beforeAll(async () => {
    if (servers) running = await provider.start(servers);
  }, 60_000);
  beforeEach(() => {
    name = freshName();
  });
  afterAll(() => running.stop());

  /** A run that has looked. */
  const looking = async (names = [name]) => {
    const stores = await Promise.all(names.map((each) => opened(running, each)));
    const held = new CredentialStores(stores, realWorld());
    await held.read();
    return { held, lock: held.lock, stores };
  };
  const pendingNow = async (of = name) => (await (await opened(running, of)).read()).pending?.document;

  test('over one that nobody ended tells of both, and of neither when it is done', async () => {
    await (await looking()).lock.begin(change('aaaaaaaa'), all);
    await (await looking()).lock.begin(change('bbbbbbbb'), all);
    const third = await looking();
    expect(third.held.pending.map(({ fingerprint }) => fingerprint?.slice(0, 8)).sort()).toEqual([
      'aaaaaaaa',
      'bbbbbbbb',
    ]);
    await third.lock.begin(change('cccccccc'), all);
    expect(fingerprintsIn(await pendingNow()).sort()).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
    await third.lock.end();
    expect(await pendingNow()).toBeUndefined();
  });

  test('and comes to nothing leaves what was pending before', async () => {
    await (await looking()).lock.begin(request, all);
    const before = await pendingNow();
    const second = await looking();
    await second.lock.begin(change('bbbbbbbb'), all);
    await second.lock.cancel();
    expect(fingerprintsIn(await pendingNow())).toEqual(['00000001']);
    expect((await looking()).held.requested?.pending).toEqual(
      provider === GITHUB ? undefined : expect.objectContaining({ reason: 'request' }),
    );
    expect(before?.DFNS_PRIVATE_KEY).toBe(provider === GITHUB ? undefined : 'waits');
  });

  test('and is done leaves a request that still waits, with its key', async () => {
    await (await looking()).lock.begin(request, all);
    const second = await looking();
    expect(second.held.hasUnfinished).toBe(false);
    await second.lock.begin(change('bbbbbbbb'), all);
    await second.lock.end(({ DFNS_PENDING_REASON: reason }) => reason === 'request');
    expect(fingerprintsIn(await pendingNow())).toEqual(['00000001']);
    expect((await pendingNow())?.DFNS_PRIVATE_KEY).toBe(provider === GITHUB ? undefined : 'waits');
    expect((await looking()).held.hasUnfinished).toBe(false);
  });

  if (provider === GITHUB) return;

  test('shuts out the run that began before, also where nothing is stored yet', async () => {
    const first = await looking();
    await first.lock.begin(change('aaaaaaaa'), all);
    const second = await looking();
    await second.lock.begin(change('bbbbbbbb'), all);
    const [target = ''] = first.held.targets;
    expect(await errorOf(first.held.writeCurrent(target, credential('a')))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(second.held.credentials).toEqual([]);
    await second.held.writeCurrent(target, credential('b'));
    await second.lock.end();
    expect(await (await opened(running, name)).read()).toMatchObject({ current: { document: credential('b') } });
  });

  test('by a run that lost the race touches nothing that is another’s, in no target', async () => {
    const other = freshName();
    const loser = await looking([name, other]);
    await (await looking([name, other])).lock.begin(request, all);
    expect(await errorOf(loser.lock.begin(change('bbbbbbbb'), all))).toMatchObject({ code: 'STORE_CONFLICT' });
    await loser.lock.cancel();
    for (const each of [name, other]) expect(await pendingNow(each)).toEqual(request);
    expect(await loser.lock.hasMoved()).toBe(true);
  });

  test('is seen to have moved when another has stored and ended', async () => {
    const slow = await looking();
    expect(await slow.lock.hasMoved()).toBe(false);
    const fast = await looking();
    await fast.lock.begin(change('aaaaaaaa'), all);
    await fast.held.writeCurrent(fast.held.targets[0] ?? '', credential('a'));
    await fast.lock.end();
    expect(await slow.lock.hasMoved()).toBe(true);
    expect(await fast.lock.hasMoved()).toBe(false);
  });
});
