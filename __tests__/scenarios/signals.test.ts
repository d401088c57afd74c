import { type Simulator, startSimulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { at, countRequests, type Death, dying, type Way } from './dying.js';
import { type Cupboard, cupboardOf, kept, runWith, type Shelf, works } from './kept.js';
import { accountNames, type Inputs } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

/** That every history converges is explored in one process (../simulation); here it is the signals that are real. */
interface Story {
  readonly name: string;
  /** Brings the organisation and the store to where the run begins. */
  arrange(simulator: Simulator, shelf: Shelf): Promise<Inputs>;
}

const stories: readonly Story[] = [
  { name: 'a first run', arrange: async () => ({}) },
  {
    name: 'a rotation',
    async arrange(simulator, shelf) {
      await kept(simulator, shelf);
      return { mode: 'rotate' };
    },
  },
];

const ways: readonly Way[] = [
  { moment: 'after', signal: 'SIGKILL' },
  { moment: 'before', signal: 'SIGTERM' },
  { moment: 'after', signal: 'SIGINT' },
];

(servers ? describe : describe.skip)('A signal in the middle of', () => {
  const cupboard = cupboardOf(vault, servers);

  test.each(stories)(
    '$name leaves what the next plain run puts in order',
    async (story) => {
      const last = await onStage(story, cupboard, (simulator, shelf, inputs) =>
        countRequests([simulator, shelf], () => runWith(simulator, shelf, inputs)),
      );
      const few = [Math.ceil(last / 3), last - 1];
      for (const at of few) for (const way of ways) await survives(story, cupboard, { ...way, at });
    },
    240_000,
  );
});

async function survives(story: Story, cupboard: Pick<Cupboard, 'shelf'>, death: Death): Promise<void> {
  await onStage(story, cupboard, (simulator, shelf, inputs) =>
    at(death, async () => {
      const workedBefore = await works(simulator, (await shelf.store.read()).current?.document);
      const killed = await dying([simulator, shelf], death, (options) => runWith(simulator, shelf, inputs, options));
      const atDeath = (await shelf.store.read()).current?.document;
      if (workedBefore) expect(await works(simulator, atDeath)).toBe(true);
      expect(accountNames(simulator).filter((name) => name === 'backend').length).toBeLessThanOrEqual(1);

      const next = await runWith(simulator, shelf, {});
      expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
      expect(next.exitCode).toBe(0);
      const { current, pending } = await shelf.store.read();
      expect(current?.document.DFNS_AUTH_TOKEN).toBe(next.outputs.token);
      expect(await works(simulator, current?.document)).toBe(true);
      expect(pending).toBeUndefined();
      // A rotated account keeps working for a day; of everything else there is one.
      const succeeds = inputs.mode === 'rotate';
      const isInGrace = (name: string) => succeeds && /^backend-retired-2/.test(name);
      expect(accountNames(simulator).filter((name) => !isInGrace(name))).toEqual(['backend']);
      expect(accountNames(simulator).length).toBeLessThanOrEqual(2);
      for (const run of [killed, next])
        expectNoLeak(run, [next.outputs.token ?? '', current?.document.DFNS_PRIVATE_KEY ?? '']);
    }),
  );
}

async function onStage<T>(
  story: Story,
  cupboard: Pick<Cupboard, 'shelf'>,
  play: (simulator: Simulator, shelf: Shelf, inputs: Inputs) => Promise<T>,
): Promise<T> {
  const [simulator, shelf] = await Promise.all([startSimulator(), cupboard.shelf()]);
  try {
    return await play(simulator, shelf, await story.arrange(simulator, shelf));
  } finally {
    await Promise.all([simulator.close(), shelf.close()]);
  }
}
