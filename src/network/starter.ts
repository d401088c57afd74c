import type { ClientRequest } from 'node:http';
import { type ProxyServer, proxyFor } from './proxy.js';
import type { LineOptions } from './tunnel.js';

/** Starts a request over a connection that is kept alive for the next. */
export type Start = (url: URL, options: LineOptions) => ClientRequest;
const starters = new Map<string, Promise<Start>>();

/** One for each protocol and proxy; what it takes is loaded for the first that needs it. @throws ProxyFault */
export async function starterFor(url: URL): Promise<Start> {
  const proxy = proxyFor(url);
  const key = `${url.protocol} ${proxy?.url.href} ${proxy?.authorization}`;
  const starter = starters.get(key) ?? makeStarter(url.protocol, proxy);
  starters.set(key, starter);
  return starter;
}

async function makeStarter(protocol: string, proxy: ProxyServer | undefined): Promise<Start> {
  const isTls = protocol === 'https:';
  const { Agent, request } = await client(protocol);
  const agent = new Agent({ keepAlive: true });
  if (proxy) {
    const [{ tunnel }, proxyClient] = await Promise.all([import('./tunnel.js'), client(proxy.url.protocol)]);
    tunnel(agent, proxy, { isTls, request: proxyClient.request });
  }
  return (url, options) => request(url, { ...options, agent });
}

function client(protocol: string) {
  return protocol === 'https:' ? import('node:https') : import('node:http');
}
