import { type Simulator, startSimulator } from '../../simulator/index.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import type { ActionRun } from '../support/run-action.js';
import { countRequests, type Death, dying, type Way } from './dying.js';
import { inParallel, upTo } from './in-parallel.js';
import { begin, end, inRun, ownName } from './job.js';
import { accountNames, liveAccounts, simulate } from './scene.js';
import { secretsOf } from './stories.js';

const ways: readonly Way[] = [
  { moment: 'after', signal: 'SIGKILL' },
  { moment: 'before', signal: 'SIGKILL' },
  { moment: 'after', signal: 'SIGTERM' },
  { moment: 'before', signal: 'SIGINT' },
];

/** In the longer story, and in the post step, the other two add nothing. */
const plain = ways.filter(({ moment }) => moment === 'after');

const stories: { name: string; ways: readonly Way[]; arrange: (simulator: Simulator) => void }[] = [
  { name: 'an ephemeral account', ways, arrange: () => undefined },
  {
    name: 'one whose creation is answered only the second time',
    ways: plain,
    arrange: (simulator) => simulator.inject({ method: 'POST', path: '/auth/service-accounts', kind: 'cut-after' }),
  },
];

describe.each(stories)('The main step of $name', ({ arrange, ways }) => {
  test.each(ways)(
    'ended by $signal $moment any request: post leaves nothing',
    async (way) => {
      const last = await onStage(async (simulator) => {
        arrange(simulator);
        return countRequests([simulator], () => begin(simulator));
      });
      await inParallel(upTo(last), 6, (at) =>
        onStage(async (simulator) => {
          arrange(simulator);
          const main = await dying([simulator], { ...way, at }, (options) => begin(simulator, {}, options));
          const post = await end(simulator, main);
          expectGone(simulator, [main, post], { ...way, at });
        }),
      );
    },
    300_000,
  );
});

test('A job that is cancelled leaves nothing, and its post step neither', async () => {
  const simulator = await simulate();
  const cancelling = new AbortController();
  simulator.onRequest = (moment, { method, path }) => {
    if (moment === 'after' && method === 'POST' && path === '/auth/service-accounts') cancelling.abort();
  };
  const main = await begin(simulator, {}, { signal: cancelling.signal });
  expect(main.exitCode).toBe(1);
  simulator.onRequest = undefined;
  const post = await end(simulator, main);
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(accountNames(simulator)).toEqual([]);
});

describe('The post step', () => {
  test.each(plain)(
    'ended by $signal $moment any request: the next run sweeps what it left',
    async (way) => {
      const last = await onStage(async (simulator) => {
        const main = await begin(simulator);
        return countRequests([simulator], () => end(simulator, main));
      });
      await inParallel(upTo(last), 6, (at) =>
        onStage(async (simulator) => {
          const main = await begin(simulator);
          const post = await dying([simulator], { ...way, at }, (options) => end(simulator, main, {}, options));
          if (accountNames(simulator).length > 0 && !post.signal) expect(post.exitCode).toBe(1);
          for (const account of liveAccounts(simulator.organisation)) {
            Object.assign(account, { dateCreated: new Date(Date.now() - 25 * 3_600_000).toISOString() });
          }
          const next = await begin(simulator, {}, inRun('1234568'));
          expect(next.exitCode).toBe(0);
          await end(simulator, next, {}, inRun('1234568'));
          expectGone(simulator, [main, post, next], { ...way, at });
        }),
      );
    },
    300_000,
  );
});

function expectGone(simulator: Simulator, runs: ActionRun[], { at, moment, signal }: Death): void {
  const secrets = runs.flatMap(secretsOf);
  for (const run of runs) expectNoLeak(run, secrets);
  const errors = runs.at(-1)?.annotations.filter(({ level }) => level === 'error');
  expect({ at, moment, signal, left: accountNames(simulator), errors }).toEqual({
    at,
    moment,
    signal,
    left: [],
    errors: [],
  });
  const states = runs.flatMap(({ state }) => Object.values(state)).join();
  expect(states === '' || states.includes(ownName)).toBe(true);
}

async function onStage<T>(play: (simulator: Simulator) => Promise<T>): Promise<T> {
  const simulator = await startSimulator();
  try {
    return await play(simulator);
  } finally {
    await simulator.close();
  }
}
