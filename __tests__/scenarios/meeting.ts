import type { ChildProcess } from 'node:child_process';
import type { ActionRun } from '../support/run-action.js';
import type { Watched } from './dying.js';

/** Which request, to Dfns or to the store. */
export interface Point {
  readonly method: string;
  readonly path: RegExp;
  readonly moment: 'before' | 'after';
}

interface Request {
  readonly method: string;
  readonly path: string;
}

/** Holds the next request that fits until it is let go. */
export function hold(place: Watched, point: Point): { reached: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    place.onRequest = async (moment, request) => {
      if (!fits(point, moment, request)) return;
      place.onRequest = undefined;
      resolve();
      await released;
    };
  });
  return { reached, release };
}

/** Plays a run and kills it at the next request that fits. */
export async function killedAt(
  place: Watched,
  point: Point,
  play: (options: { onSpawn: (child: ChildProcess) => void }) => Promise<ActionRun>,
): Promise<void> {
  let child: ChildProcess | undefined;
  place.onRequest = async (moment, request) => {
    if (!child || !fits(point, moment, request)) return;
    place.onRequest = undefined;
    child.kill('SIGKILL');
    await new Promise((resolve) => child?.once('exit', resolve));
  };
  const dead = await play({
    onSpawn: (spawned) => {
      child = spawned;
    },
  });
  expect(dead.signal).toBe('SIGKILL');
}

function fits({ method, path, moment }: Point, now: string, request: Request): boolean {
  return now === moment && request.method === method && path.test(request.path);
}
