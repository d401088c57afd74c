import { pythonServers } from '../servers/python.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { bootstrapInputs, user } from './bootstrapped.js';
import { openTransit, provisionerIn, readerOf, type Transit } from './in-kms.js';
import { accountNames, errorOf, liveAccounts, provisioned, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

whereServers('With its keys in a KMS', () => {
  let transit: Transit;
  beforeAll(async () => {
    if (servers) transit = await openTransit(servers);
  });
  afterAll(() => transit?.stop());

  test('an account is made, moves to each newer version, and goes back to a private key', async () => {
    const simulator = await simulate();
    const [store, key] = [transit.target(), await transit.make('p-256')];
    const by = await provisionerIn(transit, simulator);
    const act = (inputs: object = {}) => transit.act(simulator, { ...by, store, key, ...inputs });
    const pinnedTo = (version: number) => `${key}?version=${version}`;

    const made = await act({ 'export-env': 'true' });
    expect(errorOf(made)).toBe('');
    expect(made).toMatchObject({ exitCode: 0, outputs: { status: 'created', key: pinnedTo(1) } });
    expect(made.env).toMatchObject({ DFNS_KEY: pinnedTo(1), DFNS_PRIVATE_KEY: '' });
    expect(made.outputs['private-key']).toBeUndefined();
    const first = await transit.kept(store);
    expect(first).toMatchObject({ DFNS_KEY: pinnedTo(1), DFNS_AUTH_TOKEN: made.outputs.token });
    expect(first).not.toHaveProperty('DFNS_PRIVATE_KEY');
    expectNoLeak(made, [transit.env.VAULT_TOKEN]);

    const steady = simulator.requests.length;
    expect((await act()).outputs).toMatchObject({ status: 'unchanged', changed: 'false', key: pinnedTo(1) });
    // The logout is one of them.
    expect(simulator.requests.length - steady).toBe(7);

    await transit.rotate(key);
    const moved = await act();
    expect(moved.outputs).toMatchObject({ status: 'rotated', key: pinnedTo(2) });
    expect(moved.log).toContain('the account is rotated to it');
    expect(accountNames(simulator)).toEqual([expect.stringMatching(/^backend-retired-/), 'backend']);

    expect((await act({ mode: 'rotate', 'retire-after': '0' })).outputs).toMatchObject({
      status: 'rotated',
      key: pinnedTo(3),
    });
    expect(await transit.kept(store)).toMatchObject({ DFNS_KEY: pinnedTo(3) });

    const valid = await transit.act(simulator, { mode: 'validate', store, ...noProvisioner });
    expect(valid).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', key: pinnedTo(3) } });
    const other = await transit.act(simulator, { mode: 'validate', store, key: pinnedTo(1), ...noProvisioner });
    expect(errorOf(other)).toContain('[KEY_DIFFERS]');

    const back = await act({ mode: 'rotate', key: undefined, 'retire-after': '0' });
    expect(warningsOf(back).join()).toContain('gets a private key: key is not given');
    expect(back.outputs.key).toBeUndefined();
    expect(await transit.kept(store)).toMatchObject({ DFNS_PRIVATE_KEY: expect.stringContaining('PRIVATE KEY') });
    expect(await transit.kept(store)).not.toHaveProperty('DFNS_KEY');

    // Version 3 is that of an account that was archived, and Dfns takes a key once.
    expect((await act()).outputs).toMatchObject({ status: 'rotated', key: pinnedTo(4) });
    expect(liveAccounts(simulator.organisation)).toHaveLength(2);
  });

  test('a provisioner is registered and kept without a private key, and acts out of its store', async () => {
    const simulator = await simulate();
    const [store, provisionerKey, key] = [
      transit.target(),
      await transit.make('ed25519'),
      await transit.make('rsa-2048'),
    ];
    const registering = (code: boolean, more: object = {}) => ({
      ...bootstrapInputs(code ? simulator.organisation.createCredentialCode(user).code : undefined),
      'key-type': undefined,
      'provisioner-key': provisionerKey,
      store,
      ...more,
    });
    const made = await transit.act(simulator, registering(true));
    expect(made).toMatchObject({ exitCode: 0, outputs: { status: 'created', key: `${provisionerKey}?version=1` } });
    const document = await transit.kept(store);
    expect(document).toMatchObject({ DFNS_KEY: `${provisionerKey}?version=1`, DFNS_USERNAME: user });
    expect(document).not.toHaveProperty('DFNS_PRIVATE_KEY');
    expect((await transit.act(simulator, registering(false))).outputs).toMatchObject({ status: 'unchanged' });

    // The account lives for one run, and Dfns takes a key once: each run has a version of its own.
    const acting = { ...noProvisioner, 'provisioner-store': store, 'api-url': undefined, 'org-id': undefined };
    const ephemeral = { ...acting, key, role: 'create-wallets', ephemeral: 'true' };
    for (const version of [1, 2]) {
      const run = { env: { GITHUB_RUN_ID: `${version}` } };
      const main = await transit.act(simulator, ephemeral, run);
      expect(main.outputs).toMatchObject({ status: 'created', key: `${key}?version=${version}` });
      expect(accountNames(simulator)).toEqual([`backend-run-${version}-1`]);
      const post = await transit.act(simulator, ephemeral, { ...run, entry: 'post', state: main.state });
      expect(post.exitCode).toBe(0);
      expect(accountNames(simulator)).toEqual([]);
    }

    await transit.rotate(provisionerKey);
    expect(errorOf(await transit.act(simulator, registering(false)))).toContain(
      'of another key than the one that is given',
    );
    const again = await transit.act(simulator, registering(true));
    expect(again.outputs).toMatchObject({ status: 'created', key: `${provisionerKey}?version=2` });
    expect(warningsOf(again).join()).toContain(`${made.outputs['credential-id']}: deactivate it`);
  });

  test('an account whose private key is in a store is moved, and a provisioner too', async () => {
    const simulator = await simulate();
    const [account, store, key] = [provisioned(simulator), transit.target(), await transit.make('p-256')];
    const given = { token: account.token, 'private-key': account.privateKey, store };
    expect((await transit.act(simulator, given)).outputs.status).toBe('updated');
    const moved = await transit.act(simulator, { store, key });
    expect(moved.outputs).toMatchObject({ status: 'rotated', key: `${key}?version=1` });
    expect(accountNames(simulator)).toEqual([expect.stringMatching(/^backend-retired-/), 'backend']);
    expect(await transit.kept(store)).not.toHaveProperty('DFNS_PRIVATE_KEY');
    const next = await transit.act(simulator, { store, key });
    expect(next.outputs).toMatchObject({ status: 'unchanged', key: `${key}?version=1` });

    // One that was made with the public key of a KMS, while nothing signed with it here, keeps its key.
    const [own, held] = [transit.target(), await transit.make('ed25519')];
    const publicKey = await transit.publicKey(held);
    const elsewhere = { name: 'held', store: own, 'public-key': publicKey };
    expect((await transit.act(simulator, elsewhere)).outputs.status).toBe('created');
    const reached = await transit.act(simulator, { ...elsewhere, 'public-key': undefined, key: held });
    expect(reached.outputs).toMatchObject({ status: 'updated', changed: 'false', key: `${held}?version=1` });

    const provisioner = transit.target();
    const code = () => simulator.organisation.createCredentialCode(user).code;
    const inputs = { ...bootstrapInputs(code()), store: provisioner };
    expect((await transit.act(simulator, { ...inputs, 'key-type': 'ec-p256' })).outputs.status).toBe('created');
    const into = { 'key-type': undefined, key: await transit.make('p-256'), 'credential-code': code() };
    expect((await transit.act(simulator, { ...inputs, ...into })).outputs.status).toBe('created');
    expect(await transit.kept(provisioner)).not.toHaveProperty('DFNS_PRIVATE_KEY');
  });

  test('what cannot sign is refused before anything is written', async () => {
    const simulator = await simulate();
    const by = await provisionerIn(transit, simulator);
    const [store, good] = [transit.target(), await transit.make('p-256')];
    await transit.ask('POST', 'transit/keys/symmetric', { type: 'aes256-gcm96' });
    const reader = await readerOf(transit);
    const asReader = { env: { VAULT_TOKEN: reader } };
    const byPair = { 'provisioner-key': undefined, 'provisioner-username': user };
    const { credentialId, privateKey } = simulator.provisioner;
    const pair = { ...byPair, 'provisioner-credential-id': credentialId, 'provisioner-private-key': privateKey };
    const cases: [object, object, string, string][] = [
      [{ key: 'hashivault://transit/symmetric' }, {}, 'KMS_KEY_UNUSABLE', 'aes256-gcm96'],
      [{ key: 'hashivault://transit/none' }, {}, 'KMS_NOT_FOUND', 'has no key "none"'],
      [{ key: `${good}?version=7` }, {}, 'KMS_NOT_FOUND', 'no version 7'],
      [{ ...pair, key: good }, asReader, 'KMS_DENIED', 'update on transit/sign/'],
      [{ 'provisioner-key': 'hashivault://transit/symmetric' }, {}, 'KMS_KEY_UNUSABLE', 'aes256-gcm96'],
      [{}, asReader, 'KMS_DENIED', 'update on transit/sign/'],
    ];
    for (const [inputs, options, code, text] of cases) {
      const refused = await transit.act(simulator, { ...by, store, ...inputs }, options);
      expect(errorOf(refused)).toContain(`[${code}]`);
      expect(errorOf(refused)).toContain(text);
    }
    const dry = await transit.act(simulator, { ...by, key: 'hashivault://transit/none', 'dry-run': 'true', store });
    expect(errorOf(dry)).toContain('[KMS_NOT_FOUND]');
    expect(writesOf(simulator)).toEqual([]);
    expect(await transit.kept(store)).toBeUndefined();
  });
});

const noProvisioner = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
  'provisioner-key': undefined,
  role: undefined,
};
