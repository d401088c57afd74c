import { DisableKeyCommand, type KeySpec, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { parseKmsAddress } from '../../src/kms/address.js';
import { openKmsKey } from '../../src/kms/index.js';
import { errorOf } from './errors.js';
import { DATA, running, says, whereServers } from './refusals.js';
import { AWS, opened, world } from './services.js';

whereServers('AWS KMS', () => {
  let aws: Awaited<ReturnType<typeof AWS.start>>;
  beforeAll(async () => {
    aws = await running(AWS);
  }, 60_000);
  afterAll(() => aws.stop());

  it('is told of a key that Dfns cannot verify, by its spec or usage', async () => {
    const kinds: [KeySpec, 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC', string][] = [
      ['ECC_NIST_P384', 'SIGN_VERIFY', 'ECC_NIST_P384'],
      ['ECC_NIST_P521', 'SIGN_VERIFY', 'ECC_NIST_P521'],
      ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'ECC_SECG_P256K1'],
      ['RSA_2048', 'ENCRYPT_DECRYPT', 'usage is ENCRYPT_DECRYPT'],
      ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'UnsupportedOperationException'],
      ['HMAC_256', 'GENERATE_VERIFY_MAC', 'UnsupportedOperationException'],
    ];
    for (const [spec, usage, what] of kinds) {
      const { id } = await aws.create(spec, usage);
      expect(await errorOf(opened(aws, `awskms:///${id}`))).toMatchObject(
        says('KMS_KEY_UNUSABLE', what, 'docs/kms.md'),
      );
    }
  });

  it('is told of a key that is disabled, waits for its removal, or is not there; also where that happens after it was opened', async () => {
    const { id } = await aws.create('ECC_NIST_P256');
    const key = await opened(aws, `awskms:///${id}`);
    await aws.client.send(new DisableKeyCommand({ KeyId: id }));
    for (const work of [opened(aws, `awskms:///${id}`), key.sign(DATA)]) {
      expect(await errorOf(work)).toMatchObject(says('KMS_KEY_DISABLED', 'is disabled', 'Enable it'));
    }
    await aws.client.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }));
    expect(await errorOf(key.sign(DATA))).toMatchObject(says('KMS_KEY_DISABLED', 'pending deletion'));
    for (const none of ['alias/none', '12345678-1234-1234-1234-123456789012']) {
      expect(await errorOf(opened(aws, `awskms:///${none}`))).toMatchObject(says('KMS_NOT_FOUND', none, 'region'));
    }
  });

  it('without a login or a region is told of it; half a login is none, and another profile does not take its place', async () => {
    const written = await aws.make('p-256');
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = aws.environment;
    const as = (environment: Record<string, string>) => opened({ ...aws, environment }, written);
    const region = { AWS_REGION: 'eu-west-1' };
    expect(await errorOf(as({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } as never))).toMatchObject(
      says('KMS_NOT_LOGGED_IN', 'no AWS region', '?region='),
    );
    expect(await errorOf(as(region))).toMatchObject(
      says('KMS_NOT_LOGGED_IN', 'credentials', 'aws-actions/configure-aws-credentials'),
    );
    expect(await errorOf(as({ ...region, AWS_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID ?? '' }))).toMatchObject(
      says('KMS_NOT_LOGGED_IN', 'AWS_SECRET_ACCESS_KEY is not', 'Set both'),
    );
    process.env.AWS_PROFILE = 'somebody-else';
    await expect(opened(aws, written)).resolves.toMatchObject({ warnings: [] });
    delete process.env.AWS_PROFILE;
  });

  it('is not asked at an address of the environment that is none; an endpoint there is taken', async () => {
    const { address } = parseKmsAddress(await aws.make('p-256'));
    if (address === undefined) throw new Error('the address is refused');
    const at = (AWS_ENDPOINT_URL_KMS: string) =>
      openKmsKey(address, { world, environment: { ...aws.environment, AWS_ENDPOINT_URL_KMS } });
    expect((await at(aws.url)).address).toMatch(/^awskms:\/\/\/arn:[^?]+$/);
    for (const wrong of ['http://kms.example.com', 'https://user:hunter2@kms.example.com', 'kms']) {
      const error = await errorOf(at(wrong));
      expect(error).toMatchObject(says('KMS_FAILED', 'AWS_ENDPOINT_URL_KMS', 'or remove it'));
      expect(error.message).not.toContain('hunter2');
    }
  });
});
