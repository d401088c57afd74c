import type { Simulator } from '../../simulator/index.js';
import { REPOSITORY } from '../servers/github.js';
import { pythonServers } from '../servers/python.js';
import { createFrom, github as issuesOf } from './asked.js';
import { expectRefused, openTransit, provisionerIn, readerOf, type Transit } from './in-kms.js';
import { accountNames, errorOf, type Inputs, revoke, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
/** No provisioner, and nothing that needs one. */
const nobody: Inputs = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
  role: undefined,
};

whereServers('Where a key in a KMS is lost', () => {
  let transit: Transit;
  beforeAll(async () => {
    if (servers) transit = await openTransit(servers);
  });
  afterAll(() => transit?.stop());

  const remove = async (address: string) => {
    const path = `transit/keys/${nameOf(address)}`;
    await transit.ask('POST', `${path}/config`, { deletion_allowed: true });
    await transit.ask('DELETE', path);
  };
  const makeAgain = async (address: string) => {
    await remove(address);
    await transit.ask('POST', `transit/keys/${nameOf(address)}`, { type: 'ecdsa-p256' });
  };
  /** Its only version may sign no more. */
  const disable = async (address: string) => {
    const newest = { min_decryption_version: 1, min_encryption_version: 2 };
    await transit.rotate(address);
    await transit.ask('POST', `transit/keys/${nameOf(address)}/config`, newest);
  };

  async function kept() {
    const [simulator, store, key] = [await simulate(), transit.target(), await transit.make('p-256')];
    expect((await transit.act(simulator, { store, key })).outputs.status).toBe('created');
    return { simulator, store, key, before: await transit.kept(store), account: accountIdIn(simulator) };
  }

  test('validate tells it, with the account where a provisioner can see it, and changes nothing', async () => {
    const cases: [(address: string) => Promise<void>, string, string][] = [
      [remove, 'KMS_NOT_FOUND', 'does not exist'],
      [disable, 'KMS_KEY_DISABLED', 'may not sign with version 1'],
      [makeAgain, 'KEY_NOT_OF_TOKEN', 'the account was made with another key'],
    ];
    for (const [lose, code, text] of cases) {
      const { simulator, store, key, before, account } = await kept();
      await lose(key);
      const other = await transit.make('p-256');
      for (const inputs of [nobody, {}, { ...nobody, key: other }, { key: other }]) {
        const told = await transit.act(simulator, { mode: 'validate', store, ...inputs });
        expectRefused(told, code, text, `${key}?version=1`, 'mode: ensure rotates the account to it');
        expect(told.outputs.token).toBeUndefined();
        expect(told.outputs['service-account-id']).toBe('role' in inputs ? undefined : account);
      }
      expect(writesOf(simulator)).toEqual(['POST /permissions', 'POST /auth/service-accounts']);
      expect(await transit.kept(store)).toEqual(before);
    }
  });

  test('ensure moves on to the key that key names, rotate to a private key, and revoke needs none', async () => {
    for (const lose of [remove, disable, makeAgain]) {
      const { simulator, store, key, before } = await kept();
      await lose(key);
      const stuck = await transit.act(simulator, { store });
      expect(errorOf(stuck)).toMatch(/\[(KMS_NOT_FOUND|KMS_KEY_DISABLED|TOKEN_LOST)\]/);
      expect(await transit.kept(store)).toEqual(before);
      if (lose === remove) expectRefused(await transit.act(simulator, { store, key }), 'KMS_NOT_FOUND', key);

      const next = lose === remove ? await transit.make('p-256') : key;
      const moved = await transit.act(simulator, { store, key: next, 'retire-after': '0' });
      expect([errorOf(moved), moved.outputs.status]).toEqual(['', 'rotated']);
      expect(warningsOf(moved).join()).toMatch(/can sign no more|not the signature of the key/);
      expect((await transit.act(simulator, { store, key: next })).outputs.status).toBe('unchanged');

      await lose(next);
      const back = await transit.act(simulator, { mode: 'rotate', store, 'retire-after': '0' });
      expect([errorOf(back), back.outputs.status]).toEqual(['', 'rotated']);
      expect(await transit.kept(store)).toHaveProperty('DFNS_PRIVATE_KEY');
      expect((await transit.act(simulator, { mode: 'validate', store, ...nobody })).outputs.status).toBe('unchanged');
    }
    const { simulator, store, key } = await kept();
    await remove(key);
    expect((await transit.act(simulator, { ...revoke, store })).outputs.status).toBe('revoked');
    expect([accountNames(simulator), await transit.kept(store)]).toEqual([[], undefined]);
  });

  test('no right to sign is told as that, and nothing is taken for lost', async () => {
    const { simulator, store, key, before } = await kept();
    const options = { env: { VAULT_TOKEN: await readerOf(transit) } };
    for (const inputs of [
      { mode: 'validate', ...nobody },
      { mode: 'validate' },
      {},
      { key },
      { mode: 'rotate' },
      { mode: 'rotate', key },
      { 'on-lost-token': 'replace' },
    ]) {
      const told = await transit.act(simulator, { store, ...inputs }, options);
      expectRefused(told, 'KMS_DENIED', 'update on transit/sign/');
      expect(warningsOf(told).join()).not.toContain('can sign no more');
    }
    expect(writesOf(simulator)).toEqual(['POST /permissions', 'POST /auth/service-accounts']);
    expect(await transit.kept(store)).toEqual(before);
  });

  test('that of the provisioner, before it acts and before the post step', async () => {
    for (const [lose, text] of [
      [remove, 'does not exist'],
      [makeAgain, 'could not log in'],
    ] as const) {
      const simulator = await simulate();
      const by = await provisionerIn(transit, simulator);
      const ephemeral = { ...by, key: await transit.make('p-256'), ephemeral: 'true' };
      const main = await transit.act(simulator, ephemeral);
      expect(main.outputs.status).toBe('created');
      await lose(by['provisioner-key'] ?? '');
      const post = await transit.act(simulator, ephemeral, { entry: 'post', state: main.state });
      expectRefused(post, 'EPHEMERAL_LEFT', text, 'backend-run-1234567-1', by['provisioner-key'] ?? '');
      expect(accountNames(simulator)).toEqual(['backend-run-1234567-1']);
    }
  });

  test('the one that a person was asked with: the token is refused, and a new request has another key', async () => {
    const [simulator, github, store] = [await simulate(), await issuesOf(), transit.target()];
    const ask = (inputs: Inputs) =>
      transit.act(
        simulator,
        { mode: 'request', ...nobody, store, 'github-token': github.workflowToken, ...inputs },
        { env: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: REPOSITORY } },
      );
    const key = await transit.make('p-256');
    expect((await ask({ key })).outputs.status).toBe('requested');
    const token = createFrom(simulator, github.issues.all[0]);
    await makeAgain(key);
    const refused = await ask({ key, token });
    expectRefused(refused, 'KEY_NOT_OF_TOKEN', key);
    expect(await transit.kept(store)).toBeUndefined();
  });
});

function nameOf(address: string): string {
  return address.split('/').at(-1) ?? '';
}

function accountIdIn({ organisation }: Simulator): string | undefined {
  return [...organisation.serviceAccounts.values()].find(({ isArchived }) => !isArchived)?.userId;
}
