import { type FakeKeyVault, fakeKeyVault, loggedInAz } from '../servers/azure.js';
import { credential, errorOf, keyPair, opened, type Running } from './providers.js';

describe('Azure Key Vault, as others use it too', () => {
  let server: FakeKeyVault;
  let running: Running;
  let logOut: () => void;
  const warnings: string[] = [];
  const name = 'dfns-backend';
  const open = () => opened(running, name, { warn: (message) => warnings.push(message) });
  const versions = () => server.secrets.get(name)?.versions ?? [];

  beforeEach(async () => {
    server = await fakeKeyVault();
    logOut = loggedInAz(server.accessToken);
    process.env.AZURE_TOKEN_CREDENTIALS = 'AzureCliCredential';
    const environment = { AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' };
    running = {
      url: server.url,
      stop: server.stop,
      environment,
      target: (each) => `azure-keyvault://my-vault/${each}`,
    };
    warnings.length = 0;
  });
  afterEach(async () => {
    logOut();
    await running.stop();
  });

  it('keeps tags and content type through writes, and through a removal that is taken back', async () => {
    const store = await open();
    const first = await store.putCurrent(credential('a'), undefined);
    const [version] = versions();
    Object.assign(version?.tags ?? {}, { team: 'payments' });
    if (version) version.contentType = 'application/vnd.acme+json';
    await store.putCurrent(credential('b'), first);
    expect(versions().at(-1)).toMatchObject({ tags: { team: 'payments' }, contentType: 'application/vnd.acme+json' });
    await store.clear();
    await store.putCurrent(credential('c'), undefined);
    expect(versions().at(-1)?.tags).toMatchObject({ team: 'payments' });
    expect((await store.read()).current?.document).toEqual(credential('c'));
  });

  it('finds the version before one that somebody disabled, says so, and leaves that one disabled', async () => {
    const store = await open();
    const first = await store.putCurrent(credential('a'), undefined);
    await store.putCurrent(credential('b'), first);
    for (const each of versions().slice(1)) each.enabled = false;
    const { current } = await store.read();
    expect(current?.document).toEqual(credential('a'));
    expect(warnings).toEqual([expect.stringContaining('is disabled: an older one')]);
    await store.putCurrent(credential('c'), current?.version);
    expect(versions().map(({ enabled }) => enabled)).toEqual([true, false, true]);
    expect((await store.read()).current?.document).toEqual(credential('c'));
  });

  it('does not take a disabled secret for an empty one', async () => {
    const store = await open();
    await store.putCurrent(credential('a'), undefined);
    for (const each of versions()) each.enabled = false;
    expect(await store.read()).toEqual({ unreadable: 'its newest version is disabled' });
    expect(await errorOf(store.putCurrent(credential('b'), undefined))).toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await errorOf(store.clear())).toMatchObject({ code: 'STORE_CONFLICT' });
  });

  it('gives a secret the expiry of its token where a policy demands one, and tells a policy from a missing right', async () => {
    server.demandsExpiry = true;
    const store = await open();
    await store.putPending(keyPair('a'), undefined);
    await store.putCurrent(credential('a'), undefined);
    expect(versions().at(-1)?.expires).toBe(Date.parse('2027-11-24T00:00:00Z') / 1000);
    const refused = (code: string) => ({ status: 403, body: { error: { code: 'Forbidden', innererror: { code } } } });
    server.answerWith(refused('ForbiddenByPolicy'));
    expect(await errorOf(store.read())).toMatchObject({ message: expect.stringContaining('a policy of Azure') });
    server.answerWith(refused('ForbiddenByFirewall'));
    expect(await errorOf(store.read())).toMatchObject({ message: expect.stringContaining("the vault's firewall") });
    server.answerWith(refused('ForbiddenByRbac'));
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_DENIED',
      cure: 'Give the identity the role Key Vault Secrets User on the vault (or get in its access policy).',
    });
  });

  it('leaves an older version that is not ours enabled', async () => {
    server.secrets.set(name, { versions: [], deleted: false, busy: 0 });
    versions().push({ id: 'a'.repeat(32), value: 'of others', created: 1, enabled: true, tags: {} });
    versions().push({
      id: 'b'.repeat(32),
      value: JSON.stringify(credential('a')),
      created: 2,
      enabled: true,
      tags: {},
    });
    const store = await open();
    const second = await store.putCurrent(credential('b'), (await store.read()).current?.version);
    await store.putCurrent(credential('c'), second);
    expect(versions().map(({ enabled }) => enabled)).toEqual([true, false, true, true]);
  });
});
