import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { HttpRequest, HttpResponse, NetworkOptions, Send } from './message.js';
import { NoResponse, ProxyFault } from './no-response.js';
import { secretsIn } from './secret-headers.js';
import { type Start, starterFor } from './starter.js';
import type { Line } from './tunnel.js';

type Limits = Pick<NetworkOptions, 'signal' | 'ca' | 'tellSecret'> & {
  readonly limit: number;
  readonly deadline: number;
};
/** Ends a request without a response. */
type GiveUp = (code: string) => void;

/**
 * Sends one request and reads its response. Deadline and abort settle the promise themselves: a request whose connection is still being
 * made emits nothing when it is destroyed. One listener for all requests, and plain timers: a signal for each takes longer than to send.
 */
export function exchangeWithin({ signal, ca, limit, deadline, tellSecret }: Limits): Send {
  const underWay = new Set<GiveUp>();
  signal?.addEventListener('abort', () => {
    for (const giveUp of underWay) giveUp('ABORTED');
  });
  return async (request) => {
    const url = new URL(request.url);
    let giveUp: GiveUp | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      const start = await starterFor(url);
      if (signal?.aborted) throw new NoResponse('ABORTED', url.host);
      // From here on, not from before: a deadline that passed while code was loaded would leave nothing to the request.
      timer = setTimeout(() => giveUp?.('DEADLINE'), deadline);
      return await new Promise<HttpResponse>((resolve, reject) => {
        giveUp = send({ start, url, request, ca, limit, tellSecret }, { resolve, reject });
        underWay.add(giveUp);
      });
    } catch (error) {
      throw noResponse(error, url.host);
    } finally {
      clearTimeout(timer);
      if (giveUp) underWay.delete(giveUp);
    }
  };
}

interface Sending {
  readonly start: Start;
  readonly url: URL;
  readonly request: HttpRequest;
  readonly ca: string | undefined;
  readonly limit: number;
  readonly tellSecret: NetworkOptions['tellSecret'];
}

interface Settle {
  resolve(response: HttpResponse): void;
  reject(error: NoResponse): void;
}

/** Settles once, and then lets go of every socket that it still holds. */
function send({ start, url, request, ca, limit, tellSecret }: Sending, { resolve, reject }: Settle): GiveUp {
  const { host } = url;
  const line: Line = {};
  const headers = withLength(request);
  if (tellSecret) for (const secret of secretsIn(headers)) tellSecret(secret);
  const outgoing = start(url, { method: request.method, line, ...(ca !== undefined && { ca }) });
  // Not among the options: those Node prints with NODE_DEBUG.
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) outgoing.setHeader(name, value);
  let isOver = false;
  const fail = (error: unknown) => {
    // Later errors of the same request are caught here and ignored.
    if (isOver) return;
    isOver = true;
    reject(noResponse(error, host));
    outgoing.destroy();
    line.dialling?.destroy();
  };
  const done = (response: Omit<HttpResponse, 'host'>) => {
    isOver = true;
    resolve({ ...response, host });
  };
  read(outgoing, limit, { fail, done });
  outgoing.end(request.body);
  return (code) => fail(new NoResponse(code, host, line.waitsFor && waited(line.waitsFor, code)));
}

interface Ends {
  fail(error: unknown): void;
  done(response: Omit<HttpResponse, 'host'>): void;
}

/** Collects a response, and fails where it ends too early. */
function read(outgoing: ClientRequest, limit: number, { fail, done }: Ends): void {
  let answered = false;
  outgoing.on('error', fail).on('close', () => answered || fail(new Error('closed')));
  outgoing.on('response', (incoming) => {
    answered = true;
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) fail(Object.assign(new Error(), { code: 'TOO_LARGE' }));
      else chunks.push(chunk);
    });
    incoming.on('end', () =>
      done({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: Buffer.concat(chunks) }),
    );
    incoming.on('error', fail).on('close', () => fail(new Error('broken off')));
  });
}

function noResponse(error: unknown, host: string): NoResponse {
  if (error instanceof NoResponse) return error;
  const code = (error as NodeJS.ErrnoException).code ?? 'BROKEN';
  return new NoResponse(code, host, error instanceof ProxyFault ? error.message : undefined);
}

function waited(proxy: string, code: string): string | undefined {
  return code === 'DEADLINE' ? `the proxy ${proxy} opened no tunnel in time` : undefined;
}

function headersOf({ headers }: IncomingMessage): HttpResponse['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function withLength({ headers = {}, body, method }: HttpRequest): OutgoingHttpHeaders {
  if (body === undefined && method !== 'PUT' && method !== 'POST') return headers;
  return { ...headers, 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}
