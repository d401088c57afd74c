import { parseKmsAddress } from '../../src/kms/address.js';
import { createVersion, openKmsKey } from '../../src/kms/index.js';
import { errorOf } from './errors.js';
import { DATA, running, says, whereServers } from './refusals.js';
import { addressAt, opened, TRANSIT, world } from './services.js';

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
