import { randomBytes } from 'node:crypto';
import { generateKeyPair } from '../../src/core/key-pair.js';
import { createSender } from '../../src/network/http.js';
import type { Sleep } from '../../src/network/retry.js';
import type { World } from '../../src/world.js';

/** How many times faster a pause passes than its clock says. */
const haste = 20;
/** Where two runs meet, who gives way to whom is a matter of time, and of what the machine can do in it. */
const hasteWhereMet = 4;

export interface Haste {
  /** Whether another run works on the same organisation. */
  isMet?(): boolean;
}

interface Timer {
  readonly due: number;
  readonly ring: () => void;
}

/**
 * The world of a run in this process: sockets, keys and randomness are real; a pause takes a part of its time, and the run's clock
 * and timers go on by the rest of it. What others do meanwhile still has its turn.
 */
export function hastyWorld(environment: World['environment'], { isMet = () => false }: Haste = {}): World {
  const timers = new Set<Timer>();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const passUntil = (time: number) => {
    ahead = Math.max(ahead, time - Date.now());
    for (const timer of [...timers].filter(({ due }) => due <= now())) timer.ring();
  };
  const sleep: Sleep = async (milliseconds, signal) => {
    const end = now() + milliseconds;
    await pause(Math.ceil(milliseconds / (isMet() ? hasteWhereMet : haste)), signal);
    passUntil(end);
  };
  return {
    environment,
    now,
    sleep,
    timer(milliseconds, work) {
      const ring = () => {
        stop();
        work();
      };
      const stop = () => {
        clearTimeout(real);
        timers.delete(timer);
      };
      const real = setTimeout(ring, milliseconds);
      const timer = { due: now() + milliseconds, ring };
      timers.add(timer);
      return stop;
    },
    random: Math.random,
    randomBytes,
    generateKeyPair,
    connect: (options) => createSender(options, { random: Math.random, sleep }),
    meanwhile: (work) => void Promise.resolve().then(work),
    onCancel: () => undefined,
    onStray: () => undefined,
  };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    if (signal?.aborted) aborted();
    else signal?.addEventListener('abort', aborted, { once: true });
  });
}
