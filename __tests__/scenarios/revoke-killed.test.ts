import { startSimulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { at, countRequests, type Death, dying, ways } from './dying.js';
import { inParallel, upTo } from './in-parallel.js';
import { type Cupboard, kept, openCupboard, runWith, type Scene, works } from './kept.js';
import { accountNames, keyPair, revoke } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

(servers ? describe : describe.skip)('A revocation that is killed at any request', () => {
  let cupboard: Cupboard;
  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  test.each(ways)(
    'by $signal $moment the server acted, is finished by the next run, and the third finds nothing to do',
    async (way) => {
      const last = await onStage((scene) => countRequests([scene.simulator, scene.shelf], () => revokeAll(scene)));
      expect(last).toBeGreaterThan(10);
      await inParallel(upTo(last), 6, (at) => isFinished({ ...way, at }));
    },
    300_000,
  );

  function isFinished(death: Death): Promise<void> {
    return onStage((scene) =>
      at(death, async () => {
        const { simulator, shelf, account, document } = scene;
        const killed = await dying([simulator, shelf], death, (options) => revokeAll(scene, options));
        // What the store holds works, or the account is shut: never a token that lives and is kept nowhere.
        const { current } = await shelf.store.read();
        if (await works(simulator, document)) expect(current?.document.DFNS_AUTH_TOKEN).toBe(document.DFNS_AUTH_TOKEN);

        const next = await revokeAll(scene);
        expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
        expect(next.exitCode).toBe(0);
        expect([account.isActive, account.isArchived]).toEqual([false, true]);
        expect(accountNames(simulator)).toEqual(['frontend']);
        expect(await shelf.store.read()).toEqual({});
        expect((await revokeAll(scene)).outputs).toMatchObject({ status: 'unchanged', changed: 'false' });
        for (const run of [killed, next]) expectNoLeak(run, [document.DFNS_AUTH_TOKEN, document.DFNS_PRIVATE_KEY]);
      }),
    );
  }

  function revokeAll({ simulator, shelf }: Scene, options: Parameters<typeof runWith>[3] = {}) {
    return runWith(simulator, shelf, revoke, options);
  }

  /** The account with its credential in the store, one that an earlier rotation retired, and a stranger. */
  async function onStage<T>(play: (scene: Scene) => Promise<T>): Promise<T> {
    const [simulator, shelf] = await Promise.all([startSimulator(), cupboard.shelf()]);
    try {
      const { switches } = simulator;
      switches.provisionerOperations = [...switches.provisionerOperations, 'Policies:Read'];
      for (const name of ['backend-retired-20261101T000000Z', 'frontend']) {
        simulator.organisation.createServiceAccount(name, { publicKey: keyPair().publicKey });
      }
      return await play(await kept(simulator, shelf));
    } finally {
      await Promise.all([simulator.close(), shelf.close()]);
    }
  }
});
