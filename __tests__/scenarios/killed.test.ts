import { type Simulator, startSimulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { type Provider, READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { at, countRequests, type Death, dying, type Way, ways } from './dying.js';
import { inParallel, upTo } from './in-parallel.js';
import { type Cupboard, kept, openCupboard, runWith, type Shelf, works } from './kept.js';
import { accountNames, type Inputs } from './scene.js';

const servers = pythonServers();

interface Story {
  readonly name: string;
  /** The deaths that are walked with a provider. With Vault they are all, each provider's own way to keep and to hand over is walked besides. */
  ways(provider: Provider): readonly Way[];
  /** Brings the organisation and the store to where the run begins. */
  arrange(simulator: Simulator, shelf: Shelf): Promise<Inputs>;
}

const isVault = ({ name }: Provider) => name === 'Vault';
const afterwards = ways.filter(({ moment }) => moment === 'after');
const killedAfterwards = afterwards.filter(({ signal }) => signal === 'SIGKILL');

const stories: readonly Story[] = [
  { name: 'a first run', ways: (provider) => (isVault(provider) ? ways : afterwards), arrange: async () => ({}) },
  {
    name: 'a repair',
    // It writes nothing to a store.
    ways: (provider) => (isVault(provider) ? ways : []),
    async arrange(simulator, shelf) {
      const { account, role } = await kept(simulator, shelf);
      const { organisation } = simulator;
      role.operations = ['Wallets:Read'];
      for (const [id, { identityId }] of organisation.assignments) {
        if (identityId === account.userId) organisation.assignments.delete(id);
      }
      organisation.assign(organisation.createRole('Auditor', ['Auth:Logs:Read']).id, account.userId);
      return { exclusive: 'true' };
    },
  },
  {
    name: 'a replacement',
    ways: (provider) => (isVault(provider) ? ways : killedAfterwards),
    async arrange(simulator, shelf) {
      const { document } = await kept(simulator, shelf);
      simulator.organisation.expireToken(document.DFNS_AUTH_TOKEN);
      return { 'on-lost-token': 'replace' };
    },
  },
  {
    name: 'a rotation',
    ways: (provider) => (isVault(provider) ? ways : killedAfterwards),
    async arrange(simulator, shelf) {
      await kept(simulator, shelf);
      return { mode: 'rotate' };
    },
  },
  {
    name: 'a renewal',
    // The same move as a rotation, begun by another input.
    ways: (provider) => (isVault(provider) ? afterwards : []),
    async arrange(simulator, shelf) {
      await kept(simulator, shelf, 20);
      return { 'renew-before-days': '30' };
    },
  },
];

const atOnce = 6;

(servers ? describe : describe.skip).each(READABLE)(
  'With the credential in $name, a run that is killed at any request',
  (provider) => {
    let cupboard: Cupboard;

    beforeAll(async () => {
      if (servers) cupboard = await openCupboard(provider, servers);
    }, 60_000);
    afterAll(() => cupboard.stop());

    describe.each(stories.filter((story) => story.ways(provider).length > 0))('of $name', (story) => {
      test.each(story.ways(provider))(
        'by $signal $moment the server acted, leaves what the next plain run puts in order',
        async (way) => {
          const last = await onStage(story, cupboard, (simulator, shelf, inputs) =>
            countRequests([simulator, shelf], () => runWith(simulator, shelf, inputs)),
          );
          await inParallel(upTo(last), atOnce, (at) => survives(story, cupboard, { ...way, at }));
        },
        300_000,
      );
    });
  },
);

async function survives(story: Story, cupboard: Cupboard, death: Death): Promise<void> {
  await onStage(story, cupboard, (simulator, shelf, inputs) =>
    at(death, async () => {
      const workedBefore = await works(simulator, (await shelf.store.read()).current?.document);
      const killed = await dying([simulator, shelf], death, (options) => runWith(simulator, shelf, inputs, options));
      const atDeath = (await shelf.store.read()).current?.document;
      if (workedBefore) expect(await works(simulator, atDeath)).toBe(true);
      expect(accountNames(simulator).filter((name) => name === 'backend').length).toBeLessThanOrEqual(1);

      // A plain run; but a schedule asks for a renewal again, and whoever was replacing a lost token had that token lost before, and may
      // have to say so again.
      const asksAgain = inputs['renew-before-days'] || (inputs['on-lost-token'] && !(await works(simulator, atDeath)));
      const plain = asksAgain ? inputs : {};
      const next = await runWith(simulator, shelf, plain);
      expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
      expect(next.exitCode).toBe(0);
      const { current, pending } = await shelf.store.read();
      expect(current?.document.DFNS_AUTH_TOKEN).toBe(next.outputs.token);
      expect(await works(simulator, current?.document)).toBe(true);
      expect(pending).toBeUndefined();
      // A rotated account keeps working for a day; of everything else there is one.
      const succeeds = inputs.mode === 'rotate' || inputs['renew-before-days'] !== undefined;
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
  cupboard: Cupboard,
  play: (simulator: Simulator, shelf: Shelf, inputs: Inputs) => Promise<T>,
): Promise<T> {
  const [simulator, shelf] = await Promise.all([startSimulator(), cupboard.shelf()]);
  try {
    return await play(simulator, shelf, await story.arrange(simulator, shelf));
  } finally {
    await Promise.all([simulator.close(), shelf.close()]);
  }
}
