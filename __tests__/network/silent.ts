import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

export const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"kept":42}';
export const established = 'HTTP/1.1 200 Connection established\r\nvia: 1.1 proxy\r\n\r\n';

export interface Listening {
  readonly port: number;
  /** Connections that are open. */
  readonly open: ReadonlySet<Socket>;
  close(): void;
}

async function listen(server: Server): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, open, close };
}

/** A server that does with a request what `act` says, given its first line. */
export function serve(act: (socket: Socket, line: string) => void): Promise<Listening> {
  return listen(
    createServer((socket) => socket.once('data', (data) => act(socket, data.toString().split('\r\n')[0] ?? ''))),
  );
}

/** Answers `GET /N` with the first N bytes of the answer, and then nothing. */
export function silentServer(): Promise<Listening> {
  return serve((socket, line) => socket.write(answer.slice(0, Number(/\/(\d+)/.exec(line)?.[1]))));
}

/**
 * A proxy that falls silent. CONNECT to `cN.dfns.invalid` gets N bytes of an answer; to `tN.dfns.invalid` a tunnel that lets N bytes of the server
 * through; to `sN.dfns.invalid` the status N.
 */
export function silentProxy(target: number): Promise<Listening> {
  return serve((socket, line) => {
    const [, kind, digits] = /CONNECT ([cts])(\d+)\.dfns\.invalid/.exec(line) ?? [];
    const count = Number(digits);
    if (kind === 'c') socket.write(established.slice(0, count));
    if (kind === 's') socket.end(`HTTP/1.1 ${count} No\r\ncontent-length: 0\r\n\r\n`);
    if (kind !== 't') return;
    socket.write(established);
    const onward = connect(target, '127.0.0.1');
    let left = count;
    onward.on('data', (data) => {
      if (left > 0) socket.write(data.subarray(0, left));
      left -= data.length;
    });
    socket.pipe(onward).on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
}

/** A server that speaks TLS as `*.dfns.invalid`, and the certificate to trust for it. */
export async function tlsServer(): Promise<Listening & { readonly ca: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=invalid', '-addext', 'subjectAltName=DNS:*.dfns.invalid,IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  const [ca, pem] = [readFileSync(cert, 'utf8'), readFileSync(key, 'utf8')];
  const server = createTlsServer({ cert: ca, key: pem }, (socket) => {
    socket.on('data', () => socket.write(answer)).on('error', () => socket.destroy());
  });
  return { ...(await listen(server)), ca };
}
