import { createVersion } from '../../src/kms/index.js';
import { loggedOutAz } from '../servers/azure.js';
import { errorOf } from './errors.js';
import { DATA, running, says, whereServers } from './refusals.js';
import { AZURE, addressAt, opened, world } from './services.js';

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
