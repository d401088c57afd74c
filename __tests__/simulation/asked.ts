import type { Asked } from './models/server.js';
import type { UnderWay } from './process.js';

/** A request as its server sees it. */
export function askedBy({ request: { method, headers: given, body: sent }, url }: UnderWay): Asked {
  const headers: Record<string, string> = {};
  for (const name in given) headers[name.toLowerCase()] = String(given[name]);
  const body = typeof sent === 'string' ? sent : Buffer.from(sent ?? '').toString('utf8');
  return { method, url, headers, body };
}

/** AWS has one path, and says in a header what is asked. */
export function lineOf({ request, url }: UnderWay): string {
  const action = String(request.headers?.['x-amz-target'] ?? '').split('.')[1] ?? '';
  return `${request.method} ${url.host}${url.pathname}${action}`;
}
