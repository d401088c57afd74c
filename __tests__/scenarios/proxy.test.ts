import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../simulator/index.js';
import { errorOf, run } from './scene.js';

/** A simulator behind TLS that is only to be reached by a name nobody resolves but the proxy. */
const host = 'dfns.invalid';
let simulator: Simulator;
let certificate: string;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let secureProxy: typeof proxy;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  certificate = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host},IP:127.0.0.1`];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...subject],
    {
      stdio: 'ignore',
    },
  );
  const tls = { cert: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  simulator = await startSimulator({ tls });
  const port = Number(new URL(simulator.apiUrl).port);
  proxy = await startProxy(port);
  secureProxy = await startProxy(port, tls);
});

afterAll(async () => {
  proxy.close();
  secureProxy.close();
  await simulator.close();
});

async function startProxy(target: number, tls?: ServerOptions) {
  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = tls ? createSecureServer(tls) : createServer();
  server.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    const onward = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, tunnels, authorizations, close: () => server.close() };
}

function runThrough(env: Record<string, string>, name: string) {
  const apiUrl = `https://${host}:${new URL(simulator.apiUrl).port}`;
  return run({ ...simulator, apiUrl }, { name }, { env: { NODE_EXTRA_CA_CERTS: certificate, ...env } });
}

describe('The proxies of the environment', () => {
  test('HTTPS_PROXY carries every request, and few connections are made', async () => {
    const first = await runThrough({ HTTPS_PROXY: proxy.url }, 'backend');
    expect(first.annotations).toEqual([]);
    expect(first).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'created' } });
    expect(proxy.tunnels.every((target) => target.startsWith(`${host}:`))).toBe(true);
    expect(proxy.tunnels.length).toBeGreaterThan(0);
    expect(proxy.tunnels.length).toBeLessThan(simulator.requests.length);
  });

  test('a proxy may speak TLS itself, want a user and a password, and stand in the small variable', async () => {
    const before = secureProxy.tunnels.length;
    const run = await runThrough({ https_proxy: `https://me:p%40ss%25@127.0.0.1:${secureProxy.port}` }, 'through-tls');
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'created' } });
    expect(secureProxy.tunnels.length).toBeGreaterThan(before);
    expect(new Set(secureProxy.authorizations)).toEqual(
      new Set([`Basic ${Buffer.from('me:p@ss%').toString('base64')}`]),
    );
  });

  test('NO_PROXY lets the request go its own way', async () => {
    const before = proxy.tunnels.length;
    const failed = await runThrough({ HTTPS_PROXY: proxy.url, NO_PROXY: host, timeout: '2' }, 'backend');
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(proxy.tunnels).toHaveLength(before);
  });
});
