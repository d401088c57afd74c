import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type FakeSecretManager, fakeSecretManager, PROJECT } from '../servers/gcp.js';
import { pythonServers } from '../servers/python.js';
import { credential, errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

function starting(name: string): () => Promise<Running> {
  return () => {
    const provider = READABLE.find((each) => each.name === name);
    if (servers === undefined || provider === undefined) throw new Error(`there is no ${name}`);
    return provider.start(servers);
  };
}

whereServers('AWS Secrets Manager', () => {
  let running: Running;
  let aws: SecretsManagerClient;
  beforeAll(async () => {
    running = await starting('AWS Secrets Manager')();
    aws = new SecretsManagerClient({ endpoint: running.url, region: 'eu-west-1' });
  }, 60_000);
  afterAll(() => running.stop());

  it('restores a secret that is scheduled for deletion, with nothing of what it held', async () => {
    const name = freshName();
    const store = await opened(running, name);
    await store.putPending(keyPair('old'), undefined);
    await store.putCurrent(credential('old'), undefined);
    await aws.send(new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: 7 }));
    expect(await store.read()).toEqual({});
    const pending = await store.putPending(keyPair('new'), undefined);
    expect(await store.read()).toEqual({ pending: { document: keyPair('new'), version: pending } });
    expect((await aws.send(new DescribeSecretCommand({ SecretId: name }))).DeletedDate).toBeUndefined();
  });

  it('fills a secret that someone made without a value', async () => {
    const name = freshName();
    await aws.send(new CreateSecretCommand({ Name: name }));
    const store = await opened(running, name);
    expect(await store.read()).toEqual({});
    const version = await store.putPending(keyPair('a'), undefined);
    expect(await store.read()).toEqual({ pending: { document: keyPair('a'), version } });
  });

  it('does not take a pending key pair for the current credential, though AWS labels a first version with both', async () => {
    const name = freshName();
    await aws.send(new CreateSecretCommand({ Name: name }));
    const text = JSON.stringify(keyPair('a'));
    await aws.send(new PutSecretValueCommand({ SecretId: name, SecretString: text, VersionStages: ['AWSPENDING'] }));
    const store = await opened(running, name);
    const { current, pending } = await store.read();
    expect(current).toBeUndefined();
    expect(pending?.document).toEqual(keyPair('a'));
    await store.removePending(pending?.version ?? '');
    expect(await store.read()).toEqual({});
  });

  it('leaves no label AWSPENDING behind, and the one before as AWSPREVIOUS', async () => {
    const name = freshName();
    const store = await opened(running, name);
    const first = await store.putCurrent(credential('a'), undefined);
    const pending = await store.putPending(keyPair('b'), undefined);
    const second = await store.putCurrent(credential('b'), first);
    await store.removePending(pending);
    const { VersionIdsToStages = {} } = await aws.send(new DescribeSecretCommand({ SecretId: name }));
    expect(VersionIdsToStages[second]).toContain('AWSCURRENT');
    expect(VersionIdsToStages[first]).toEqual(['AWSPREVIOUS']);
    expect(Object.values(VersionIdsToStages).flat()).not.toContain('AWSPENDING');
  });

  it('encrypts a new secret with the key that the target names', async () => {
    const name = freshName();
    const target = () => `aws-secretsmanager://${name}?kms-key-id=alias/dfns&region=eu-west-1`;
    await (await opened({ ...running, environment: {}, target }, name)).putPending(keyPair('a'), undefined);
    expect((await aws.send(new DescribeSecretCommand({ SecretId: name }))).KmsKeyId).toBe('alias/dfns');
  });
});

whereServers('GCP Secret Manager', () => {
  let server: FakeSecretManager;
  let running: Running;
  beforeEach(async () => {
    server = await fakeSecretManager(servers?.discovery);
    Object.assign(process.env, {
      METADATA_SERVER_DETECTION: 'none',
      GOOGLE_APPLICATION_CREDENTIALS: server.credentials,
    });
    const target = (name: string) => `gcp-secretmanager://${PROJECT}/${name}`;
    running = { url: server.url, stop: server.stop, environment: {}, target };
  });
  afterEach(async () => {
    await running.stop();
    expect(server.violations).toEqual([]);
  });

  it('makes the secret with a replica in the location of the target, automatically replicated without one', async () => {
    const target = (name: string) => `gcp-secretmanager://${PROJECT}/${name}?location=europe-west1`;
    await (await opened({ ...running, target }, 'regional')).putCurrent(credential('a'), undefined);
    await (await opened(running, 'anywhere')).putCurrent(credential('a'), undefined);
    expect(server.secrets.get('regional')?.replication).toEqual({
      userManaged: { replicas: [{ location: 'europe-west1' }] },
    });
    expect(server.secrets.get('anywhere')?.replication).toEqual({ automatic: {} });
  });

  it('exchanges its federated token once for all requests of a run', async () => {
    const store = await opened(running, 'once');
    await store.read();
    await store.putCurrent(credential('a'), undefined);
    expect(server.exchanges).toHaveLength(1);
  });

  it('says that the API is not enabled, and that the project may be missing', async () => {
    const store = await opened(running, 'denied');
    const error = { code: 403, status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] };
    server.answerWith({ status: 403, body: { error } });
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_DENIED',
      cure: expect.stringContaining('gcloud services enable'),
    });
    server.answerWith({ status: 403, body: {} });
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_DENIED',
      message: expect.stringContaining(PROJECT),
    });
    server.answerWith(undefined);
    expect(await store.read()).toEqual({});
  });
});
