import { pythonServers } from '../servers/python.js';
import { actingAs, bootstrapInputs } from './bootstrapped.js';
import { expectRefused, openTransit, readerOf } from './in-kms.js';
import { accountNames, errorOf, revoke, simulate } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('With a key in a KMS, a new user', () => {
  test('is registered by the code from its e-mail, provisions and revokes out of its store', async () => {
    if (!servers) return;
    const [transit, simulator] = [await openTransit(servers), await simulate()];
    const [store, own] = [transit.target(), transit.target()];
    const [provisionerKey, key] = [await transit.make('rsa-2048'), await transit.make('ed25519')];
    const { user, code } = simulator.organisation.inviteUser('release@example.com');
    const registering = {
      ...bootstrapInputs(undefined),
      'provisioner-username': 'release@example.com',
      'registration-code': code,
      'key-type': undefined,
      'provisioner-key': provisionerKey,
      store,
    };
    // A key that may not sign spends no code.
    const reader = { env: { VAULT_TOKEN: await readerOf(transit) } };
    expectRefused(await transit.act(simulator, registering, reader), 'KMS_DENIED', 'update on transit/sign/');
    expect(user.credentials).toEqual([]);
    const made = await transit.act(simulator, registering);
    expect([errorOf(made), made.outputs]).toEqual([
      '',
      expect.objectContaining({ status: 'created', key: `${provisionerKey}?version=1` }),
    ]);
    expect(await transit.kept(store)).toMatchObject({ DFNS_KEY: `${provisionerKey}?version=1` });
    expect(await transit.kept(store)).not.toHaveProperty('DFNS_PRIVATE_KEY');
    expect((await transit.act(simulator, registering)).outputs.status).toBe('unchanged');

    const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'Provisioner');
    simulator.organisation.assign(role?.id ?? '', user.userId);
    const acting = actingAs({ inputs: { store } } as never);
    expect((await transit.act(simulator, { ...acting, key, store: own })).outputs.status).toBe('created');
    const revoked = await transit.act(simulator, { ...revoke, ...acting, store: own });
    expect([errorOf(revoked), revoked.outputs.status]).toEqual(['', 'revoked']);
    expect([accountNames(simulator), await transit.kept(own)]).toEqual([[], undefined]);
    await transit.stop();
  });
});
