import { fakeGithub, REPOSITORY } from '../servers/github.js';
import { pythonServers } from '../servers/python.js';
import { createFrom, github as issuesOf } from './asked.js';
import { openTransit, type Transit } from './in-kms.js';
import { accountNames, errorOf, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
const place = `repos/${REPOSITORY}`;

whereServers('An account whose key is in a KMS', () => {
  let transit: Transit;
  beforeAll(async () => {
    if (servers) transit = await openTransit(servers);
  });
  afterAll(() => transit?.stop());

  test('is kept in GitHub’s secrets with the address of its key, which a private key gives way to', async () => {
    const [simulator, github] = [await simulate(), await fakeGithub()];
    const names = () => [...(github.secrets.get(place)?.keys() ?? [])].filter((name) => /KEY$/.test(name));
    const step = (inputs: object) =>
      transit.act(
        simulator,
        {
          store: `github://repository?endpoint=${github.url}`,
          'github-token': github.appToken,
          token: github.open(place, 'DFNS_AUTH_TOKEN'),
          ...inputs,
        },
        { env: { GITHUB_REPOSITORY: REPOSITORY } },
      );
    const key = await transit.make('p-256');
    await step({ 'output-private-key': 'true', 'key-type': 'ec-p256' });
    expect(names()).toEqual(['DFNS_PRIVATE_KEY']);
    // The token is proven by itself: the private key that signs for it is not asked for any more.
    for (const [version, status] of [
      [1, 'rotated'],
      [1, 'unchanged'],
      [2, 'rotated'],
    ] as const) {
      if (version === 2) await transit.rotate(key);
      const ran = await step({ key, 'retire-after': '0' });
      expect(errorOf(ran)).toBe('');
      expect(ran.outputs).toMatchObject({ status, key: `${key}?version=${version}` });
      expect(names()).toEqual(['DFNS_KEY']);
      expect(github.open(place, 'DFNS_KEY')).toBe(ran.outputs.key);
    }
    const back = await step({ mode: 'rotate', key, 'retire-after': '0' });
    expect(back.outputs.key).toBe(`${key}?version=3`);
    const unseen = await step({ key, token: '' });
    expect(errorOf(unseen)).toContain('[SECRETS_NOT_PASSED]');
    expect(errorOf(unseen)).not.toContain('private-key');
    expect(github.violations).toEqual([]);
    await github.stop();
  });

  test('is asked for with the public key of the KMS, and adopted by the address that waited', async () => {
    const [simulator, github, store, key] = [
      await simulate(),
      await issuesOf(),
      transit.target(),
      await transit.make('rsa-2048'),
    ];
    const ask = (inputs: object = {}) =>
      transit.act(
        simulator,
        { mode: 'request', ...nobody, store, key, 'github-token': github.workflowToken, ...inputs },
        { env: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: REPOSITORY } },
      );
    const asked = await ask();
    expect(asked.outputs).toMatchObject({ status: 'requested', key: `${key}?version=1` });
    const pending = await transit.kept(`${store}-pending`);
    expect(pending).toMatchObject({ DFNS_KEY: `${key}?version=1`, DFNS_PENDING_REASON: 'request' });
    expect(pending).not.toHaveProperty('DFNS_PRIVATE_KEY');
    expect((await ask()).outputs['request-url']).toBe(asked.outputs['request-url']);

    const token = createFrom(simulator, github.issues.all[0]);
    await transit.rotate(key);
    const adopted = await ask({ token });
    expect(adopted.outputs).toMatchObject({ status: 'created', token, key: `${key}?version=1` });
    expect(await transit.kept(store)).toMatchObject({ DFNS_KEY: `${key}?version=1`, DFNS_AUTH_TOKEN: token });
    expect(github.issues.all).toMatchObject([{ state: 'closed' }]);
    const settled = await ask();
    expect(settled.outputs).toMatchObject({ status: 'unchanged', key: `${key}?version=1` });
    expect(warningsOf(settled).join()).toContain('key means another key by now');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('keeps its credential while its key may not sign, and moves on from a key that is gone', async () => {
    const [simulator, store, key] = [await simulate(), transit.target(), await transit.make('p-256')];
    const made = await transit.act(simulator, { store, key });
    const before = await transit.kept(store);
    const name = key.split('/').at(-1);
    await transit.rotate(key);
    await transit.ask('POST', `transit/keys/${name}/config`, { min_decryption_version: 2, min_encryption_version: 2 });
    const alone = await transit.act(simulator, { mode: 'validate', store, ...nobody });
    expect(errorOf(alone)).toContain('[KMS_');
    expect(errorOf(alone)).toContain(`${key}?version=1`);
    expect(await transit.kept(store)).toEqual(before);
    const moved = await transit.act(simulator, { store, key });
    expect(moved.outputs).toMatchObject({ status: 'rotated', key: `${key}?version=2` });
    expect(warningsOf(moved).join()).toContain('can sign no more');
    expect(accountNames(simulator)).toHaveLength(2);
    expect(made.outputs.token).not.toBe(moved.outputs.token);

    // Its store was written to by hand.
    const path = store.replace('vault://secret/', 'secret/data/');
    const kept = await transit.kept(store);
    for (const [damage, text] of [
      [{ DFNS_KEY: key }, 'DFNS_KEY is not pinned'],
      [{ DFNS_KEY: 'the key of Tuesday' }, 'DFNS_KEY is no address'],
      [{ DFNS_PRIVATE_KEY: 'x' }, 'DFNS_KEY beside a DFNS_PRIVATE_KEY'],
    ] as const) {
      await transit.ask('POST', path, { data: { ...kept, ...damage } });
      const refused = await transit.act(simulator, { store, key });
      expect(errorOf(refused)).toContain(text);
      expect(errorOf(refused)).toContain('[STORED_KEY_UNREADABLE]');
    }
  });
});

const nobody = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
  role: undefined,
};
