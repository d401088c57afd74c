import { retry } from '../network/retry.js';
import type { World } from '../world.js';
import { DfnsFault } from './fault.js';

const ATTEMPTS = 4;
const FIRST_PAUSE = 250;
/** Dfns counts requests by the minute. A server that asks for more, a proxy for example, is asked again after that. */
const LONGEST_PAUSE = 60_000;

export interface RetryOptions<T> {
  readonly signal: AbortSignal;
  readonly world: Pick<World, 'sleep' | 'random'>;
  /**
   * Asked before the next attempt, where the server may have acted on the last one.
   * @returns the result of the call if the server did; `undefined` if the call can be made again
   */
  readonly alreadyDone?: (() => Promise<T | undefined>) | undefined;
}

/**
 * Makes a call to Dfns, and makes it again after a transient failure. A signed call is made anew from its challenge on, since a
 * challenge and a user action serve once.
 * @throws DfnsFault the last one
 */
export function retryCall<T>(call: () => Promise<T>, options: RetryOptions<T>): Promise<T> {
  const { signal, world, alreadyDone } = options;
  return retry(call, {
    attempts: ATTEMPTS,
    firstPause: FIRST_PAUSE,
    longestPause: LONGEST_PAUSE,
    sleep: world.sleep,
    random: world.random,
    signal,
    transient: (error) =>
      error instanceof DfnsFault && error.isTransient
        ? { retryAfter: error.retryAfter, mayHaveActed: actedUpon(error) }
        : undefined,
    alreadyDone,
  });
}

/** Whether the server may have done what was asked: not where the signing of it already failed. */
function actedUpon(fault: DfnsFault): boolean {
  return fault.mayHaveActed && !fault.path.startsWith('/auth/action');
}
