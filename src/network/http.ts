import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { getProxyUrl } from '@actions/http-client/lib/proxy';
import { afterPause, isTransient, type Sleep } from './http-retry.js';

/** No request takes longer, in milliseconds, unless the connection says otherwise. */
const DEADLINE = 10_000;
/** No response of a store is longer, in bytes: the largest secret that any provider keeps is 64 KB. Other connections say otherwise. */
const RESPONSE_LIMIT = 1_048_576;
/** A request that may be repeated is tried so often. */
const TRIES = 3;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** Whether sending it twice means the same as once: reads, and the fetching of tokens. Only such a request is retried. */
  readonly repeatable: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Who answered, for messages. */
  readonly host: string;
}

export interface Connection {
  /** Ends every request of the run. */
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds. */
  readonly deadline?: number | undefined;
  /** Certificates (PEM) that are trusted instead of the system's, `VAULT_CACERT` say. */
  readonly ca?: string | undefined;
  /** The longest response, in bytes. */
  readonly limit?: number | undefined;
}

/** The request got no whole response. Its message holds the host and the reason, never a header or a body. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
  /** @param code Node's code (`ENOTFOUND`, `ECONNREFUSED`, …), or `DEADLINE`, `TOO_LARGE`, `NO_JSON`, `ABORTED` */
  constructor(
    readonly code: string,
    host: string,
  ) {
    super(`${host}: ${code}`);
  }
}

export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** What the door stands on: sockets and timers, unless a test plays both. */
export interface Wire {
  readonly exchange?: Send;
  readonly sleep?: Sleep;
}

/**
 * The one door to the network, for Dfns, every store, the clouds' own clients included, and GitHub: a deadline for each request, a limit
 * for each response, the runner's proxy, no redirect, and retries of what may be repeated (408, 429, 5xx and a broken connection).
 */
export function connect(connection: Connection, { exchange = exchangeWithin(connection), sleep }: Wire = {}): Send {
  const { signal, deadline = DEADLINE } = connection;
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

/** One listener for all requests, and plain timers: to compose a signal for each takes longer than to send it. */
function exchangeWithin({ signal, ca, limit = RESPONSE_LIMIT, deadline = DEADLINE }: Connection): Send {
  const underWay = new Set<ClientRequest>();
  signal?.addEventListener('abort', () => {
    for (const outgoing of underWay) outgoing.destroy();
  });
  return async (request) => {
    const url = new URL(request.url);
    let isLate = false;
    let outgoing: ClientRequest | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      const start = await starterFor(url);
      signal?.throwIfAborted();
      outgoing = start(url, { method: request.method, headers: withLength(request), ...(ca !== undefined && { ca }) });
      underWay.add(outgoing);
      // From here on: a deadline that passed while code was loaded would leave the request without one.
      timer = setTimeout(() => {
        isLate = true;
        outgoing?.destroy();
      }, deadline);
      const incoming = await responseTo(outgoing, request.body);
      const body = await bodyOf(incoming, url.host, limit);
      return { status: incoming.statusCode ?? 0, headers: headersOf(incoming), body, host: url.host };
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? 'BROKEN';
      throw new NoResponse(signal?.aborted ? 'ABORTED' : isLate ? 'DEADLINE' : why, url.host);
    } finally {
      clearTimeout(timer);
      if (outgoing) underWay.delete(outgoing);
    }
  };
}

function responseTo(outgoing: ClientRequest, body: HttpRequest['body']): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject).end(body);
  });
}

function bodyOf(incoming: IncomingMessage, host: string, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) incoming.destroy(new NoResponse('TOO_LARGE', host));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    // Whatever ended it, the run goes on.
    incoming.on('close', () => reject(new Error('broken off')));
  });
}

function headersOf({ headers }: IncomingMessage): HttpResponse['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function withLength({ headers = {}, body, method }: HttpRequest): OutgoingHttpHeaders {
  if (body === undefined && method !== 'PUT' && method !== 'POST') return headers;
  return { ...headers, 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}

/** Starts a request over a connection that is kept alive for the next. */
type Start = (url: URL, options: RequestOptions) => ClientRequest;
const starters = new Map<string, Promise<Start>>();

/** One for each protocol and proxy; what it takes is loaded for the first that needs it. */
function starterFor(url: URL): Promise<Start> {
  const proxy = getProxyUrl(url);
  const key = `${url.protocol} ${proxy?.href}`;
  const starter = starters.get(key) ?? makeStarter(url.protocol, proxy);
  starters.set(key, starter);
  return starter;
}

/** `https-proxy-agent` tunnels plain http too, so that a proxy never sees a token. */
async function makeStarter(protocol: string, proxy: URL | undefined): Promise<Start> {
  const { Agent, request } = protocol === 'https:' ? await import('node:https') : await import('node:http');
  const agent = proxy
    ? new (await import('https-proxy-agent')).HttpsProxyAgent(proxy, { keepAlive: true })
    : new Agent({ keepAlive: true });
  return (url, options) => request(url, { ...options, agent });
}

/**
 * The response as a JSON object. The page of a gateway that says 200 is no answer: read as one, it would say that nothing is kept.
 * @throws NoResponse `NO_JSON` where a success holds something else; of a refusal the status says enough
 */
export function json(response: HttpResponse): Readonly<Record<string, unknown>> {
  const { status, body } = response;
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
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
