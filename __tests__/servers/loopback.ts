import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoggedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Loopback {
  readonly url: string;
  readonly requests: LoggedRequest[];
  stop(): Promise<void>;
}

/** Serves JSON on a free port of loopback and keeps what was asked. */
export function answering(answer: (request: LoggedRequest) => Answer | Promise<Answer>): Promise<Loopback> {
  const requests: LoggedRequest[] = [];
  return serving(requests, async (incoming, outgoing) => {
    const request = await logged(incoming);
    requests.push(request);
    const { status, body, headers = {} } = await answer(request);
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export async function serving(
  requests: LoggedRequest[],
  serve: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
): Promise<Loopback> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, stop: () => stopped(server) };
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

export async function logged(incoming: IncomingMessage): Promise<LoggedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const { method = '', url = '' } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** A free port, for a server that must be told one. */
export async function freePort(): Promise<number> {
  const probe = await serving([], async () => undefined);
  await probe.stop();
  return Number(new URL(probe.url).port);
}

type Seen = { status: number; body: unknown };

/** Looks at a server past the action. */
export function get(url: string, headers: Record<string, string>): Promise<Seen> {
  return asked('GET', url, headers);
}

/** Changes something at a server past the action. */
export function post(url: string, body: object, headers: Record<string, string>, method = 'POST'): Promise<Seen> {
  return asked(method, url, headers, JSON.stringify(body));
}

function asked(method: string, url: string, headers: Record<string, string>, sent?: string): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, async (incoming) => {
      const { body } = await logged(incoming);
      resolve({ status: incoming.statusCode ?? 0, body: body === '' ? undefined : JSON.parse(body) });
    });
    outgoing.on('error', reject).end(sent);
  });
}
