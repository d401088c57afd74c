import { type HttpResponse, NoResponse } from '../network/http.js';
import { retryAfter } from '../network/retry.js';
import type { World } from '../world.js';
import { checkAnswer } from './challenge-responses.js';
import type { Clock } from './clock.js';
import { DfnsFault, type FaultKind } from './fault.js';
import type { Pace } from './pace.js';

/** What `@dfns/sdk` hands to its `fetch`. */
export interface SdkRequest {
  readonly method?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string;
}

/** What `@dfns/sdk` reads of a response. */
export interface SdkResponse {
  readonly ok: true;
  readonly status: number;
  json(): Promise<unknown>;
}

export type Transport = (resource: URL, request: SdkRequest) => Promise<SdkResponse>;

export interface TransportOptions {
  readonly world: World;
  /** Without a slash at its end; may have a path before Dfns's own. */
  readonly apiUrl: string;
  /** Aborted when the run's time is up or it was cancelled. */
  readonly signal: AbortSignal;
  /** Milliseconds that one request may take, its answer included. */
  readonly requestDeadline: number;
  /** Learns from each answer what time it is. */
  readonly clock: Clock;
  /** Of a run with many requests; absent where none has to wait for another. */
  readonly pace?: Pace | undefined;
  /** Whether these requests take back what was done: they do not wait for their turn. */
  readonly isUrgent?: boolean;
}

const userAgent = 'dfns-service-account-action';
/** An organisation of 10,000 accounts answers with about 10 MB; beyond this an answer is a fault. */
const largestAnswer = 16 * 1024 * 1024;

/**
 * Makes the `fetch` that the SDK uses (see shims/README.md), with a bound on every answer, and no redirect, since a signed request must
 * not travel on. It never retries: only who knows what a request does can. It returns answers that keep the contract and throws a
 * {@link DfnsFault} for all others.
 */
export function createTransport(options: TransportOptions): Transport {
  const { world, apiUrl, signal, requestDeadline, clock, pace, isUrgent } = options;
  const send = world.connect({ signal, deadline: requestDeadline, limit: largestAnswer });
  return async (resource, request) => {
    const method = request.method ?? 'GET';
    // The SDK drops a path that the base URL has; the signature covers Dfns's own path alone.
    const path = resource.pathname;
    const { body } = request;
    if (pace) await pace.turn(isUrgent);
    const sentAt = pace && world.now();
    try {
      const response = await send({
        method,
        url: apiUrl + path + resource.search,
        headers: headersOf(request),
        ...(body !== undefined && { body }),
        repeatable: false,
      });
      if (pace && sentAt !== undefined)
        pace.learn(response.status, sentAt, retryAfter(response.headers, clock.now().getTime()));
      return judge(method, path, response, clock);
    } catch (error) {
      throw faultOf(error, method, path, requestDeadline);
    }
  };
}

function headersOf({ headers = {} }: SdkRequest): Record<string, string> {
  const given = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined);
  return { accept: 'application/json', 'user-agent': userAgent, ...Object.fromEntries(given) };
}

class UnusableAnswer extends Error {}

/** Reads a response by its status and the contract; sends nothing. */
function judge(
  method: string,
  path: string,
  { status, headers, body: bytes }: HttpResponse,
  clock: Clock,
): SdkResponse {
  const body = bytes.toString('utf8');
  const message = apiMessage(body);
  // A gateway or a proxy that refuses speaks HTML; that says nothing of a token or a permission.
  if (status >= 400 && status < 500 && status !== 401 && status !== 429 && message === undefined) {
    throw new UnusableAnswer(`the answer (HTTP ${status}) is not one of Dfns`);
  }
  if (status >= 400) {
    if (message !== undefined) clock.learn(headers);
    const milliseconds = retryAfter(headers, clock.now().getTime());
    throw new DfnsFault(message ?? `HTTP ${status}`, {
      kind: 'status',
      method,
      path,
      status,
      ...(milliseconds !== undefined && { retryAfter: milliseconds }),
      mayHaveActed: status >= 500 || status === 408,
    });
  }
  if (status >= 300) throw new UnusableAnswer(`the answer is a redirect (HTTP ${status}), which is not followed`);
  const answer = parse(body, status);
  const complaint = checkAnswer(method, path, status, answer);
  if (complaint) throw new UnusableAnswer(complaint);
  // A gateway's page or a captive portal says nothing of Dfns's time.
  clock.learn(headers);
  return { ok: true, status, json: async () => answer };
}

/** An empty body is an empty object: archive and revoke answer 204, or 200 with nothing (docs/dfns-api.md, 1.5). */
function parse(body: string, status: number): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new UnusableAnswer(`the answer (HTTP ${status}) is not JSON`);
  }
}

/** The message of Dfns's error body, `{error:{message}}` or `{message}` (docs/dfns-api.md, 4): text from outside. */
function apiMessage(body: string): string | undefined {
  try {
    const { error, message } = JSON.parse(body);
    const text: unknown = error?.message ?? message;
    return typeof text === 'string' && text !== '' ? text : undefined;
  } catch {
    return undefined;
  }
}

function faultOf(error: unknown, method: string, path: string, deadline: number): unknown {
  const fault = (kind: FaultKind, message: string, mayHaveActed = true, isLasting = false) =>
    new DfnsFault(message, { kind, method, path, mayHaveActed, isLasting });
  if (error instanceof UnusableAnswer) return fault('answer', error.message);
  if (!(error instanceof NoResponse)) return error;
  switch (error.code) {
    case 'ABORTED':
      return fault('aborted', 'the run was ended');
    case 'DEADLINE':
      return fault('deadline', `no answer within ${deadline / 1000} seconds${error.why ? `: ${error.why}` : ''}`);
    case 'TOO_LARGE':
      return fault('answer', `the answer is larger than ${largestAnswer / 1024 / 1024} MB`);
    default:
      // What a proxy kept back never reached Dfns.
      if (error.why) return fault('connection', error.why, false, error.code === 'PROXY');
      return fault('connection', `the connection failed (${error.code})`, !neverSent.includes(error.code));
  }
}

const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
