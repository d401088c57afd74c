import { createPublicKey, verify } from 'node:crypto';
import { UpdateAliasCommand } from '@aws-sdk/client-kms';
import { createVersion, proveSigning } from '../../src/kms/index.js';
import { pythonServers } from '../servers/python.js';
import { errorOf } from './errors.js';
import { AWS, AZURE, addressAt, GCP, type Kind, opened, type Running, SERVICES, TRANSIT, world } from './services.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
const DATA = Buffer.from(
  '{"type":"key.get","challenge":"MWM0MmY2","origin":"https://app.dfns.io","crossOrigin":false}',
);

/** As Dfns verifies. */
function isGood(publicKey: string, data: Uint8Array, signature: Buffer): boolean {
  const key = createPublicKey(publicKey);
  return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key, signature);
}

whereServers.each(SERVICES)('a key in $name', ({ kinds, pinned, start }) => {
  let running: Running;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
  }, 60_000);
  afterAll(() => running.stop());
  afterEach(() => expect(running.violations ?? []).toEqual([]));

  it.each(kinds)(
    '%s: signs as Dfns verifies, by a pinned version that stays the same when it is opened again',
    async (kind: Kind) => {
      const key = await opened(running, await running.make(kind));
      expect(key.address).toMatch(pinned);
      expect(key.fingerprint).toMatch(/^[\da-f]{64}$/);
      expect(key.warnings).toEqual([]);
      // r and s of ECDSA are of another length now and then.
      for (const data of [DATA, Buffer.alloc(1_100, 'x'), Buffer.from('1'), Buffer.from('2'), Buffer.from('3')]) {
        expect(isGood(key.publicKey, data, await key.sign(data))).toBe(true);
      }
      const again = await opened(running, key.address);
      expect(again).toMatchObject({ address: key.address, publicKey: key.publicKey });
      expect(isGood(key.publicKey, DATA, await again.sign(DATA))).toBe(true);
      await expect(proveSigning(again)).resolves.toBeUndefined();
    },
  );
});

whereServers.each([GCP, AZURE, TRANSIT])('a new version of a key in $name', ({ start }) => {
  it('signs where the address is unpinned; what was opened or pinned before goes on with the old one', async () => {
    if (servers === undefined) return;
    const running: Running = await start(servers);
    const written = await running.make('p-256');
    const settings = { world, environment: running.environment, deadline: 400 };
    const old = await opened(running, written);
    const made = await createVersion(addressAt(written, running.url), settings);
    const current = await opened(running, written);
    expect(current.address).toBe(made);
    expect(current.publicKey).not.toEqual(old.publicKey);
    expect(isGood(current.publicKey, DATA, await current.sign(DATA))).toBe(true);
    for (const key of [old, await opened(running, old.address)]) {
      expect(key.publicKey).toEqual(old.publicKey);
      expect(isGood(old.publicKey, DATA, await key.sign(DATA))).toBe(true);
    }
    expect(await errorOf(createVersion(addressAt(old.address, running.url), settings))).toMatchObject({
      code: 'KMS_CANNOT_ROTATE',
      cure: expect.stringContaining('Leave the version out'),
    });
    // As text 9 comes after 10 and 11.
    for (let version = 3; version <= 11; version++) await createVersion(addressAt(written, running.url), settings);
    expect((await opened(running, written)).publicKey).not.toEqual(current.publicKey);
    if (written.startsWith('gcpkms'))
      expect((await opened(running, written)).address).toContain('cryptoKeyVersions/11?');
    if (written.startsWith('hashivault')) expect((await opened(running, written)).address).toContain('version=11&');
    expect(running.violations ?? []).toEqual([]);
    await running.stop();
  }, 60_000);
});

whereServers('an alias of AWS', () => {
  it('that comes to name another key means that one from then on; what was opened goes on with its own', async () => {
    if (servers === undefined) return;
    const running = await AWS.start(servers);
    const written = `${await running.make('p-256')}?region=eu-west-1`;
    const old = await opened(running, written);
    const { id, arn } = await running.create('RSA_2048');
    await running.client.send(
      new UpdateAliasCommand({ AliasName: /alias\/[^?]+/.exec(written)?.[0], TargetKeyId: id }),
    );
    const current = await opened(running, written);
    expect(current.address).toBe(`awskms:///${arn}?region=eu-west-1&endpoint=${running.url}`);
    expect(isGood(old.publicKey, DATA, await old.sign(DATA))).toBe(true);
    for (const same of [
      `awskms:///${id}`,
      `awskms:///${arn}`,
      `awskms:///${arn.replace(/key\/.+/, '')}${/alias\/[^?]+/.exec(written)?.[0]}`,
    ]) {
      expect((await opened(running, same)).publicKey).toEqual(current.publicKey);
    }
    const settings = { world, environment: running.environment };
    expect(await errorOf(createVersion(addressAt(written, running.url), settings))).toMatchObject({
      code: 'KMS_CANNOT_ROTATE',
      cure: expect.stringContaining('let the alias name it'),
    });
    await running.stop();
  }, 60_000);
});
