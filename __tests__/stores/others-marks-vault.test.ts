import { get, post } from '../servers/loopback.js';
import { BAO_TOKEN, pythonServers } from '../servers/python.js';
import { startReadable } from './provider-servers.js';
import { credential, errorOf, freshName, keyPair, opened, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('Vault, as others use it too', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startReadable('Vault', servers);
  }, 60_000);
  afterAll(() => running.stop());
  const token = { 'x-vault-token': BAO_TOKEN };
  const vault = (path: string, body: object) => post(`${running.url}/v1/${path}`, body, token);
  const look = async (path: string) => (await get(`${running.url}/v1/${path}`, token)).body as { data?: never };

  it('leaves older versions that are not ours, and custom metadata, also when it clears', async () => {
    const name = freshName();
    await running.lay?.(name, '{"password":"of others"}');
    await running.lay?.(name, JSON.stringify(credential('a')));
    await vault(`secret/metadata/${name}`, { custom_metadata: { team: 'payments' } });
    const store = await opened(running, name);
    const second = await store.putCurrent(credential('b'), (await store.read()).current?.version);
    await store.putCurrent(credential('c'), second);
    await store.clear();
    expect(await look(`secret/data/${name}?version=1`)).toMatchObject({ data: { data: { password: 'of others' } } });
    expect(await look(`secret/metadata/${name}`)).toMatchObject({
      data: { custom_metadata: { team: 'payments' }, versions: { 3: { destroyed: true }, 4: { destroyed: true } } },
    });
    expect(await store.read()).toEqual({});
  });

  it('says that the newest version was removed, and leaves those before it', async () => {
    const name = freshName();
    const warnings: string[] = [];
    await running.lay?.(name, '{"password":"of others"}');
    await running.lay?.(name, '{"a":"b"}');
    await vault(`secret/delete/${name}`, { versions: [2] });
    const store = await opened(running, name, { warn: (message) => warnings.push(message) });
    expect(await store.read()).toEqual({});
    expect(warnings).toEqual([expect.stringContaining('2, is deleted: it counts as empty')]);
    const version = await store.putCurrent(credential('a'), undefined);
    await store.putCurrent(credential('b'), version);
    expect(await look(`secret/data/${name}?version=1`)).toMatchObject({ data: { data: { password: 'of others' } } });
  });

  it('keeps in a mount with slashes', async () => {
    await vault('sys/mounts/team/kv', { type: 'kv', options: { version: '2' } });
    const store = await opened({ ...running, target: (each) => `vault://team%2Fkv/${each}` }, 'backend');
    await store.putPending(keyPair('a'), undefined);
    const version = await store.putCurrent(credential('a'), undefined);
    expect((await store.readCurrent()).current).toEqual({ document: credential('a'), version });
  });

  it('is read with no more than the right to read the document', async () => {
    const name = freshName();
    await running.lay?.(name, JSON.stringify(credential('a')));
    await post(
      `${running.url}/v1/sys/policies/acl/${name}`,
      { policy: `path "secret/data/${name}" { capabilities = ["read"] }` },
      token,
      'PUT',
    );
    const { body } = await vault('auth/token/create', { policies: [name] });
    const { auth } = body as { auth: { client_token: string } };
    const store = await opened(running, name, { environment: { VAULT_TOKEN: ` ${auth.client_token}\n` } });
    expect((await store.readCurrent()).current?.document).toEqual(credential('a'));
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_DENIED',
      cure: expect.stringMatching(new RegExp(`^Grant read on secret/data/${name}-pending;`)),
    });
  });
});
