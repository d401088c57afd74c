import dns from 'node:dns';
import { createSender, type NetworkOptions, type NoResponse } from '../../src/network/http.js';
import { untilAborted } from '../../src/network/until-aborted.js';
import { answer, established, type Listening, serve, silentProxy, silentServer, tlsServer } from './silent.js';

let server: Listening;
let tls: Awaited<ReturnType<typeof tlsServer>>;
let proxy: Listening;
const more: { close(): void }[] = [];
const deadline = 400;
const everyByteOf = (text: string) => [...text].map((_, index) => index);

beforeAll(async () => {
  server = await silentServer();
  tls = await tlsServer();
  proxy = await silentProxy(tls.port);
});
beforeEach(() => {
  process.env.https_proxy = `http://127.0.0.1:${proxy.port}`;
});
afterEach(() => {
  delete process.env.https_proxy;
  for (const each of more.splice(0)) each.close();
  jest.restoreAllMocks();
});
afterAll(() => [server, tls, proxy].map((each) => each.close()));

function fetchOnce(url: string, connection: NetworkOptions = {}, body?: string) {
  const send = createSender({ deadline, ca: tls.ca, ...connection });
  return send({ method: body ? 'POST' : 'GET', url, repeatable: false, ...(body && { body }) });
}

/** What became of a request: its answer, or the code of what it got instead. */
async function fateOf(url: string, connection?: NetworkOptions, body?: string): Promise<string> {
  return fetchOnce(url, connection, body).then(
    ({ body }) => body.toString(),
    (error: NoResponse) => error.code,
  );
}

/** @returns what waits until every connection that was made since is closed */
function connectionsOf(...listening: Listening[]): () => Promise<void> {
  const before = new Set(listening.flatMap(({ open }) => [...open]));
  return async () => {
    while (listening.some(({ open }) => [...open].some((socket) => !before.has(socket))))
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
}

describe('Whoever falls silent, the request ends', () => {
  test('a server, at any byte of its answer', async () => {
    const cut = everyByteOf(answer).map((count) => fateOf(`http://127.0.0.1:${server.port}/${count}`));
    expect(new Set(await Promise.all(cut))).toEqual(new Set(['DEADLINE']));
    const whole = `http://127.0.0.1:${server.port}/${answer.length}`;
    expect(await fateOf(whole, { deadline: 3_600_000 })).toBe('{"kept":42}');
  });

  test('a proxy, at any byte of its answer to CONNECT, and its connection is closed', async () => {
    const closed = connectionsOf(proxy);
    const cut = everyByteOf(established).map((count) => fateOf(`https://c${count}.dfns.invalid`));
    expect(new Set(await Promise.all(cut))).toEqual(new Set(['DEADLINE']));
    await closed();
    await expect(fetchOnce('https://c9.dfns.invalid')).rejects.toMatchObject({
      why: `the proxy 127.0.0.1:${proxy.port} opened no tunnel in time`,
    });
  });

  test('a server behind a tunnel, at any byte of its TLS and its answer', async () => {
    const enough = 5_000;
    expect(await fateOf(`https://t${enough}.dfns.invalid`, { deadline: 3_600_000 })).toBe('{"kept":42}');
    const counts = Array.from({ length: 50 }, (_, index) => index * 23);
    const fates = await Promise.all(counts.map((count) => fateOf(`https://t${count}.dfns.invalid`)));
    expect(fates.slice(0, 20)).toEqual(Array(20).fill('DEADLINE'));
    expect(fates.every((fate) => ['DEADLINE', '{"kept":42}'].includes(fate))).toBe(true);
  });

  test('a server that never starts TLS, a name that is never resolved, a server that reads no upload', async () => {
    const mute = await serve(() => undefined);
    const deaf = await serve((socket) => socket.pause());
    more.push(mute, deaf);
    jest.spyOn(dns, 'lookup').mockImplementation((() => undefined) as never);
    delete process.env.https_proxy;
    const fates = [
      fateOf(`https://127.0.0.1:${mute.port}`),
      fateOf('https://nobody.invalid'),
      fateOf(`http://127.0.0.1:${deaf.port}`, {}, 'x'.repeat(32 * 1024 * 1024)),
    ];
    expect(await Promise.all(fates)).toEqual(['DEADLINE', 'DEADLINE', 'DEADLINE']);
  });

  test('an answer that trickles for ever, and headers without an end', async () => {
    const drip = await serve((socket, line) => {
      socket.write(
        line.includes('/headers') ? 'HTTP/1.1 200 OK\r\n' : 'HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n',
      );
      const timer = setInterval(
        () => socket.write(line.includes('/headers') ? `x-${'a'.repeat(2000)}: b\r\n` : 'x'),
        5,
      );
      socket.on('close', () => clearInterval(timer));
    });
    more.push(drip);
    const url = `http://127.0.0.1:${drip.port}`;
    // What is too much is told before the deadline, however slowly it comes here.
    const fates = [fateOf(`${url}/body`), fateOf(`${url}/headers`, { deadline: 3_600_000 })];
    expect(await Promise.all(fates)).toEqual(['DEADLINE', 'HPE_HEADER_OVERFLOW']);
  });

  test('the end of the run ends every one of them, whatever their deadline', async () => {
    const closed = connectionsOf(server, proxy);
    const controller = new AbortController();
    const connection = { signal: controller.signal, deadline: 3_600_000 };
    const urls = [
      `http://127.0.0.1:${server.port}/17`,
      'https://c0.dfns.invalid',
      'https://c20.dfns.invalid',
      'https://t600.dfns.invalid',
    ];
    const fates = urls.map((url) => fateOf(url, connection));
    const client = untilAborted(new Promise(() => undefined), controller.signal);
    setTimeout(() => controller.abort(new Error('cancelled')), 100);
    expect(await Promise.all(fates)).toEqual(urls.map(() => 'ABORTED'));
    await expect(client).rejects.toThrow('cancelled');
    await closed();
    expect(await fateOf(urls[0] ?? '', connection)).toBe('ABORTED');
  });
});

describe('A proxy that opens no tunnel', () => {
  test.each([
    ['s407', /^s407.dfns.invalid: the proxy 127.0.0.1:\d+ opened no tunnel \(HTTP 407: it wants a user and a password/],
    [
      's502',
      /^s502.dfns.invalid: the proxy 127.0.0.1:\d+ opened no tunnel \(HTTP 502: it cannot or may not reach this host\)/,
    ],
  ])('%s is named by its host alone', async (host, message) => {
    process.env.https_proxy = `http://user:s3cret-of-mine@127.0.0.1:${proxy.port}`;
    await expect(fetchOnce(`https://${host}.dfns.invalid`)).rejects.toThrow(message);
  });

  test('one that nobody listens at is told from the host', async () => {
    const gone = await serve(() => undefined);
    gone.close();
    process.env.https_proxy = `127.0.0.1:${gone.port}`;
    await expect(fetchOnce('https://t9.dfns.invalid')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      why: `the proxy 127.0.0.1:${gone.port} could not be reached (ECONNREFUSED)`,
    });
  });
});
