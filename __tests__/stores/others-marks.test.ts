import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type FakeKeyVault, fakeKeyVault, loggedInAz } from '../servers/azure.js';
import { type FakeSecretManager, fakeSecretManager, PROJECT } from '../servers/gcp.js';
import { get, post } from '../servers/loopback.js';
import { BAO_TOKEN, pythonServers } from '../servers/python.js';
import { credential, errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

function starting(name: string): Promise<Running> {
  const provider = READABLE.find((each) => each.name === name);
  if (servers === undefined || provider === undefined) throw new Error(`there is no ${name}`);
  return provider.start(servers);
}

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

whereServers('Vault, as others use it too', () => {
  let running: Running;
  beforeAll(async () => {
    running = await starting('Vault');
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

whereServers('AWS Secrets Manager, as others use it too', () => {
  let running: Running;
  let aws: SecretsManagerClient;
  beforeAll(async () => {
    running = await starting('AWS Secrets Manager');
    aws = new SecretsManagerClient({ endpoint: running.url, region: 'eu-west-1' });
  }, 60_000);
  afterAll(() => running.stop());

  it('leaves the label AWSPENDING where a rotation of AWS put it', async () => {
    const name = freshName();
    const SecretString = '{"password":"of others"}';
    await aws.send(new CreateSecretCommand({ Name: name }));
    const { VersionId } = await aws.send(
      new PutSecretValueCommand({ SecretId: name, SecretString, VersionStages: ['AWSPENDING', 'AWSCURRENT'] }),
    );
    const store = await opened(running, name);
    expect(await store.read()).toMatchObject({ current: { document: { password: 'of others' }, version: VersionId } });
    for (const work of [() => store.putCurrent(credential('a'), undefined), () => store.clear()])
      expect(await errorOf(work())).toMatchObject({ code: 'STORE_CONFLICT' });
    await store.removePending(VersionId ?? '');
    const { VersionIdsToStages = {} } = await aws.send(new DescribeSecretCommand({ SecretId: name }));
    expect(VersionIdsToStages[VersionId ?? '']?.sort()).toEqual(['AWSCURRENT', 'AWSPENDING']);
  });

  it('calls a binary value one', async () => {
    const name = freshName();
    await aws.send(new CreateSecretCommand({ Name: name, SecretBinary: Buffer.from('of others') }));
    const store = await opened(running, name);
    expect(await store.read()).toEqual({ foreign: 'a binary value' });
    expect(await errorOf(store.clear())).toMatchObject({ code: 'STORE_CONFLICT' });
  });

  it('is told by its ARN, which must exist', async () => {
    const name = freshName();
    const { ARN = '' } = await aws.send(new CreateSecretCommand({ Name: name, SecretString: '{}' }));
    const byArn = { ...running, environment: {}, target: (each: string) => `aws-secretsmanager://${each}` };
    const store = await opened(byArn, ARN);
    const version = await store.putCurrent(credential('a'), undefined);
    expect((await (await opened(running, name)).read()).current).toEqual({ document: credential('a'), version });
    const missing = await opened(byArn, `${ARN.slice(0, -6)}zzzzzz`.replace(name, `${name}-x`));
    expect(await errorOf(missing.putPending(keyPair('a'), undefined))).toMatchObject({
      code: 'STORE_NOT_FOUND',
      message: expect.stringContaining('cannot be created by its ARN'),
    });
  });

  it('is not written where a rotation of AWS would write over it', async () => {
    const name = freshName();
    await aws.send(new CreateSecretCommand({ Name: name, SecretString: '{}' }));
    await aws.send(new RotateSecretCommand({ SecretId: name, RotationRules: { AutomaticallyAfterDays: 30 } }));
    expect(await errorOf((await opened(running, name)).putPending(keyPair('a'), undefined))).toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('a rotation of AWS'),
    });
  });

  it('says what stands in the way of clearing a secret with replicas', async () => {
    const name = freshName();
    const store = await opened(running, name);
    await store.putCurrent(credential('a'), undefined);
    await aws.send(
      new ReplicateSecretToRegionsCommand({ SecretId: name, AddReplicaRegions: [{ Region: 'eu-central-1' }] }),
    );
    expect(await errorOf(store.clear())).toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('replicated to other regions (eu-central-1)'),
      cure: expect.stringContaining('remove-regions-from-replication'),
    });
    const { SecretString } = await aws.send(new GetSecretValueCommand({ SecretId: name, VersionStage: 'AWSCURRENT' }));
    expect(JSON.parse(SecretString ?? '')).toEqual(credential('a'));
  });
});
