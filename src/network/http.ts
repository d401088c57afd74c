import { exchangeWithin } from './exchange.js';
import type { HttpResponse, NetworkOptions, Send } from './message.js';
import { NoResponse } from './no-response.js';
import { isTransient, type RetryPolicy, retry, retryAfter, type Sleep, type TransientFailure } from './retry.js';
import { sleep as pause } from './sleep.js';

export type { HttpRequest, HttpResponse, NetworkOptions, Send } from './message.js';
export { NoResponse };

/** No request takes longer, in milliseconds, unless the caller sets another deadline. */
const DEADLINE = 10_000;
/** No response of a store is longer, in bytes: the largest secret that any provider keeps is 64 KB. Other limits are set by the caller. */
const RESPONSE_LIMIT = 1_048_576;
/** A request that may be repeated is tried so often. */
const ATTEMPTS = 3;

/** What requests are sent with, where a test plays the sockets and the timers. */
export interface Wire {
  readonly exchange?: Send;
  readonly sleep?: Sleep;
  readonly random?: () => number;
}

/**
 * Makes the one function that sends requests, for Dfns, every store, the clouds' own clients and GitHub: with a deadline for each request,
 * a limit for each response, the runner's proxy, no redirect, and retries of what may be repeated.
 */
export function createSender(options: NetworkOptions, wire: Wire = {}): Send {
  const { signal, deadline = DEADLINE, limit = RESPONSE_LIMIT } = options;
  const { exchange = exchangeWithin({ ...options, deadline, limit }), sleep = pause, random = () => 0.5 } = wire;
  const policy: RetryPolicy<HttpResponse> = {
    attempts: ATTEMPTS,
    firstPause: deadline / 50,
    longestPause: deadline / 2,
    // An aborted pause ends early: the next attempt then says that the run was ended.
    sleep: (milliseconds) => sleep(milliseconds, signal).catch(() => undefined),
    random,
    transient,
  };
  return async (request) => {
    if (!request.repeatable) return exchange(request);
    try {
      return await retry(async () => refuseTransient(await exchange(request)), policy);
    } catch (error) {
      if (error instanceof TransientResponse) return error.response;
      throw error;
    }
  };
}

/** A response whose status can be another at the next attempt; the last one is a response like any other. */
class TransientResponse extends Error {
  constructor(readonly response: HttpResponse) {
    super(`HTTP ${response.status}`);
  }
}

function refuseTransient(response: HttpResponse): HttpResponse {
  if (isTransient(response.status)) throw new TransientResponse(response);
  return response;
}

function transient(error: unknown): TransientFailure | undefined {
  if (error instanceof TransientResponse) return { retryAfter: retryAfter(error.response.headers) };
  return error instanceof NoResponse && isTransient(error.code) ? {} : undefined;
}

/**
 * The response as a JSON object. The page of a gateway with status 200 is refused: read as a response, it would mean that nothing is kept.
 * @throws NoResponse `NO_JSON` where a success holds something else; of a refusal the status says enough
 */
export function json(
  response: HttpResponse,
  parse: (text: string) => unknown = JSON.parse,
): Readonly<Record<string, unknown>> {
  const { status, body } = response;
  if (body.length === 0) return {};
  try {
    const value = parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Handled below.
  }
  if (status >= 200 && status < 300) throw new NoResponse('NO_JSON', response.host);
  return {};
}
