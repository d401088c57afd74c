import type { ServerResponse } from 'node:http';
import type { Reply } from './errors.js';
import type { Fault, FaultKind } from './faults.js';

const json = { 'content-type': 'application/json' };

/** Sends an answer as Dfns does. */
export function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else sendText(response, status, JSON.stringify(body), { ...json, ...headers });
}

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = json,
): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers }).end(text);
}

interface Scene {
  readonly path: string;
  /** What Dfns would have said, where it acted. */
  readonly reply: Reply | undefined;
  readonly retryAfterSeconds: number;
}

const cut = (response: ServerResponse): void => void response.destroy();
const say500 = (response: ServerResponse): void => send(response, errorOf(500, 'Internal Server Error'));
const hang = (): void => undefined;
const answer =
  (text: string) =>
  (response: ServerResponse): void =>
    sendText(response, 200, text);

const performances: Readonly<Record<FaultKind, (response: ServerResponse, scene: Scene) => void>> = {
  'cut-before': cut,
  'cut-after': cut,
  '500-before': say500,
  '500-after': say500,
  '429': (response, { retryAfterSeconds }) => {
    const headers = { 'retry-after': String(retryAfterSeconds) };
    send(response, { ...errorOf(429, 'Too Many Requests'), headers });
  },
  'html-502': (response) => {
    sendText(response, 502, '<html><body><h1>502 Bad Gateway</h1></body></html>', { 'content-type': 'text/html' });
  },
  hang,
  'hang-after': hang,
  'huge-body': (response) => stream(response, 30 * 1024 * 1024),
  redirect: (response, { path }) => send(response, { status: 302, headers: { location: `${path}/moved` } }),
  null: answer('null'),
  array: answer('[]'),
  'wrong-shape': (response, { reply }) => sendText(response, 200, JSON.stringify(misshapen(reply?.body))),
  'empty-200': answer(''),
  'truncated-json': (response, { reply }) => sendText(response, 200, halfOf(JSON.stringify(reply?.body ?? {}))),
};

/** Answers as the fault has it. */
export function spoil(response: ServerResponse, fault: Fault, scene: Pick<Scene, 'path' | 'reply'>): void {
  performances[fault.kind](response, { retryAfterSeconds: fault.retryAfterSeconds ?? 1, ...scene });
}

export function errorOf(status: number, message: string): Reply {
  return { status, body: { error: { id: 'er-simulated', status, message } } };
}

/** The same members with values of other types: a text becomes a number, everything else a text. */
function misshapen(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return { unexpected: true };
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? 42 : 'what?']),
  );
}

const halfOf = (text: string) => text.slice(0, Math.max(1, Math.floor(text.length / 2)));

/** JSON that goes on and on, sent no faster than it is read. */
function stream(response: ServerResponse, size: number): void {
  response.writeHead(200, json);
  response.write('{"padding":"');
  const chunk = 'x'.repeat(64 * 1024);
  let left = size;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end('"}');
  };
  more();
}
