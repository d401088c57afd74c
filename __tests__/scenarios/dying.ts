import type { ChildProcess } from 'node:child_process';
import type { ActionRun } from '../support/run-action.js';

/** How a run is ended: at which request, before or after the server acts on it, and by which signal. */
export interface Death {
  readonly at: number;
  readonly moment: 'before' | 'after';
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT';
}

export type Way = Omit<Death, 'at'>;

/** Where requests can be watched: the simulator, or the way to a store or to GitHub. */
export interface Watched {
  onRequest?: ((moment: 'before' | 'after', request: never) => void | Promise<void>) | undefined;
}

/**
 * Plays a step and ends it at its `at`-th request to any of the places. The server's answer waits until a killed process is gone; after
 * SIGTERM the process needs the answer, or at least the time, to undo what it did.
 */
export async function dying(
  places: readonly Watched[],
  { at, moment, signal }: Death,
  play: (options: { onSpawn: (child: ChildProcess) => void }) => Promise<ActionRun>,
): Promise<ActionRun> {
  let child: ChildProcess | undefined;
  const order = new Map<object, number>();
  const onRequest = async (now: 'before' | 'after', request: object) => {
    if (now === 'before') order.set(request, order.size + 1);
    if (now !== moment || order.get(request) !== at || !child) return;
    child.kill(signal);
    if (signal === 'SIGKILL') await new Promise((resolve) => child?.once('exit', resolve));
  };
  for (const place of places) place.onRequest = onRequest;
  const dead = await play({
    onSpawn: (spawned) => {
      child = spawned;
    },
  });
  for (const place of places) place.onRequest = undefined;
  expect(order.size).toBeGreaterThanOrEqual(at);
  if (signal === 'SIGKILL') expect(dead.signal).toBe('SIGKILL');
  return dead;
}

/** How many requests a step makes to all of the places. */
export async function countRequests(
  places: readonly { readonly requests: readonly unknown[] }[],
  play: () => Promise<unknown>,
): Promise<number> {
  const made = () => places.reduce((sum, { requests }) => sum + requests.length, 0);
  const before = made();
  await play();
  return made() - before;
}

/** Says of a failed expectation at which death it failed. */
export async function at({ signal, moment, at: number }: Death, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${signal} ${moment} request ${number}: ${(error as Error).message}`);
  }
}
