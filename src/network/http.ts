import { Agent as HttpAgent, type IncomingMessage, type OutgoingHttpHeaders, request as plainRequest } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions, request as secureRequest } from 'node:https';
import { getProxyUrl } from '@actions/http-client/lib/proxy';
import { afterPause, isTransient } from './http-retry.js';

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

const agents = {
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true }),
};

/**
 * The one door to the network for every store, the clouds' own clients included, and for GitHub's issues: a deadline for each request, a limit for each
 * response, the runner's proxy, and retries of what may be repeated (408, 429, 5xx and a broken connection).
 */
export function connect(connection: Connection): Send {
  const { signal, deadline = DEADLINE } = connection;
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === TRIES || !request.repeatable;
      try {
        const response = await sendOnce(request, connection);
        if (last || !isTransient(response.status)) return response;
        await afterPause({ attempt, deadline, retryAfter: response.headers['retry-after'] }, signal);
      } catch (error) {
        if (last || !(error instanceof NoResponse) || !isTransient(error.code)) throw error;
        await afterPause({ attempt, deadline }, signal);
      }
    }
  };
}

async function sendOnce(
  request: HttpRequest,
  { signal, ca, limit = RESPONSE_LIMIT, deadline: milliseconds = DEADLINE }: Connection,
): Promise<HttpResponse> {
  const url = new URL(request.url);
  const agent = await agentFor(url);
  const deadline = AbortSignal.timeout(milliseconds);
  const ended = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  const options: RequestOptions = { method: request.method, headers: withLength(request), agent, signal: ended };
  if (ca !== undefined) options.ca = ca;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException | NoResponse) => {
      if (error instanceof NoResponse) return reject(error);
      const code = signal?.aborted ? 'ABORTED' : deadline.aborted ? 'DEADLINE' : (error.code ?? 'BROKEN');
      reject(new NoResponse(code, url.host));
    };
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const outgoing = send(url, options, (incoming) => collect(incoming, url.host, limit).then(resolve, fail));
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

function withLength({ headers = {}, body, method }: HttpRequest): OutgoingHttpHeaders {
  if (body === undefined && method !== 'PUT' && method !== 'POST') return headers;
  return { ...headers, 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}

async function collect(incoming: IncomingMessage, host: string, limit: number): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      incoming.destroy();
      throw new NoResponse('TOO_LARGE', host);
    }
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks), host };
}

/** `https-proxy-agent` is loaded only behind a proxy; it tunnels plain http too, so that a proxy never sees a token. */
async function agentFor(url: URL): Promise<HttpAgent> {
  const proxy = getProxyUrl(url);
  if (proxy === undefined) return url.protocol === 'https:' ? agents.https : agents.http;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy);
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
