import { createServer, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Simulator } from '../../simulator/index.js';
import { freePort } from '../servers/loopback.js';

// biome-ignore lint/suspicious/noExplicitAny: whatever an API may answer
type Json = any;

const idForm = /\b(?!or-)[a-z]{2}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{16}\b/g;
const limitEvery = 41;

/**
 * An API with habits of its own in front of a simulator, for what acts through it: other successes and refusals, other bodies, ids, tokens,
 * orders and headers, a clock that is ahead, and connections that end without a word.
 */
export class Stranger {
  private readonly ids = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private readonly server = createServer((request, response) => {
    this.answer(request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers).end(body);
        response.once('finish', () => request.socket.destroySoon());
      },
      () => response.destroy(),
    );
  });
  private count = 0;
  apiUrl = '';

  constructor(private readonly simulator: Simulator) {}

  async start(): Promise<void> {
    const port = await freePort();
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.apiUrl = `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    this.count += 1;
    const headers = { DATE: new Date(Date.now() + 420_000).toUTCString(), 'X-RateLimit-Limit': 'some' };
    if (this.count % limitEvery === 0) return { status: 429, headers, body: 'slow down' };
    const method = request.method ?? 'GET';
    const path = this.theirs(request.url ?? '/');
    const payload = this.theirs(Buffer.concat(chunks).toString('utf8'));
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const theirToken = [...this.tokens].find(([, ours]) => ours === token)?.[0] ?? token;
    const passed = ['content-type', 'user-agent', 'x-dfns-useraction'].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    const answer = await fetch(this.simulator.apiUrl + path, {
      method,
      headers: { ...Object.fromEntries(passed), ...(token && { authorization: `Bearer ${theirToken}` }) },
      ...(payload && { body: payload }),
    });
    const text = await answer.text();
    const status = this.statusOf(method, path, answer.status);
    if (status === 204) return { status, headers, body: '' };
    const body = this.bodyOf(path, status, text === '' ? {} : JSON.parse(text));
    const zipped = gzipSync(JSON.stringify(body));
    return {
      status,
      headers: { ...headers, 'CONTENT-TYPE': 'application/json', 'CONTENT-ENCODING': 'gzip' },
      body: zipped,
    };
  }

  private statusOf(method: string, path: string, status: number): number {
    if (status === 403) return 404;
    if (status === 409) return 412;
    if (status !== 200) return status;
    if (method === 'POST') return 201;
    return method === 'PUT' && !path.startsWith('/auth/login') ? 204 : 200;
  }

  private bodyOf(path: string, status: number, body: Json): Json {
    if (status >= 400) return { code: 'E_NO', detail: ['none of your words'], [`at ${path}`]: status };
    if (typeof body.token === 'string') return { ...body, token: this.ourToken(body.token) };
    return JSON.parse(JSON.stringify(this.changed(body)).replace(idForm, (id) => this.ourId(id)));
  }

  private changed(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.changed(item)).reverse();
    if (typeof value !== 'object' || value === null) return value;
    const { dateUpdated, ...members } = value;
    const entries = Object.entries(members).map(([name, member]) => [
      name,
      name === 'accessToken' && member ? this.ourToken(member as string) : this.changed(member),
    ]);
    const more = 'items' in members && !members.nextPageToken ? { nextPageToken: null } : {};
    return { ...Object.fromEntries(entries.reverse()), ...more, 'x-note': [{ deep: null }] };
  }

  private ourId(id: string): string {
    const known = this.ids.get(id) ?? `0${this.ids.size}f${id.replaceAll('-', '').slice(2).toUpperCase()}`;
    this.ids.set(id, known);
    return known;
  }

  private theirs(text: string): string {
    return [...this.ids].reduce((read, [theirs, ours]) => read.replaceAll(ours, theirs), text);
  }

  /** A JWT whose claims are others: nothing says who it is, or how long it lives. */
  private ourToken(token: string): string {
    const claims = { sub: `person-${this.tokens.size}`, nbf: 1, aud: ['a', 'b'] };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const known = this.tokens.get(token) ?? `${part({ alg: 'none' })}.${part(claims)}.c2ln${this.tokens.size}`;
    this.tokens.set(token, known);
    return known;
  }
}
