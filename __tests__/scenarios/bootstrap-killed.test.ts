import { type Simulator, startSimulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { bootstrapWith, holdsWorking, registered } from './bootstrapped.js';
import { at, countRequests, type Death, dying, ways } from './dying.js';
import { inParallel, upTo } from './in-parallel.js';
import { type Cupboard, openCupboard, type Shelf } from './kept.js';

const servers = pythonServers();

/** How the store is before the run; how many credentials of the user were registered by then. */
const stories = [
  { name: 'a first bootstrap', arrange: async () => 0 },
  {
    name: 'a replacement of a dead credential',
    async arrange(simulator: Simulator, shelf: Shelf) {
      await bootstrapWith(simulator, shelf);
      const dead = simulator.organisation.users.get(simulator.provisioner.userId)?.credentials.at(-1);
      if (dead) dead.isActive = false;
      return 1;
    },
  },
] as const;
type Story = (typeof stories)[number];

const atOnce = 5;

(servers ? describe : describe.skip)('With the provisioner in Vault, a run that is killed at any request', () => {
  let cupboard: Cupboard;
  const [vault] = READABLE;

  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  describe.each(stories)('of $name', (story) => {
    test.each(ways)(
      'by $signal $moment the server acted, leaves what the next run finishes',
      async (way) => {
        const last = await onStage(cupboard, async (simulator, shelf) => {
          await story.arrange(simulator, shelf);
          return countRequests([simulator, shelf], () => bootstrapWith(simulator, shelf));
        });
        expect(last).toBeGreaterThan(10);
        await inParallel(upTo(last), atOnce, (at) => survives(story, cupboard, { ...way, at }));
      },
      300_000,
    );
  });
});

async function survives(story: Story, cupboard: Cupboard, death: Death): Promise<void> {
  await onStage(cupboard, (simulator, shelf) =>
    at(death, async () => {
      const before = await story.arrange(simulator, shelf);
      const killed = await dying([simulator, shelf], death, (options) => bootstrapWith(simulator, shelf, {}, options));
      const atDeath = await shelf.store.read();
      const wasRegistered = registered(simulator).length > before;
      const next = await bootstrapWith(simulator, shelf);
      expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
      expect(next.exitCode).toBe(0);
      // What the dead run registered is finished, not registered again.
      expect(registered(simulator)).toHaveLength(before + 1);
      expect(next.outputs.changed).toBe(wasRegistered ? 'false' : 'true');
      const { current, pending } = await shelf.store.read();
      expect(holdsWorking(simulator, current?.document)).toBe(true);
      expect(current?.document.DFNS_CRED_ID).toBe(registered(simulator).at(-1));
      expect(pending).toBeUndefined();
      const keys = [current, atDeath.current, atDeath.pending].map((kept) => kept?.document.DFNS_PRIVATE_KEY ?? '');
      const codes = [...simulator.organisation.codes.keys()];
      for (const run of [killed, next]) expectNoLeak(run, [...keys, ...codes].filter(Boolean));
    }),
  );
}

async function onStage<T>(cupboard: Cupboard, play: (simulator: Simulator, shelf: Shelf) => Promise<T>): Promise<T> {
  const [simulator, shelf] = await Promise.all([startSimulator(), cupboard.shelf()]);
  try {
    return await play(simulator, shelf);
  } finally {
    await Promise.all([simulator.close(), shelf.close()]);
  }
}
