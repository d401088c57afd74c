import { type FakeSecretManager, fakeSecretManager, PROJECT } from '../servers/gcp.js';
import { pythonServers } from '../servers/python.js';
import { credential, errorOf, opened, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('GCP Secret Manager, as others use it too', () => {
  let server: FakeSecretManager;
  let running: Running;
  const warnings: string[] = [];
  const name = 'dfns-backend';
  const open = () => opened(running, name, { warn: (message) => warnings.push(message) });
  const states = () => server.secrets.get(name)?.versions.map(({ state }) => state);
  const disable = (number: number) => {
    const version = server.secrets.get(name)?.versions[number - 1];
    if (version) version.state = 'DISABLED';
  };

  beforeEach(async () => {
    server = await fakeSecretManager(servers?.discovery);
    Object.assign(process.env, {
      METADATA_SERVER_DETECTION: 'none',
      GOOGLE_APPLICATION_CREDENTIALS: server.credentials,
    });
    const target = (each: string) => `gcp-secretmanager://${PROJECT}/${each}`;
    running = { url: server.url, stop: server.stop, environment: {}, target };
    warnings.length = 0;
  });
  afterEach(async () => {
    await running.stop();
    expect(server.violations).toEqual([]);
  });

  it('finds the version before one that somebody disabled, says so, and leaves that one disabled', async () => {
    const store = await open();
    const first = await store.putCurrent(credential('a'), undefined);
    await store.putCurrent(credential('b'), first);
    disable(2);
    const { current } = await store.read();
    expect(current).toEqual({ document: credential('a'), version: first });
    expect(warnings).toEqual([expect.stringContaining('2, is disabled: version 1 before it is used')]);
    await store.putCurrent(credential('c'), current?.version);
    expect(states()).toEqual(['ENABLED', 'DISABLED', 'ENABLED']);
    expect((await store.read()).current?.document).toEqual(credential('c'));
  });

  it('does not take a disabled secret for an empty one, and a destroyed one for nothing more', async () => {
    const store = await open();
    await store.putCurrent(credential('a'), undefined);
    disable(1);
    expect(await store.read()).toEqual({ unreadable: 'its newest version, 1, is disabled' });
    expect(await errorOf(store.putCurrent(credential('b'), undefined))).toMatchObject({ code: 'STORE_CONFLICT' });
    server.secrets.get(name)?.versions.splice(0, 1, { state: 'DESTROYED', data: '' });
    expect(await store.read()).toEqual({});
  });

  it('empties a secret that somebody labelled, and leaves the secret and what is not ours in it', async () => {
    const store = await open();
    server.secrets.set(name, { replication: { automatic: {} }, versions: [], labels: { team: 'payments' } });
    await store.putCurrent(credential('a'), undefined);
    await store.clear();
    expect(server.secrets.get(name)?.labels).toEqual({ team: 'payments' });
    expect(states()).toEqual(['DESTROYED']);
    await store.putCurrent(credential('b'), undefined);
    expect((await store.read()).current?.document).toEqual(credential('b'));
  });

  it('calls a binary value one', async () => {
    server.secrets.set(name, {
      replication: {},
      versions: [{ state: 'ENABLED', data: Buffer.from([0xc3, 0x28]).toString('base64') }],
    });
    expect(await (await open()).read()).toEqual({ foreign: 'a binary value' });
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(credential('a'))}`, 'utf16le').toString('base64');
    server.secrets.get(name)?.versions.push({ state: 'ENABLED', data: utf16 });
    expect((await (await open()).read()).current?.document).toEqual(credential('a'));
  });

  it('says which file of credentials cannot be read', async () => {
    const environment = { GOOGLE_APPLICATION_CREDENTIALS: '/nonexistent/credentials.json' };
    expect(await errorOf(opened({ ...running, environment }, name))).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      message: expect.stringContaining('the file that GOOGLE_APPLICATION_CREDENTIALS names cannot be read'),
    });
  });
});
