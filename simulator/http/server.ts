import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActorKind } from '../organisation/actor.js';
import type { Organisation } from '../organisation/organisation.js';
import { Api } from './api.js';
import type { Reply } from './errors.js';
import { Faults, prevents } from './faults.js';
import { authenticate } from './gate.js';
import { type Observer, type RequestRecord, tellOf } from './record.js';
import type { Received } from './route.js';
import { errorOf, send, spoil } from './spoil.js';

export interface Tls {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** Takes requests for one organisation: records, delays and limits them, and spoils those that a fault is for. */
export class Frontend {
  readonly requests: RequestRecord[] = [];
  readonly faults = new Faults();
  onRequest: Observer | undefined;
  private readonly api: Api;
  private readonly server: Server;
  private window = { start: 0, count: 0 };

  constructor(
    private readonly organisation: Organisation,
    tls?: Tls,
  ) {
    this.api = new Api(organisation);
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.serve(request, response).catch((error: unknown) => {
        send(response, errorOf(500, error instanceof Error ? (error.stack ?? error.message) : String(error)));
      });
    };
    this.server = tls ? createHttpsServer({ ...tls }, serve) : createHttpServer(serve);
  }

  /** Listens on loopback, and answers the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Ends at once, also what hangs. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { latencyMs } = this.organisation.switches;
    const arrival = performance.now();
    const received = await receive(request);
    const record = this.record(received);
    const fault = this.faults.strike(record);
    await until(arrival + latencyMs / 2);
    await this.onRequest?.('before', record);
    if (fault && prevents(fault)) {
      await until(arrival + latencyMs);
      this.date(response);
      spoil(response, fault, { path: record.path, reply: undefined });
      return;
    }
    const reply = this.limited() ?? this.api.answer(received);
    record.status = reply.status;
    const { method, path, body: requestBody } = record;
    tellOf({ method, path, requestBody, status: reply.status, body: reply.body });
    await this.onRequest?.('after', record);
    await until(arrival + latencyMs);
    this.date(response);
    if (fault) spoil(response, fault, { path: record.path, reply });
    else send(response, reply);
  }

  /** The header `Date`: the simulator's own time, which need not be this machine's. */
  private date(response: ServerResponse): void {
    const { switches, clock } = this.organisation;
    response.sendDate = false;
    if (switches.dateHeader === 'own') response.setHeader('date', new Date(clock.now()).toUTCString());
    if (switches.dateHeader === 'garbage') response.setHeader('date', 'yesterday, or so');
  }

  private record(received: Received): RequestRecord {
    const { method, path, query, payload } = received;
    const record: RequestRecord = {
      index: this.requests.length + 1,
      method,
      path,
      query: query.toString(),
      actor: actorOf(this.organisation, received),
      ...(payload === '' ? {} : { body: readable(payload) }),
    };
    this.requests.push(record);
    return record;
  }

  /** Refuses what is above the limit of this minute; docs/dfns-api.md, 4. */
  private limited(): Reply | undefined {
    const { rateLimit } = this.organisation.switches;
    const now = this.organisation.clock.now();
    if (now - this.window.start >= 60_000) this.window = { start: now, count: 0 };
    this.window.count += 1;
    if (rateLimit === 0 || this.window.count <= rateLimit) return undefined;
    const seconds = Math.ceil((this.window.start + 60_000 - now) / 1000);
    return { ...errorOf(429, 'Too Many Requests'), headers: { 'retry-after': String(seconds) } };
  }
}

/** Waits for a moment of `performance.now()`, to the millisecond; does not wait for one that is past. */
async function until(moment: number): Promise<void> {
  const left = Math.round(moment - performance.now());
  if (left > 0) await sleep(left);
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const payload = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? '', path, query: new URLSearchParams(query), headers: request.headers, payload };
}

function actorOf(organisation: Organisation, received: Received): ActorKind | 'none' {
  try {
    return authenticate(organisation, received)?.kind ?? 'none';
  } catch {
    return 'none';
  }
}

function readable(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
