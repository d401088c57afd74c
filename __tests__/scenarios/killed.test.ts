import type { ChildProcess } from 'node:child_process';
import { type Simulator, startSimulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { inParallel, upTo } from './in-parallel.js';
import { type Cupboard, openCupboard, runWith, type Shelf, works } from './kept.js';
import { accountNames, type Inputs, provisioned } from './scene.js';

const servers = pythonServers();

/** How a run dies: at which moment of a request, and by which signal. */
const ways = [
  { moment: 'after', signal: 'SIGKILL' },
  { moment: 'before', signal: 'SIGKILL' },
  { moment: 'after', signal: 'SIGTERM' },
  { moment: 'before', signal: 'SIGTERM' },
] as const;
type Way = (typeof ways)[number];

interface Story {
  readonly name: string;
  /** Brings the organisation and the store to where the run begins. */
  arrange(simulator: Simulator, shelf: Shelf): Promise<Inputs>;
}

const stories: readonly Story[] = [
  { name: 'a first run', arrange: async () => ({}) },
  {
    name: 'a repair',
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
    async arrange(simulator, shelf) {
      const { token } = await kept(simulator, shelf);
      simulator.organisation.expireToken(token);
      return { 'on-lost-token': 'replace' };
    },
  },
  {
    name: 'a rotation',
    async arrange(simulator, shelf) {
      await kept(simulator, shelf);
      return { mode: 'rotate' };
    },
  },
];

/** An account whose credential is in the store, as an earlier run leaves both. */
async function kept(simulator: Simulator, shelf: Shelf) {
  const { account, role, token, privateKey } = provisioned(simulator);
  const document = {
    DFNS_API_URL: simulator.apiUrl,
    DFNS_ORG_ID: simulator.orgId,
    DFNS_SERVICE_ACCOUNT_ID: account.userId,
    DFNS_CRED_ID: account.credentials[0]?.credentialId ?? '',
    DFNS_PRIVATE_KEY: privateKey,
    DFNS_AUTH_TOKEN: token,
    DFNS_TOKEN_EXPIRES_AT: new Date(Math.floor(Date.parse(account.expiresAt) / 1000) * 1000).toISOString(),
  };
  await shelf.store.putCurrent(document, undefined);
  return { account, role, token };
}

const atOnce = 6;

(servers ? describe : describe.skip).each(READABLE)(
  'With the credential in $name, a run that is killed at any request',
  (provider) => {
    let cupboard: Cupboard;

    beforeAll(async () => {
      if (servers) cupboard = await openCupboard(provider, servers);
    }, 60_000);
    afterAll(() => cupboard.stop());

    // Every provider is walked by the two plain deaths; those in between, before the server acts, add nothing that differs by provider.
    const deaths = provider.name === 'Vault' ? ways : ways.filter(({ moment }) => moment === 'after');

    describe.each(stories)('of $name', (story) => {
      test.each(deaths)(
        'by $signal $moment the server acted, leaves what the next plain run puts in order',
        async (way) => {
          const last = await countRequests(story, cupboard);
          await inParallel(upTo(last), atOnce, (at) => survives(story, cupboard, { ...way, at }));
        },
        300_000,
      );
    });
  },
);

async function countRequests(story: Story, cupboard: Cupboard): Promise<number> {
  return onStage(story, cupboard, async (simulator, shelf, inputs) => {
    const before = simulator.requests.length + shelf.requests.length;
    await runWith(simulator, shelf, inputs);
    return simulator.requests.length + shelf.requests.length - before;
  });
}

async function survives(story: Story, cupboard: Cupboard, death: Way & { at: number }): Promise<void> {
  await onStage(story, cupboard, async (simulator, shelf, inputs) => {
    try {
      const workedBefore = await works(simulator, (await shelf.store.read()).current?.document);
      const killed = await runAndDie(simulator, shelf, inputs, death);
      const atDeath = (await shelf.store.read()).current?.document;
      if (workedBefore) expect(await works(simulator, atDeath)).toBe(true);
      expect(accountNames(simulator).filter((name) => name === 'backend').length).toBeLessThanOrEqual(1);

      // A plain run: whoever was replacing a lost token had that token lost before, and may have to say so again.
      const plain = death.signal && inputs['on-lost-token'] && !(await works(simulator, atDeath)) ? inputs : {};
      const next = await runWith(simulator, shelf, plain);
      expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
      expect(next.exitCode).toBe(0);
      const { current, pending } = await shelf.store.read();
      expect(current?.document.DFNS_AUTH_TOKEN).toBe(next.outputs.token);
      expect(await works(simulator, current?.document)).toBe(true);
      expect(pending).toBeUndefined();
      // A rotated account keeps working for a day; of everything else there is one.
      const isInGrace = (name: string) => inputs.mode === 'rotate' && /^backend-retired-2/.test(name);
      expect(accountNames(simulator).filter((name) => !isInGrace(name))).toEqual(['backend']);
      expect(accountNames(simulator).length).toBeLessThanOrEqual(2);
      for (const run of [killed, next])
        expectNoLeak(run, [next.outputs.token ?? '', current?.document.DFNS_PRIVATE_KEY ?? '']);
    } catch (error) {
      throw new Error(`${death.signal} ${death.moment} request ${death.at}: ${(error as Error).message}`);
    }
  });
}

/** Runs, and kills the run at its `at`-th request, to Dfns or to the store; the server's answer waits until it is dead or done. */
async function runAndDie(
  simulator: Simulator,
  shelf: Shelf,
  inputs: Inputs,
  { at, moment, signal }: Way & { at: number },
) {
  let child: ChildProcess | undefined;
  const order = new Map<object, number>();
  const onRequest = async (now: 'before' | 'after', request: object) => {
    if (now === 'before') order.set(request, order.size + 1);
    if (now !== moment || order.get(request) !== at || !child) return;
    child.kill(signal);
    // Its sockets end with it; after SIGTERM it needs the answer, or at least the time, to undo what it did.
    if (signal === 'SIGKILL') await new Promise((resolve) => child?.once('exit', resolve));
  };
  simulator.onRequest = onRequest;
  shelf.onRequest = onRequest;
  const killed = await runWith(simulator, shelf, inputs, { onSpawn: (spawned: ChildProcess) => (child = spawned) });
  simulator.onRequest = undefined;
  shelf.onRequest = undefined;
  expect(order.size).toBeGreaterThanOrEqual(at);
  if (signal === 'SIGKILL') expect(killed.signal).toBe('SIGKILL');
  return killed;
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
