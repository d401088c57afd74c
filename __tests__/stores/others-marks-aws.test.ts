import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { pythonServers } from '../servers/python.js';
import { startReadable } from './provider-servers.js';
import { credential, errorOf, freshName, keyPair, opened, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('AWS Secrets Manager, as others use it too', () => {
  let running: Running;
  let aws: SecretsManagerClient;
  beforeAll(async () => {
    running = await startReadable('AWS Secrets Manager', servers);
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
