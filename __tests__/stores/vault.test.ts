import { request } from 'node:http';
import { answering, get } from '../servers/loopback.js';
import { BAO_TOKEN, pythonServers } from '../servers/python.js';
import { credential, errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('Vault', () => {
  let running: Running;
  beforeAll(async () => {
    const vault = READABLE.find(({ name }) => name === 'Vault');
    if (servers !== undefined && vault !== undefined) running = await vault.start(servers);
  }, 60_000);
  afterAll(() => running.stop());

  const vault = (method: string, path: string, body: object): Promise<Record<string, never>> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        `${running.url}/v1/${path}`,
        { method, agent: false, headers: { 'x-vault-token': BAO_TOKEN } },
        async (incoming) => {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          const text = Buffer.concat(chunks).toString();
          resolve(text === '' ? {} : JSON.parse(text));
        },
      );
      outgoing.on('error', reject).end(JSON.stringify(body));
    });

  const tokenOf = async (policy: string): Promise<string> => {
    const name = freshName();
    await vault('PUT', `sys/policies/acl/${name}`, { policy });
    const { auth } = (await vault('POST', 'auth/token/create', { policies: [name] })) as unknown as {
      auth: { client_token: string };
    };
    return auth.client_token;
  };

  it('writes over a secret whose newest version someone deleted', async () => {
    const name = freshName();
    const store = await opened(running, name);
    await store.putCurrent(credential('a'), undefined);
    await vault('DELETE', `secret/data/${name}`, {});
    expect(await store.read()).toEqual({});
    const version = await store.putCurrent(credential('b'), undefined);
    expect(await store.read()).toEqual({ current: { document: credential('b'), version } });
  });

  it('names the mount that does not exist', async () => {
    const store = await opened({ ...running, target: (name) => `vault://nowhere/${name}` }, freshName());
    for (const work of [store.read(), store.putPending(keyPair('a'), undefined)]) {
      expect(await errorOf(work)).toMatchObject({
        code: 'STORE_NOT_FOUND',
        message: expect.stringContaining('"nowhere/"'),
      });
    }
  });

  it('refuses an engine of version 1 before it wrote to it', async () => {
    await vault('POST', 'sys/mounts/kv1', { type: 'kv', options: { version: '1' } });
    const store = await opened({ ...running, target: (name) => `vault://kv1/${name}` }, 'old');
    expect(await errorOf(store.putPending(keyPair('a'), undefined))).toMatchObject({
      code: 'STORE_NOT_FOUND',
      cure: expect.stringContaining('KV version 2'),
    });
    expect((await get(`${running.url}/v1/kv1/?list=true`, { 'x-vault-token': BAO_TOKEN })).body).toEqual({
      errors: [],
    });
  });

  it('says which capability is missing before anything is kept, also one that is needed only at the end', async () => {
    const name = freshName();
    const token = await tokenOf(`path "secret/data/${name}*" { capabilities = ["create", "read", "update"] }`);
    const store = await opened(running, name, { environment: { VAULT_TOKEN: token } });
    expect(await store.read()).toEqual({});
    expect(await errorOf(store.putPending(keyPair('a'), undefined))).toMatchObject({
      code: 'STORE_DENIED',
      message: expect.stringMatching(new RegExp(`do not grant update on secret/destroy/${name}`)),
    });
    expect(await store.read()).toEqual({});
  });

  it('does everything with the least policy that the error names', async () => {
    const name = freshName();
    const token = await tokenOf(`
      path "secret/data/${name}*" { capabilities = ["create", "read", "update"] }
      path "secret/destroy/${name}*" { capabilities = ["update"] }
      path "secret/metadata/${name}*" { capabilities = ["delete"] }
    `);
    const store = await opened(running, name, { environment: { VAULT_TOKEN: token } });
    const pending = await store.putPending(keyPair('a'), undefined);
    const first = await store.putCurrent(credential('a'), undefined);
    const second = await store.putCurrent(credential('b'), first);
    await store.putCurrent(credential('c'), second);
    await store.removePending(pending);
    expect((await store.read()).current?.document).toEqual(credential('c'));
    await store.clear();
    expect(await store.read()).toEqual({});
  });

  it('tells a token that is no longer valid from a value, and a namespace that does not exist', async () => {
    const old = await opened(running, freshName(), { environment: { VAULT_TOKEN: 'hvs.old' } });
    expect(await errorOf(old.read())).toMatchObject({
      code: 'STORE_DENIED',
      message: expect.stringContaining('the token has expired'),
    });
    const environment = { ...running.environment, VAULT_NAMESPACE: 'nowhere' };
    const elsewhere = await opened(running, freshName(), { environment });
    expect(await errorOf(elsewhere.read())).toMatchObject({
      code: 'STORE_NOT_FOUND',
      cure: expect.stringContaining('VAULT_NAMESPACE'),
    });
  });

  it('tells a standby, a sealed and a new server, and follows no redirect with a token', async () => {
    const states = [
      {
        status: 307,
        headers: { location: 'https://active.internal:8200/v1/secret/data/a' },
        told: 'the active node, active.internal:8200',
      },
      { status: 473, told: 'is a standby' },
      { status: 503, body: { errors: ['Vault is sealed'] }, told: 'is sealed' },
      { status: 501, body: { errors: [] }, told: 'is not initialised' },
    ];
    for (const { told, ...answer } of states) {
      const server = await answering(() => answer);
      const store = await opened(running, 'a', { endpoint: server.url, deadline: 500 });
      expect(await errorOf(store.read())).toMatchObject({
        code: 'STORE_UNREACHABLE',
        message: expect.stringContaining(told),
      });
      await server.stop();
    }
  });

  it('says that the certificate file cannot be read', async () => {
    const environment = { ...running.environment, VAULT_CACERT: '/nonexistent/ca.pem' };
    expect(await errorOf(opened(running, freshName(), { environment }))).toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('VAULT_CACERT'),
    });
  });
});
