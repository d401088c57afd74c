import type { World } from '../world.js';
import { DfnsFault } from './fault.js';

const attempts = 4;

export interface AttemptOptions<T> {
  readonly signal: AbortSignal;
  readonly world: Pick<World, 'sleep' | 'random'>;
  /**
   * Asked after an attempt that the server may have acted upon, before the next one: has it? Returns what it made of it, or
   * `undefined` where it did nothing and the call can be made again.
   */
  readonly look?: () => Promise<T | undefined>;
}

/**
 * Makes a call, and makes it again after a fault that can pass: up to four times, waiting as long as the server asks or a growing
 * moment. A signed call is made anew from its challenge on, since a challenge and a user action serve once.
 * @throws DfnsFault the last one
 */
export async function attempt<T>(call: () => Promise<T>, options: AttemptOptions<T>): Promise<T> {
  const { look } = options;
  for (let number = 1; ; number++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof DfnsFault) || !error.isPassing || number === attempts) throw error;
      await pause(error, number, options);
      if (look && actedUpon(error)) {
        const found = await look();
        if (found !== undefined) return found;
      }
    }
  }
}

/** Whether the server may have done what was asked: not where the signing of it already failed. */
export function actedUpon(fault: DfnsFault): boolean {
  return fault.mayHaveActed && !fault.path.startsWith('/auth/action');
}

/** A longer one fires at once. */
const longestTimer = 2 ** 31 - 1;

async function pause(fault: DfnsFault, number: number, { signal, world }: AttemptOptions<unknown>): Promise<void> {
  const growing = 250 * 3 ** (number - 1) * (0.75 + world.random() / 2);
  const milliseconds = fault.retryAfter === undefined ? growing : Math.min(fault.retryAfter * 1000, longestTimer);
  try {
    await world.sleep(milliseconds, signal);
  } catch {
    throw fault;
  }
}
