import { createPace, type Pace } from '../../src/dfns/pace.js';

interface Asked {
  readonly at: number;
  readonly isRefused: boolean;
}

/** A time that moves when all wait for it. */
function playedTime() {
  const waiting = new Map<number, (() => void)[]>();
  let time = 0;
  return {
    now: () => time,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => {
        const at = time + Math.max(milliseconds, 0);
        waiting.set(at, [...(waiting.get(at) ?? []), wake]);
      }),
    async run(isOver: () => boolean) {
      while (!isOver()) {
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        if (waiting.size === 0) continue;
        time = Math.min(...waiting.keys());
        const woken = waiting.get(time) ?? [];
        waiting.delete(time);
        for (const wake of woken) wake();
      }
    },
  };
}

/** Dfns counts by the minute from the first request on, and refuses what is more. */
function limiter(limit: number, now: () => number) {
  let window = { start: Number.NEGATIVE_INFINITY, count: 0 };
  return () => {
    if (now() - window.start >= 60_000) window = { start: now(), count: 0 };
    window.count += 1;
    if (window.count <= limit) return undefined;
    return Math.ceil((window.start + 60_000 - now()) / 1000) * 1000;
  };
}

/** Sends so many requests through the gate, as many at once as it says, each answered after 100 ms, again where it was refused. */
async function sent(count: number, limit: number, runs = 1) {
  const time = playedTime();
  const paces = Array.from({ length: runs }, () => createPace(time, new AbortController().signal));
  const ask = limiter(limit, time.now);
  const asked: Asked[] = [];
  const refusals: number[] = [];
  let [begun, done] = [0, 0];
  const send = async (pace: Pace, number: number): Promise<void> => {
    for (;;) {
      await pace.turn();
      const at = time.now();
      await time.sleep(50);
      const retryAfter = ask();
      await time.sleep(50);
      asked.push({ at, isRefused: retryAfter !== undefined });
      pace.learn(retryAfter === undefined ? 200 : 429, at, retryAfter);
      if (retryAfter === undefined) return;
      refusals[number] = (refusals[number] ?? 0) + 1;
      await time.sleep(retryAfter);
    }
  };
  const fill = (pace: Pace, busy = { count: 0 }) => {
    while (begun < count && busy.count < pace.width) {
      busy.count++;
      void send(pace, begun++).then(() => {
        busy.count--;
        done++;
        fill(pace, busy);
      });
    }
  };
  for (const pace of paces) fill(pace);
  await time.run(() => done === count);
  const perMinute = (count / time.now()) * 60_000;
  return { asked, refusals, perMinute, seconds: time.now() / 1000 };
}

describe('The pace of a run', () => {
  test('lets what fits into a minute through at once', async () => {
    const { seconds } = await sent(900, 1_000);
    expect(seconds).toBeLessThan(5);
  });

  test('uses at least nine tenths of what an organisation may ask, and is never refused', async () => {
    const { perMinute, refusals } = await sent(5_000, 1_000);
    expect(refusals).toEqual([]);
    expect(perMinute).toBeGreaterThan(900);
  });

  test('finds the limit of a trial by being refused, each request once at the most', async () => {
    const { perMinute, refusals } = await sent(1_500, 100);
    expect(Math.max(...Object.values(refusals))).toBe(1);
    expect(perMinute).toBeGreaterThan(90);
  });

  test('is shared by the jobs of a matrix, which do not know of each other', async () => {
    const { perMinute } = await sent(8_000, 1_000, 4);
    expect(perMinute).toBeGreaterThan(900);
  });

  test('does not let what takes something back wait, and counts it', () => {
    const time = playedTime();
    const pace = createPace(time, new AbortController().signal);
    for (let request = 0; request < 2_000; request++) expect(pace.turn(true)).toBeUndefined();
    expect(pace.turn()).toBeInstanceOf(Promise);
  });

  test('lets everybody through where the run has ended, who learn it from their request', async () => {
    const time = playedTime();
    const ended = new AbortController();
    const pace = createPace(
      {
        now: time.now,
        sleep: () =>
          new Promise((_, reject) => ended.signal.addEventListener('abort', () => reject(new Error('aborted')))),
      },
      ended.signal,
    );
    pace.learn(429, 0, 60_000);
    const turns = [pace.turn(), pace.turn()];
    ended.abort();
    await expect(Promise.all(turns)).resolves.toEqual([undefined, undefined]);
  });
});
