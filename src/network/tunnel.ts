import type { Agent, ClientRequest, ClientRequestArgs } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { ProxyFault } from './no-response.js';
import type { ProxyServer } from './proxy.js';

/** The way to a host, of one request: whoever gives the request up also gives up what was being dialled for it. */
export interface Line {
  /** The CONNECT that the request waits for. */
  dialling?: ClientRequest;
  /** Who was asked for a tunnel, and opened none yet. */
  waitsFor?: string;
}

export type LineOptions = RequestOptions & { readonly line?: Line };

type Made = (error: Error | null, socket?: Duplex) => void;
type Connect = (options: ClientRequestArgs, made?: Made) => Duplex | null | undefined;

/**
 * Lets an agent reach its hosts through a proxy. Plain http goes through a tunnel too, so that a proxy never sees a token. CONNECT is an
 * ordinary request, so that half an answer to it is read as one to any other.
 */
export function tunnel(agent: Agent, proxy: ProxyServer, { isTls, request }: Wiring): void {
  const overTls: Connect = agent.createConnection.bind(agent);
  const connect: Connect = (options, made = () => undefined) => {
    const { line = {} } = options as LineOptions;
    const authority = `${bracketed(options.host ?? '')}:${options.port}`;
    const dialling = request(proxy.url, {
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
    });
    // Not among the options: those Node prints with NODE_DEBUG.
    if (proxy.authorization) dialling.setHeader('proxy-authorization', proxy.authorization);
    line.dialling = dialling;
    line.waitsFor = proxy.host;
    const opened = once(line, made);
    dialling
      .on('connect', (response, socket, head) => {
        const refused = refusal(response.statusCode ?? 0, proxy);
        if (refused || dialling.destroyed) {
          socket.destroy();
          return opened(refused ?? new ProxyFault(`the tunnel of the proxy ${proxy.host} was given up`, 'ABORTED'));
        }
        if (head.length > 0) socket.unshift(head);
        // What is not TLS is the tunnel itself.
        const stream = isTls ? overTls({ ...options, socket } as ClientRequestArgs) : socket;
        stream?.once('close', () => socket.destroy());
        opened(null, stream ?? socket);
      })
      .on('error', (error) => opened(broken(error, proxy)))
      .on('close', () => opened(broken(new Error('closed'), proxy)))
      .end();
    return undefined;
  };
  agent.createConnection = connect as Agent['createConnection'];
}

export interface Wiring {
  /** Whether TLS is spoken through the tunnel. */
  readonly isTls: boolean;
  /** Of `node:http`, or of `node:https` where the proxy itself speaks TLS. */
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
}

/** The first end of a dialling counts. */
function once(line: Line, made: Made): Made {
  let isDone = false;
  return (error, socket) => {
    if (isDone) return;
    isDone = true;
    delete line.dialling;
    if (!error) delete line.waitsFor;
    made(error, socket);
  };
}

function refusal(status: number, { host }: ProxyServer): ProxyFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  const why =
    status === 407
      ? ': it wants a user and a password in its address, or others'
      : ': it cannot or may not reach this host';
  return new ProxyFault(
    `the proxy ${host} opened no tunnel (HTTP ${status}${why})`,
    status >= 500 || status === 429 ? `PROXY_${status}` : 'PROXY',
  );
}

function broken(error: NodeJS.ErrnoException, { host }: ProxyServer): ProxyFault {
  const code = error.code ?? 'BROKEN';
  return new ProxyFault(`the proxy ${host} could not be reached (${code})`, code);
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
