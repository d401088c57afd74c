import type { Asked } from './models/server.js';
import type { UnderWay } from './process.js';

/** A request as its server sees it. */
export function askedBy({ request: { method, headers: given, body: sent }, url }: UnderWay): Asked {
  const headers: Record<string, string> = {};
  for (const name in given) headers[name.toLowerCase()] = String(given[name]);
  return { method, url, headers, body: textOf(sent) };
}

/** The client of AWS warns of whoever takes its bytes for text. */
function textOf(sent: string | Uint8Array | undefined): string {
  if (sent === undefined || typeof sent === 'string') return sent ?? '';
  return Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength).toString('utf8');
}

/** AWS has one path, and says in a header what is asked. */
export function lineOf({ request, url }: UnderWay): string {
  const action = String(request.headers?.['x-amz-target'] ?? '').split('.')[1] ?? '';
  return `${request.method} ${url.host}${url.pathname}${action}`;
}
