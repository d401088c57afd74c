/** Broken connections that can be gone at the next attempt. A host name that does not resolve and a refused certificate stay. */
const TRANSIENT_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'BROKEN',
  'DEADLINE',
  'PROXY_429',
  'PROXY_502',
  'PROXY_503',
  'PROXY_504',
]);

/** Whether a failure can be gone at the next attempt: by the status of a response, or by the code of a broken connection. */
export function isTransient(failure: number | string): boolean {
  if (typeof failure === 'string') return TRANSIENT_CODES.has(failure);
  return failure === 408 || failure === 425 || failure === 429 || failure >= 500;
}

/**
 * How long a server asks to wait, in milliseconds; `undefined` where it does not say.
 * @param now the time to compare a date with, where the response has no `Date` of its own
 */
export function retryAfter(
  { 'retry-after': asked, date = '' }: Readonly<Record<string, string>>,
  now?: number,
): number | undefined {
  if (asked === undefined) return undefined;
  if (/^\d+$/.test(asked)) return Number(asked) * 1_000;
  const milliseconds = Date.parse(asked) - (Date.parse(date) || (now ?? Number.NaN));
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/** Rejects where the signal is aborted before the time is over. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export interface TransientFailure {
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined;
  /** Whether the server may have acted on the request. */
  readonly mayHaveActed?: boolean;
}

export interface RetryPolicy<T> {
  /** How often a call is made at the most. */
  readonly attempts: number;
  /** The first pause in milliseconds; each later one is three times as long, a quarter more or less. */
  readonly firstPause: number;
  /** No pause is longer, whatever the server asks for: the run has a deadline too. */
  readonly longestPause: number;
  readonly sleep: Sleep;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  /** @returns `undefined` for a failure that will be the same at the next attempt */
  transient(error: unknown): TransientFailure | undefined;
  /**
   * Asked before the next attempt, where the server may have acted on the last one.
   * @returns the result of the call if the server did; `undefined` if the call can be made again
   */
  readonly alreadyDone?: (() => Promise<T | undefined>) | undefined;
}

/** Makes a call, and makes it again after a transient failure. @throws the last error */
export async function retry<T>(call: () => Promise<T>, policy: RetryPolicy<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const failure = attempt < policy.attempts ? policy.transient(error) : undefined;
      if (failure === undefined) throw error;
      const isAborted = await pause(attempt, failure, policy);
      if (isAborted) throw error;
      const done = failure.mayHaveActed ? await policy.alreadyDone?.() : undefined;
      if (done !== undefined) return done;
    }
  }
}

/** @returns whether the run was ended meanwhile */
async function pause<T>(
  attempt: number,
  { retryAfter: asked }: TransientFailure,
  { firstPause, longestPause, random, sleep, signal }: RetryPolicy<T>,
): Promise<boolean> {
  const growing = firstPause * 3 ** (attempt - 1) * (0.75 + random() / 2);
  try {
    await sleep(Math.min(asked ?? growing, longestPause), signal);
    return false;
  } catch {
    return true;
  }
}
