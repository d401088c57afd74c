import { exchangeWithin } from './exchange.js';
import type { Connection, HttpResponse, Send } from './message.js';
import { NoResponse } from './no-response.js';
import { afterPause, isTransient, type Sleep } from './retry.js';

export type { Connection, HttpRequest, HttpResponse, Send } from './message.js';
export { NoResponse };

/** No request takes longer, in milliseconds, unless the connection says otherwise. */
const DEADLINE = 10_000;
/** No response of a store is longer, in bytes: the largest secret that any provider keeps is 64 KB. Other connections say otherwise. */
const RESPONSE_LIMIT = 1_048_576;
/** A request that may be repeated is tried so often. */
const TRIES = 3;

/** What the door stands on: sockets and timers, unless a test plays both. */
export interface Wire {
  readonly exchange?: Send;
  readonly sleep?: Sleep;
}

/**
 * The one door to the network, for Dfns, every store, the clouds' own clients included, and GitHub: a deadline for each request, a limit
 * for each response, the runner's proxy, no redirect, and retries of what may be repeated (408, 429, 5xx and a broken connection).
 */
export function connect(connection: Connection, wire: Wire = {}): Send {
  const { signal, deadline = DEADLINE, limit = RESPONSE_LIMIT } = connection;
  const { exchange = exchangeWithin({ ...connection, deadline, limit }), sleep } = wire;
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === TRIES || !request.repeatable;
      try {
        const response = await exchange(request);
        if (last || !isTransient(response.status)) return response;
        await afterPause({ attempt, deadline, retryAfter: response.headers['retry-after'] }, signal, sleep);
      } catch (error) {
        if (last || !(error instanceof NoResponse) || !isTransient(error.code)) throw error;
        await afterPause({ attempt, deadline }, signal, sleep);
      }
    }
  };
}

/**
 * The response as a JSON object. The page of a gateway that says 200 is no answer: read as one, it would say that nothing is kept.
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
    // Told below.
  }
  if (status >= 200 && status < 300) throw new NoResponse('NO_JSON', response.host);
  return {};
}

/** Waits for all, then throws the first error: where one fails, no other is still on its way when the caller hears of it. */
export async function together<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
