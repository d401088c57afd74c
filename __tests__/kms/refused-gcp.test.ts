import { createVersion } from '../../src/kms/index.js';
import { errorOf } from './errors.js';
import { DATA, running, says, whereServers } from './refusals.js';
import { addressAt, GCP, opened, world } from './services.js';

whereServers('Google Cloud KMS', () => {
  let gcp: Awaited<ReturnType<typeof GCP.start>>;
  beforeAll(async () => {
    gcp = await running(GCP);
  }, 60_000);
  afterAll(() => gcp.stop());

  it('is told of a key that Dfns cannot verify, by its algorithm', async () => {
    for (const algorithm of [
      'RSA_SIGN_PSS_2048_SHA256',
      'RSA_SIGN_RAW_PKCS1_2048',
      'RSA_DECRYPT_OAEP_2048_SHA256',
      'EC_SIGN_P384_SHA384',
      'EC_SIGN_SECP256K1_SHA256',
    ]) {
      const error = await errorOf(opened(gcp, `gcpkms://${gcp.server.make(algorithm)}`));
      expect(error).toMatchObject(says('KMS_KEY_UNUSABLE', `its algorithm is ${algorithm}`));
    }
    for (const algorithm of ['GOOGLE_SYMMETRIC_ENCRYPTION', 'HMAC_SHA256']) {
      const error = await errorOf(opened(gcp, `gcpkms://${gcp.server.make(algorithm)}`));
      expect(error).toMatchObject(says('KMS_KEY_UNUSABLE', 'no public key'));
    }
  });

  it('is told of a version that is not enabled, and takes the newest that is', async () => {
    const name = gcp.server.make('EC_SIGN_P256_SHA256');
    const written = `gcpkms://${name}`;
    const settings = { world, environment: {}, deadline: 400 };
    await createVersion(addressAt(written, gcp.url), settings);
    const [first, second] = gcp.server.keys.get(name) ?? [];
    if (first === undefined || second === undefined) throw new Error('there are no versions');
    const key = await opened(gcp, written);
    expect(key.address).toContain('/cryptoKeyVersions/2');
    second.state = 'DISABLED';
    expect((await opened(gcp, written)).address).toContain('/cryptoKeyVersions/1');
    for (const work of [opened(gcp, key.address), key.sign(DATA)]) {
      expect(await errorOf(work)).toMatchObject(says('KMS_KEY_DISABLED', '(DISABLED)', 'Enable it'));
    }
    first.state = 'DESTROYED';
    expect(await errorOf(opened(gcp, written))).toMatchObject(says('KMS_KEY_DISABLED', 'its newest, 2, is DISABLED'));
    for (const none of ['no-key', 'key-1/cryptoKeyVersions/99']) {
      const error = await errorOf(opened(gcp, `gcpkms://${name.replace(/[^/]+$/, none)}`));
      expect(error).toMatchObject(says('KMS_NOT_FOUND', 'no such version, key, key ring'));
    }
  });

  it('names the right that is missing', async () => {
    const name = gcp.server.make('EC_SIGN_ED25519');
    const key = await opened(gcp, `gcpkms://${name}`);
    const roles = {
      list: '/cryptoKeyVersions/N',
      viewPublicKey: 'publicKeyViewer',
      useToSign: 'cloudkms.signer',
      create: 'permission',
    };
    for (const [right, role] of Object.entries(roles)) {
      gcp.server.granted.delete(right);
      const work = {
        useToSign: () => key.sign(DATA),
        create: () => createVersion(addressAt(`gcpkms://${name}`, gcp.url), { world, environment: {} }),
      }[right];
      const error = await errorOf(work === undefined ? opened(gcp, `gcpkms://${name}`) : work());
      expect(error).toMatchObject(says('KMS_DENIED', `cloudkms.cryptoKeyVersions.${right}`, role));
      gcp.server.granted.add(right);
    }
    gcp.server.answerWith({
      status: 403,
      body: { error: { code: 403, status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] } },
    });
    expect(await errorOf(opened(gcp, `gcpkms://${name}`))).toMatchObject(
      says('KMS_DENIED', 'not enabled', 'gcloud services enable'),
    );
    gcp.server.answerWith(undefined);
  });

  it('without a login is told of it, and of a file of credentials that is none', async () => {
    const written = await gcp.make('p-256');
    const { GOOGLE_APPLICATION_CREDENTIALS: before } = process.env;
    process.env.GOOGLE_APPLICATION_CREDENTIALS = '/nonexistent/credentials.json';
    const error = await errorOf(opened(gcp, written));
    process.env.GOOGLE_APPLICATION_CREDENTIALS = before;
    expect(error).toMatchObject(says('KMS_NOT_LOGGED_IN', 'Google credentials', 'google-github-actions/auth'));
    for (const [file, what] of [
      ['/nonexistent', 'cannot be read'],
      [__filename, 'is no JSON'],
    ]) {
      const environment = { GOOGLE_APPLICATION_CREDENTIALS: file ?? '' };
      expect(await errorOf(opened({ ...gcp, environment }, written))).toMatchObject(
        says('KMS_NOT_LOGGED_IN', what ?? ''),
      );
    }
  });
});
