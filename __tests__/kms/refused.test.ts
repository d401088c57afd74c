import { DisableKeyCommand, type KeySpec, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { parseKmsAddress } from '../../src/kms/address.js';
import { createVersion, openKmsKey } from '../../src/kms/index.js';
import { loggedOutAz } from '../servers/azure.js';
import { pythonServers } from '../servers/python.js';
import { AWS, AZURE, addressAt, errorOf, GCP, opened, TRANSIT, world } from './services.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
const DATA = Buffer.from('{"type":"key.get"}');

async function running<T>(service: { start(found: NonNullable<typeof servers>): Promise<T> }): Promise<T> {
  if (servers === undefined) throw new Error('there are no servers');
  return service.start(servers);
}

function says(code: string, message: string | RegExp, cure?: string): object {
  return {
    code,
    message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
    ...(cure !== undefined && { cure: expect.stringContaining(cure) }),
  };
}

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

whereServers('Azure Key Vault', () => {
  let azure: Awaited<ReturnType<typeof AZURE.start>>;
  beforeAll(async () => {
    azure = await running(AZURE);
  }, 60_000);
  afterAll(() => azure.stop());
  const at = (name: string) => `azurekms://my-vault.vault.azure.net/${name}`;

  it('is told of a key that Dfns cannot verify, by its type, curve or operations', async () => {
    const kinds: [string, number | string, string][] = [
      ['EC', 'P-384', 'its curve is P-384'],
      ['EC-HSM', 'P-521', 'its curve is P-521'],
      ['EC', 'secp256k1', 'its curve is P-256K'],
      ['oct-HSM', 256, 'its type is oct-HSM'],
    ];
    for (const [kty, parameter, what] of kinds) {
      const name = azure.server.make(kty, parameter);
      for (const version of azure.server.keys.get(name) ?? []) version.operations = ['sign'];
      expect(await errorOf(opened(azure, at(name)))).toMatchObject(says('KMS_KEY_UNUSABLE', what));
    }
    const encrypting = azure.server.make('RSA', 2048);
    for (const version of azure.server.keys.get(encrypting) ?? []) version.operations = ['encrypt', 'decrypt'];
    expect(await errorOf(opened(azure, at(encrypting)))).toMatchObject(
      says('KMS_KEY_UNUSABLE', 'encrypt, decrypt, without sign'),
    );
    expect(await errorOf(opened(azure, at(azure.server.make('RSA', 1024))))).toMatchObject(
      says('KMS_KEY_UNUSABLE', '1024 bits'),
    );
  });

  it('is told of a version that is disabled, expired or not yet to be used, and warned of one that can leave or expires', async () => {
    const name = azure.server.make('EC', 'P-256');
    const [version] = azure.server.keys.get(name) ?? [];
    if (version === undefined) throw new Error('there is no version');
    version.attributes = { enabled: true, exp: 4_070_908_800, exportable: true };
    const key = await opened(azure, at(name));
    expect(key.warnings).toEqual([
      expect.stringContaining('exportable'),
      expect.stringContaining('expires at 2099-01-01'),
    ]);
    version.attributes = { enabled: false };
    for (const work of [opened(azure, at(name)), key.sign(DATA)]) {
      expect(await errorOf(work)).toMatchObject(says('KMS_KEY_DISABLED', 'is disabled'));
    }
    version.attributes = { enabled: true, exp: 1 };
    expect(await errorOf(opened(azure, at(name)))).toMatchObject(says('KMS_KEY_DISABLED', 'expired at 1970'));
    version.attributes = { enabled: true, nbf: 4_070_908_800 };
    expect(await errorOf(opened(azure, at(name)))).toMatchObject(says('KMS_KEY_DISABLED', 'before 2099'));
    for (const none of ['none', `${name}/${'0'.repeat(32)}`]) {
      expect(await errorOf(opened(azure, at(none)))).toMatchObject(says('KMS_NOT_FOUND', 'KeyNotFound'));
    }
  });

  it('names the right that is missing, and the firewall', async () => {
    const name = azure.server.make('EC', 'P-256');
    const key = await opened(azure, at(name));
    const rights: [string, () => Promise<unknown>, string][] = [
      ['read', () => opened(azure, at(name)), 'Crypto User'],
      ['sign', () => key.sign(DATA), 'Crypto User'],
      [
        'rotate',
        () => createVersion(addressAt(at(name), azure.url), { world, environment: azure.environment }),
        'Crypto Officer',
      ],
    ];
    for (const [right, work, role] of rights) {
      azure.server.granted.delete(right);
      expect(await errorOf(work())).toMatchObject(says('KMS_DENIED', `keys/${right}`, role));
      azure.server.granted.add(right);
    }
    azure.server.answerWith({
      status: 403,
      body: { error: { code: 'Forbidden', innererror: { code: 'ForbiddenByFirewall' } } },
    });
    expect(await errorOf(key.sign(DATA))).toMatchObject(says('KMS_DENIED', 'ForbiddenByFirewall', 'firewall'));
    azure.server.answerWith(undefined);
  });

  it('a signature of another length than r and s have is refused, and so is that of another key', async () => {
    const name = azure.server.make('EC', 'P-256');
    const key = await opened(azure, at(name));
    for (const length of [63, 65, 70, 0]) {
      const value = Buffer.alloc(length, 1).toString('base64url');
      azure.server.answerWith({ status: 200, body: { kid: `${azure.url}/keys/${name}/1`, value } });
      expect(await errorOf(key.sign(DATA))).toMatchObject(says('KMS_BAD_SIGNATURE', `${length} bytes`));
    }
    const value = Buffer.alloc(64, 1).toString('base64url');
    azure.server.answerWith({ status: 200, body: { kid: `${azure.url}/keys/${name}/1`, value } });
    expect(await errorOf(key.sign(DATA))).toMatchObject(says('KMS_BAD_SIGNATURE', 'does not verify'));
    azure.server.answerWith(undefined);
  });

  it('without a login is told of it', async () => {
    const written = await azure.make('p-256');
    const putBack = loggedOutAz();
    const error = await errorOf(opened(azure, written));
    putBack();
    expect(error).toMatchObject(says('KMS_NOT_LOGGED_IN', 'Azure credentials', 'azure/login'));
  });
});

whereServers('Transit', () => {
  let transit: Awaited<ReturnType<typeof TRANSIT.start>>;
  beforeAll(async () => {
    transit = await running(TRANSIT);
  }, 60_000);
  afterAll(() => transit.stop());

  it('is told of a key that Dfns cannot verify, by its type', async () => {
    for (const type of ['ecdsa-p384', 'ecdsa-p521', 'aes256-gcm96', 'chacha20-poly1305', 'hmac']) {
      await transit.ask('POST', `transit/keys/${type}`, { type, ...(type === 'hmac' && { key_size: 32 }) });
      expect(await errorOf(opened(transit, `hashivault://${type}`))).toMatchObject(
        says('KMS_KEY_UNUSABLE', `its type is ${type}`),
      );
    }
    await transit.ask('POST', 'transit/keys/derived', { type: 'ed25519', derived: true });
    expect(await errorOf(opened(transit, 'hashivault://derived'))).toMatchObject(says('KMS_KEY_UNUSABLE', 'derived'));
  });

  it('is told of a version that there is not or that may not sign, and warned where the private key can leave', async () => {
    await transit.ask('POST', 'transit/keys/leaving', {
      type: 'ed25519',
      exportable: true,
      allow_plaintext_backup: true,
    });
    await transit.ask('POST', 'transit/keys/leaving/rotate', {});
    const key = await opened(transit, 'openbao://transit/leaving?version=1');
    expect(key.address).toBe(`openbao://transit/leaving?version=1&endpoint=${transit.url}`);
    expect(key.warnings).toEqual([
      expect.stringContaining('has exportable'),
      expect.stringContaining('has allow_plaintext_backup'),
    ]);
    expect(await errorOf(opened(transit, 'hashivault://leaving?version=3'))).toMatchObject(
      says('KMS_NOT_FOUND', 'no version 3 (its newest is 2)'),
    );
    await transit.ask('POST', 'transit/keys/leaving/config', { min_encryption_version: 2 });
    expect(await errorOf(opened(transit, 'hashivault://leaving?version=1'))).toMatchObject(
      says('KMS_KEY_DISABLED', 'min_encryption_version is 2'),
    );
    expect((await opened(transit, 'hashivault://leaving')).address).toContain('version=2');
  });

  it('is told where there is no such key, mount or namespace', async () => {
    expect(await errorOf(opened(transit, 'hashivault://none'))).toMatchObject(says('KMS_NOT_FOUND', 'no key "none"'));
    expect(await errorOf(opened(transit, 'hashivault://nowhere/none'))).toMatchObject(
      says('KMS_NOT_FOUND', 'at "nowhere/"'),
    );
    expect(await errorOf(opened(transit, 'hashivault://secret/none'))).toMatchObject(says('KMS_NOT_FOUND', 'secret/'));
    await transit.ask('POST', 'sys/mounts/a/b', { type: 'transit' });
    await transit.ask('POST', 'a/b/keys/deep', { type: 'ed25519' });
    expect((await opened(transit, 'hashivault://a%2Fb/deep')).address).toContain('hashivault://a%2Fb/deep?version=1');
  });

  it('names the capability and the path that are missing, and what to do without a token', async () => {
    await transit.ask('POST', 'transit/keys/guarded', { type: 'ecdsa-p256' });
    const limited = async (policy: string) => {
      await transit.ask('PUT', 'sys/policies/acl/limited', { policy });
      const { auth } = await transit.ask('POST', 'auth/token/create', {
        policies: ['limited'],
        no_default_policy: true,
      });
      return { VAULT_TOKEN: (auth as unknown as { client_token: string }).client_token };
    };
    const blind = {
      ...transit,
      environment: await limited('path "transit/sign/guarded" { capabilities = ["update"] }'),
    };
    expect(await errorOf(opened(blind, 'hashivault://guarded'))).toMatchObject(
      says('KMS_DENIED', 'read on transit/keys/guarded'),
    );
    const reader = {
      ...transit,
      environment: await limited('path "transit/keys/guarded" { capabilities = ["read"] }'),
    };
    const key = await opened(reader, 'hashivault://guarded');
    expect(await errorOf(key.sign(DATA))).toMatchObject(says('KMS_DENIED', 'update on transit/sign/guarded'));
    const address = addressAt('hashivault://guarded', transit.url);
    expect(await errorOf(createVersion(address, { world, ...reader }))).toMatchObject(
      says('KMS_DENIED', 'update on transit/keys/guarded/rotate'),
    );
    const without = await errorOf(opened({ ...transit, environment: {} }, 'hashivault://guarded'));
    expect(without).toMatchObject(says('KMS_NOT_LOGGED_IN', 'VAULT_TOKEN', 'hashicorp/vault-action'));
    for (const [name, value] of [
      ['VAULT_TOKEN', 'hvs.one\nhvs.two'],
      ['VAULT_NAMESPACE', 'a b'],
      ['VAULT_ADDR', 'http://vault.example.com'],
    ]) {
      const environment = { ...transit.environment, [name ?? '']: value ?? '' };
      const { address: plain } = parseKmsAddress('hashivault://guarded');
      if (plain === undefined) throw new Error('the address is refused');
      const error = await errorOf(openKmsKey(plain, { world, environment }));
      expect(error.message).toContain(`the variable ${name} of the environment`);
      expect(error.message).not.toContain(value);
    }
    // OpenBao does not tell a token that it does not know from one that may not.
    const gone = await errorOf(
      opened({ ...transit, environment: { VAULT_TOKEN: 'hvs.gone' } }, 'hashivault://guarded'),
    );
    expect(gone).toMatchObject(says('KMS_DENIED', 'or the token has expired', 'hashicorp/vault-action'));
  });
});
