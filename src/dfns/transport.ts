import type { ClientRequest, RequestOptions } from 'node:http';
import { getProxyUrl } from '@actions/http-client/lib/proxy';
import { checkAnswer } from './answers.js';
import { DfnsFault } from './fault.js';

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
  /** Without a slash at its end; may have a path before Dfns's own. */
  readonly apiUrl: string;
  /** Aborted when the run's time is up or it was cancelled. */
  readonly signal: AbortSignal;
  /** Milliseconds that one request may take, its answer included. */
  readonly requestDeadline: number;
}

const userAgent = 'dfns-service-account-action';
/** An organisation of 10,000 accounts answers with about 10 MB; beyond this an answer is a fault. */
const largestAnswer = 16 * 1024 * 1024;

/**
 * Makes the `fetch` that the SDK uses (see shims/README.md): proxies of the environment, a deadline for every request, a bound on
 * every answer, and no redirect, since a signed request must not travel on. It never retries: only who knows what a request does can.
 * It returns answers that keep the contract and throws a {@link DfnsFault} for all others.
 */
export function createTransport(options: TransportOptions): Transport {
  const starter = starterFor(new URL(options.apiUrl));
  const exchange = exchangeWithin(options);
  return async (resource, request) => {
    const method = request.method ?? 'GET';
    const path = resource.pathname;
    // The SDK drops a path that the base URL has; the signature covers Dfns's own path alone.
    const url = new URL(options.apiUrl + path + resource.search);
    try {
      const start = await starter;
      const answer = await exchange(() => start(url, { method, headers: headersOf(request) }), request.body);
      return judge({ method, path, ...answer });
    } catch (error) {
      throw faultOf(error, { method, path, aborted: options.signal.aborted, after: options.requestDeadline });
    }
  };
}

/** Starts requests over kept-alive connections; `https` is loaded, and the proxy's client, only where one is needed. */
type Start = (url: URL, options: RequestOptions) => ClientRequest;

async function starterFor(target: URL): Promise<Start> {
  const { Agent, request } = target.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const proxy = target.protocol === 'https:' ? getProxyUrl(target) : undefined;
  const agent = proxy ? await tunnelThrough(proxy) : new Agent({ keepAlive: true });
  return (url, options) => request(url, { ...options, agent });
}

async function tunnelThrough(proxy: URL) {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy, { keepAlive: true });
}

function headersOf({ headers, body }: SdkRequest): Record<string, string> {
  const given = Object.entries(headers ?? {}).filter((header): header is [string, string] => header[1] !== undefined);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return { accept: 'application/json', 'user-agent': userAgent, ...Object.fromEntries(given), ...length };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

type Exchange = (start: () => ClientRequest, body: string | undefined) => Promise<Answer>;

/**
 * Sends requests and reads their answers to the end, each within the deadline, and none beyond the end of the run. One listener and
 * plain timers do that: to compose a signal for every request takes longer than to send it.
 */
function exchangeWithin({ signal, requestDeadline }: TransportOptions): Exchange {
  const underWay = new Set<ClientRequest>();
  signal.addEventListener('abort', () => {
    for (const outgoing of underWay) outgoing.destroy();
  });
  return async (start, body) => {
    signal.throwIfAborted();
    const outgoing = start();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      outgoing.destroy();
    }, requestDeadline);
    underWay.add(outgoing);
    try {
      return await answerTo(outgoing, body);
    } catch (error) {
      throw isLate ? new Late() : error;
    } finally {
      clearTimeout(timer);
      underWay.delete(outgoing);
    }
  };
}

/** Rejects where the answer grows beyond the bound, breaks off, or never begins. */
function answerTo(outgoing: ClientRequest, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestAnswer)
          response.destroy(new UnusableAnswer(`the answer is larger than ${largestAnswer / 1024 / 1024} MB`));
        else chunks.push(chunk);
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    outgoing.end(body);
  });
}

class Late extends Error {}

class UnusableAnswer extends Error {}

/** Reads a response by its status and the contract; sends nothing. */
function judge({ method, path, status, retryAfter, body }: { method: string; path: string } & Answer): SdkResponse {
  const message = apiMessage(body);
  // A gateway or a proxy that refuses speaks HTML; that says nothing of a token or a permission.
  if (status >= 400 && status < 500 && status !== 401 && status !== 429 && message === undefined) {
    throw new UnusableAnswer(`the answer (HTTP ${status}) is not one of Dfns`);
  }
  if (status >= 400) {
    const seconds = retryAfterSeconds(retryAfter);
    throw new DfnsFault(message ?? `HTTP ${status}`, {
      kind: 'status',
      method,
      path,
      status,
      ...(seconds === undefined ? {} : { retryAfter: seconds }),
      mayHaveActed: status >= 500 || status === 408,
    });
  }
  if (status >= 300) throw new UnusableAnswer(`the answer is a redirect (HTTP ${status}), which is not followed`);
  const answer = parse(body, status);
  const complaint = checkAnswer(method, path, status, answer);
  if (complaint) throw new UnusableAnswer(complaint);
  return { ok: true, status, json: async () => answer };
}

/** An empty body is an empty object: archive and revoke answer 204, or 200 with nothing (facts 1.5). */
function parse(body: string, status: number): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new UnusableAnswer(`the answer (HTTP ${status}) is not JSON`);
  }
}

/** The message of Dfns's error body, `{error:{message}}` or `{message}` (facts 4): text from outside. */
function apiMessage(body: string): string | undefined {
  try {
    const { error, message } = JSON.parse(body);
    const text: unknown = error?.message ?? message;
    return typeof text === 'string' && text !== '' ? text : undefined;
  } catch {
    return undefined;
  }
}

function retryAfterSeconds(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function faultOf(error: unknown, at: { method: string; path: string; aborted: boolean; after: number }): DfnsFault {
  if (error instanceof DfnsFault) return error;
  const { method, path } = at;
  if (at.aborted) return new DfnsFault('the run was ended', { kind: 'aborted', method, path, mayHaveActed: true });
  if (error instanceof UnusableAnswer)
    return new DfnsFault(error.message, { kind: 'answer', method, path, mayHaveActed: true });
  if (error instanceof Late) {
    const message = `no answer within ${at.after / 1000} seconds`;
    return new DfnsFault(message, { kind: 'deadline', method, path, mayHaveActed: true });
  }
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
  return new DfnsFault(`the connection failed (${code})`, {
    kind: 'connection',
    method,
    path,
    mayHaveActed: !neverSent,
  });
}
