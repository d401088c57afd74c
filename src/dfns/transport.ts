import type { IncomingMessage, RequestOptions } from 'node:http';
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
  const sender = senderFor(new URL(options.apiUrl));
  return async (resource, request) => {
    const method = request.method ?? 'GET';
    const path = resource.pathname;
    // The SDK drops a path that the base URL has; the signature covers Dfns's own path alone.
    const url = new URL(options.apiUrl + path + resource.search);
    const deadline = AbortSignal.timeout(options.requestDeadline);
    const signal = AbortSignal.any([options.signal, deadline]);
    try {
      const send = await sender;
      const response = await send(url, { method, headers: headersOf(request), signal }, request.body);
      const body = await readBody(response, signal);
      return judge({
        method,
        path,
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'],
        body,
      });
    } catch (error) {
      throw faultOf(error, {
        method,
        path,
        aborted: options.signal.aborted,
        late: deadline.aborted,
        after: options.requestDeadline,
      });
    }
  };
}

/** Sends over kept-alive connections; `https` is loaded, and the proxy's client, only where one is needed. */
type Send = (url: URL, options: RequestOptions, body: string | undefined) => Promise<IncomingMessage>;

async function senderFor(target: URL): Promise<Send> {
  const { Agent, request } = target.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const proxy = target.protocol === 'https:' ? getProxyUrl(target) : undefined;
  const agent = proxy ? await tunnelThrough(proxy) : new Agent({ keepAlive: true });
  return (url, options, body) =>
    new Promise((resolve, reject) => {
      request(url, { ...options, agent }, resolve)
        .on('error', reject)
        .end(body);
    });
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

/** Reads a body to its end. The stream is destroyed where it grows beyond the bound, breaks off or is aborted. */
async function readBody(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    size += chunk.length;
    if (size > largestAnswer) throw new UnusableAnswer(`the answer is larger than ${largestAnswer / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

class UnusableAnswer extends Error {}

interface RawAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Reads a response by its status and the contract; sends nothing. */
function judge({ method, path, status, retryAfter, body }: RawAnswer): SdkResponse {
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

function faultOf(
  error: unknown,
  at: { method: string; path: string; aborted: boolean; late: boolean; after: number },
): DfnsFault {
  if (error instanceof DfnsFault) return error;
  const { method, path } = at;
  if (at.aborted) return new DfnsFault('the run was ended', { kind: 'aborted', method, path, mayHaveActed: true });
  if (error instanceof UnusableAnswer)
    return new DfnsFault(error.message, { kind: 'answer', method, path, mayHaveActed: true });
  if (at.late) {
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
