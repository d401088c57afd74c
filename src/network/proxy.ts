import { checkBypass } from 'actions-http-client/lib/proxy';
import { ProxyFault } from './no-response.js';

export interface ProxyServer {
  /** Without user and password. */
  readonly url: URL;
  /** For messages. */
  readonly host: string;
  /** The header `Proxy-Authorization`. */
  readonly authorization?: string;
}

/**
 * The proxy that the environment names for an address, read as the runner and curl read it: without a scheme it is http, and user and
 * password are decoded once, where they can be. Which addresses go without one is the runner's own rule.
 * @throws ProxyFault where the variable holds something else; it is named, its value never
 */
export function proxyFor(url: URL): ProxyServer | undefined {
  if (checkBypass(url)) return undefined;
  const [lower, upper] = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const variable = process.env[lower] ? lower : upper;
  const value = process.env[variable]?.trim();
  return value ? readProxy(value, variable) : undefined;
}

/** @throws ProxyFault */
export function readProxy(text: string, variable: string): ProxyServer {
  const value = text.trim();
  const proxy = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  // A password with a bare # or / would make another host of it.
  if (!proxy?.hostname || /@/.test(`${proxy.pathname}${proxy.search}${proxy.hash}`)) throw unusable(variable, '');
  if (!['http:', 'https:'].includes(proxy.protocol))
    throw unusable(variable, `, but one of ${proxy.protocol.slice(0, -1)}`);
  const { username, password } = proxy;
  const credentials = Buffer.concat([decoded(username), Buffer.from(':'), decoded(password)]).toString('base64');
  proxy.username = '';
  proxy.password = '';
  return { url: proxy, host: proxy.host, ...((username || password) && { authorization: `Basic ${credentials}` }) };
}

/** What may be printed of a proxy's address and must not be read: the password, and how it is sent. */
export function proxySecrets(environment: Readonly<Record<string, string | undefined>>): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((variable) => {
    try {
      const { authorization } = readProxy(environment[variable]?.trim() ?? '', variable);
      if (!authorization) return [];
      const credentials = authorization.slice('Basic '.length);
      const password = Buffer.from(credentials, 'base64').toString('utf8').split(':').slice(1).join(':');
      const written = /:([^:@]*)@/.exec(environment[variable] ?? '')?.[1] ?? '';
      return [credentials, password, written].filter((secret) => secret !== '');
    } catch {
      return [];
    }
  });
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `%40` is `@`; a `%` that begins no such pair is meant as it stands. */
function decoded(text: string): Buffer {
  const parts = text.split(/(%[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

function unusable(variable: string, but: string): ProxyFault {
  return new ProxyFault(
    `${variable} holds no address of an http or https proxy${but}; it reads http://HOST:PORT, with # / ? and @ in a password written as %23 %2F %3F and %40`,
  );
}
