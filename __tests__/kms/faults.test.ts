import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseKmsAddress } from '../../src/kms/address.js';
import { createVersion, openKmsKey } from '../../src/kms/index.js';
import type { KmsKey } from '../../src/kms/kms.js';
import type { HttpRequest } from '../../src/network/http.js';
import { challenge } from '../servers/azure.js';
import { FAULTS, type Fault, type Faulty, faultyProxy } from '../servers/faulty.js';
import { type Answer, answering } from '../servers/loopback.js';
import { pythonServers } from '../servers/python.js';
import { errorOf, leaksOf } from './errors.js';
import { addressAt, opened, type Running, SERVICES, world } from './services.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
/** Milliseconds. The short one lets silence be noticed soon. */
const DEADLINE = 1_000;
const SHORT = 120;
const CODES: Readonly<Record<Fault, RegExp>> = {
  denied: /^KMS_(DENIED|UNREACHABLE)$/,
  unauthorized: /^KMS_(NOT_LOGGED_IN|UNREACHABLE)$/,
  throttled: /^KMS_UNREACHABLE$/,
  unavailable: /^KMS_UNREACHABLE$/,
  broken: /^KMS_UNREACHABLE$/,
  lost: /^KMS_UNREACHABLE$/,
  silence: /^KMS_UNREACHABLE$/,
  'no JSON': /^KMS_UNREACHABLE$/,
  flood: /^KMS_UNREACHABLE$/,
};
const DATA = Buffer.from('{"type":"key.get"}');

whereServers.each(SERVICES)('on the way to a key in $name', ({ start }) => {
  let running: Running;
  let proxy: Faulty;
  let written: string;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
    proxy = await faultyProxy(running.url);
    written = await running.make('p-256');
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await running.stop();
  });

  const openAndSign = async (deadline: number): Promise<KmsKey> => {
    const key = await opened(running, written, { endpoint: proxy.url, deadline });
    await key.sign(DATA);
    return key;
  };

  it('one request opens it and one signs; Azure is asked for its challenge once, Google for its newest version', async () => {
    const before = proxy.requests.length;
    const key = await openAndSign(DEADLINE);
    await key.sign(DATA);
    const asked = proxy.requests.slice(before).map(({ method }) => method);
    const expected = { awskms: 3, hashivault: 3, azurekms: 4, gcpkms: 4 }[written.split(':')[0] ?? ''];
    expect(asked).toHaveLength(expected ?? 0);
  });

  it.each(FAULTS)(
    '%s, lasting: a clear error at every request',
    async (fault) => {
      let met = 0;
      for (let index = 0; index < 10; index++) {
        proxy.suffer(fault, index, true);
        const outcome = await openAndSign(fault === 'silence' ? SHORT : DEADLINE).catch((error: unknown) => error);
        if (proxy.suffered === 0) break;
        met += 1;
        expect(leaksOf(outcome)).toEqual([]);
        expect(outcome).toMatchObject({
          code: expect.stringMatching(CODES[fault]),
          message: expect.stringContaining(`The key ${written}`),
          cure: expect.stringMatching(/^[A-Z].*\.$/),
        });
      }
      proxy.heal();
      expect(met).toBeGreaterThanOrEqual(2);
    },
    60_000,
  );

  it.each(['throttled', 'unavailable', 'broken', 'lost'] as const)(
    '%s, passing: ridden out at every request',
    async (fault) => {
      for (let index = 0; index < 5; index++) {
        proxy.suffer(fault, index);
        await openAndSign(DEADLINE);
        if (proxy.suffered === 0) break;
      }
      proxy.heal();
    },
    60_000,
  );

  it('ends at once when the run ends', async () => {
    const ending = new AbortController();
    proxy.suffer('silence', 0, true);
    setTimeout(() => ending.abort(), 50);
    const error = await errorOf(
      opened(running, written, { endpoint: proxy.url, signal: ending.signal, deadline: 60_000 }),
    );
    expect(error).toMatchObject({ code: 'KMS_UNREACHABLE', message: expect.stringContaining('given up') });
    proxy.heal();
  });

  it('names the host where nothing listens, and takes the page of an ingress for no answer of the service', async () => {
    const nobody = await errorOf(opened(running, written, { endpoint: 'http://127.0.0.1:9', deadline: DEADLINE }));
    expect(nobody).toMatchObject({ code: 'KMS_UNREACHABLE', message: expect.stringContaining('127.0.0.1:9') });
    const ingress = createServer((_, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
    );
    await new Promise<void>((resolve) => ingress.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(ingress.address() as AddressInfo).port}`;
    expect(await errorOf(opened(running, written, { endpoint, deadline: DEADLINE }))).toMatchObject({
      code: 'KMS_UNREACHABLE',
      message: expect.stringMatching(/HTTP 404|a page of a proxy say/),
    });
    ingress.closeAllConnections();
    ingress.close();
  });

  it('a new version whose answer is lost is not made twice', async () => {
    if (written.startsWith('awskms')) return;
    const made = () =>
      proxy.requests.filter(
        ({ method, path }) => method === 'POST' && /rotate|cryptoKeyVersions$/.test(path.split('?')[0] ?? ''),
      ).length;
    const before = made();
    // The first request of Azure's is its challenge.
    proxy.suffer('lost', written.startsWith('azurekms') ? 1 : 0);
    const settings = { world, environment: running.environment, deadline: DEADLINE };
    await errorOf(createVersion(addressAt(written, proxy.url), settings));
    expect(proxy.suffered).toBe(1);
    expect(made() - before).toBe(written.startsWith('azurekms') ? 2 : 1);
    proxy.heal();
    await openAndSign(DEADLINE);
  });
});

describe('what a service says in its own way', () => {
  it('"throttled" with HTTP 400 is ridden out by the client of AWS', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const PublicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const KeyId = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const answers: Answer[] = [
      { status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } },
      { status: 200, body: { KeyId, PublicKey, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } },
    ];
    const server = await answering(() => answers.shift() ?? { status: 500 });
    const environment = {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    const key = await opened({ url: server.url, environment } as never, 'awskms:///alias/dfns-ci');
    expect(key.address).toBe(`awskms:///${KeyId}?endpoint=${server.url}`);
    await server.stop();
  });

  it('a sealed Vault is told as one', async () => {
    const server = await answering(() => ({ status: 503, body: { errors: ['Vault is sealed'] } }));
    const running = { url: server.url, environment: { VAULT_TOKEN: 'hvs.some' } } as never;
    expect(await errorOf(opened(running, 'hashivault://dfns-ci', { deadline: 100 }))).toMatchObject({
      code: 'KMS_UNREACHABLE',
      message: expect.stringContaining('Vault is sealed'),
    });
    await server.stop();
  });

  it('an endpoint that is no host of Key Vault gets no token', async () => {
    const asked: HttpRequest[] = [];
    const connect = () => async (request: HttpRequest) => {
      asked.push(request);
      return {
        status: challenge.status,
        headers: challenge.headers ?? {},
        body: Buffer.from('{"error":{"code":"Unauthorized"}}'),
        host: 'kms.example.com',
      };
    };
    const { address } = parseKmsAddress('azurekms://my-vault.vault.azure.net/dfns-ci?endpoint=https://kms.example.com');
    if (address === undefined) throw new Error('the address is refused');
    const error = await errorOf(openKmsKey(address, { world: { ...world, connect }, environment: {} }));
    expect(error).toMatchObject({ code: 'KMS_FAILED', message: expect.stringContaining('no host of Key Vault') });
    expect(asked.every(({ headers }) => headers?.authorization === undefined)).toBe(true);
  });
});
