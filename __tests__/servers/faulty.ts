import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LoggedRequest, type Loopback, logged, serving } from './loopback.js';

/**
 * What can happen to a request on its way: a status instead of an answer, a connection that breaks before the server saw it
 * (`broken`) or after it (`lost`), silence, a page that is no JSON, or more bytes than anyone should read.
 */
export type Fault =
  | 'denied'
  | 'unauthorized'
  | 'throttled'
  | 'unavailable'
  | 'broken'
  | 'lost'
  | 'silence'
  | 'no JSON'
  | 'flood';

export const FAULTS: readonly Fault[] = [
  'denied',
  'unauthorized',
  'throttled',
  'unavailable',
  'broken',
  'silence',
  'no JSON',
  'flood',
];

const STATUS: Partial<Record<Fault, number>> = { denied: 403, unauthorized: 401, throttled: 429, unavailable: 503 };

export interface Faulty extends Loopback {
  /** Lets the request of this index (from 0, counted from now) suffer; with `stays`, every later one as well. */
  suffer(fault: Fault, index: number, stays?: boolean): void;
  /** How many requests suffered since. */
  readonly suffered: number;
  heal(): void;
  /** Settable; called when a request has come, and when the server has acted on it but its answer is not sent yet. */
  onRequest?: ((moment: 'before' | 'after', request: object) => void | Promise<void>) | undefined;
}

/** A proxy on loopback in front of a server, real or fake. */
export async function faultyProxy(server: string): Promise<Faulty> {
  let plan: { fault: Fault; index: number; stays: boolean } | undefined;
  let seen = 0;
  let suffered = 0;
  const requests: LoggedRequest[] = [];
  const loopback = await serving(requests, async (incoming, outgoing) => {
    const request = await logged(incoming);
    requests.push(request);
    const index = seen++;
    const hit = plan !== undefined && (plan.stays ? index >= plan.index : index === plan.index);
    if (plan === undefined || !hit) return pass(server, request, outgoing, faulty);
    suffered++;
    await inflict(plan.fault, server, request, outgoing);
  });
  const faulty: Faulty = {
    ...loopback,
    onRequest: undefined,
    suffer: (fault, index, stays = false) => {
      plan = { fault, index, stays };
      seen = 0;
      suffered = 0;
    },
    get suffered() {
      return suffered;
    },
    heal: () => {
      plan = undefined;
      seen = 0;
    },
  };
  return faulty;
}

async function inflict(fault: Fault, server: string, request: LoggedRequest, outgoing: ServerResponse): Promise<void> {
  if (fault === 'broken') outgoing.destroy();
  else if (fault === 'lost') {
    await ask(server, request);
    outgoing.destroy();
  } else if (fault === 'no JSON')
    outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html>a gateway</html>');
  else if (fault === 'flood')
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(2_000_000)}"`);
  else if (fault !== 'silence') {
    // A careless server repeats what it was sent: no message may pass that on.
    const echo = {
      message: request.body,
      errors: [request.body, request.headers.authorization],
      error: { message: request.body },
    };
    outgoing.writeHead(STATUS[fault] ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify(echo));
  }
}

async function pass(
  server: string,
  request: LoggedRequest,
  outgoing: ServerResponse,
  { onRequest }: Pick<Faulty, 'onRequest'>,
): Promise<void> {
  await onRequest?.('before', request);
  const { incoming, body } = await ask(server, request);
  await onRequest?.('after', request);
  const { 'transfer-encoding': _, connection: __, ...headers } = incoming.headers;
  outgoing.writeHead(incoming.statusCode ?? 500, headers).end(body);
}

function ask(
  server: string,
  { method, path, headers, body }: LoggedRequest,
): Promise<{ incoming: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const outgoing = forward(
      server + path,
      { method, headers: { ...headers, connection: 'close' } },
      async (incoming) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk as Buffer);
        resolve({ incoming, body: Buffer.concat(chunks) });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
