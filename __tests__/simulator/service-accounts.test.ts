import { type Client, keyPair, logIn, machineWith, patWith, refusal, send, userWith } from './client.js';
import { simulate } from './scene.js';

const accounts = '/auth/service-accounts';
const everything = ['Create', 'Read', 'Update', 'Delete', 'Activate', 'Deactivate'].map(
  (verb) => `Auth:ServiceAccounts:${verb}`,
);

async function scene(operations?: readonly string[]) {
  const simulator = await simulate(operations ? { provisionerOperations: operations } : {});
  const client = await logIn(simulator);
  const role = simulator.organisation.createRole('wallets', ['Wallets:Read', 'Wallets:Create', 'Keys:Create']);
  const create = (more: Record<string, unknown> = {}, by: Client = client) =>
    by.post(accounts, { name: 'backend', publicKey: keyPair().publicKey, ...more });
  return { simulator, client, role, create };
}

describe('reading service accounts', () => {
  it('is for users, service accounts and tokens that may', async () => {
    const { simulator, client } = await scene();
    const reader = machineWith(simulator, everything, 'reader').client;
    const blind = machineWith(simulator, ['Wallets:Read'], 'blind').client;
    userWith(simulator, everything);
    const pat = patWith(simulator, 'jane@example.com', everything).client;
    for (const by of [client, reader, pat]) expect((await by.get(accounts)).status).toBe(200);
    expect((await blind.get(accounts)).status).toBe(403);
    expect((await send(simulator, 'GET', accounts)).status).toBe(401);
  });

  it('shows one, and 404 for an unknown one', async () => {
    const { simulator, client } = await scene();
    const { account } = machineWith(simulator, ['Wallets:Read']);
    const { body } = await client.get(`${accounts}/${account.userId}`);
    expect(body.userInfo.userId).toBe(account.userId);
    expect(body.accessTokens[0].publicKey).toBe(account.credentials[0]?.publicKey);
    expect((await client.get(`${accounts}/us-aaaaa-bbbbb-cccccccccccccccc`)).status).toBe(404);
  });
});

describe('changing a service account', () => {
  it('renames it, to a name that is free', async () => {
    const { simulator, client } = await scene();
    const { account } = machineWith(simulator, ['Wallets:Read']);
    machineWith(simulator, ['Wallets:Read'], 'other');
    const target = `${accounts}/${account.userId}`;
    expect((await client.put(target, { name: 'other' })).status).toBe(409);
    expect((await client.put(target, { name: '' })).status).toBe(400);
    expect((await client.put(target, { colour: 'red' })).status).toBe(400);
    expect((await client.put(target, { name: 'machine' })).status).toBe(200);
    expect((await client.put(target, { name: 'renamed', externalId: 'x' })).body.userInfo.name).toBe('renamed');
    expect(account.name).toBe('renamed');
  });

  it('deactivates it: its token stops at once, and works again once it is activated', async () => {
    const { simulator, client } = await scene();
    const { account, client: machine } = machineWith(simulator, ['Wallets:Read']);
    const target = `${accounts}/${account.userId}`;
    expect((await client.put(`${target}/deactivate`)).body.userInfo.isActive).toBe(false);
    expect((await machine.get('/wallets')).status).toBe(401);
    expect((await client.put(target, { name: 'renamed' })).status).toBe(422);
    expect((await client.put(`${target}/activate`)).body.userInfo.isActive).toBe(true);
    expect((await machine.get('/wallets')).status).toBe(200);
  });

  it('archives it: it leaves the list, its token is refused, its roles are free', async () => {
    const { simulator, client } = await scene();
    const { account, client: machine } = machineWith(simulator, ['Wallets:Read']);
    const target = `${accounts}/${account.userId}`;
    expect((await client.delete(target)).status).toBe(200);
    expect((await client.get(accounts)).body.items).toEqual([]);
    expect((await machine.get('/wallets')).status).toBe(401);
    expect((await client.get(target)).status).toBe(404);
    expect((await client.delete(target)).status).toBe(404);
    expect((await client.put(`${target}/activate`)).status).toBe(404);
    expect(simulator.organisation.serviceAccounts.get(account.userId)?.isArchived).toBe(true);
    expect(simulator.organisation.assignmentsOf(account.userId)).toEqual([]);
    simulator.switches.archivedStatus = 422;
    expect((await client.delete(target)).status).toBe(422);
  });

  it.each(['Update', 'Delete', 'Activate', 'Deactivate'])('needs the permission to %s', async (verb) => {
    const { simulator, client } = await scene(everything.filter((operation) => !operation.endsWith(`:${verb}`)));
    const { account } = machineWith(simulator, ['Wallets:Read']);
    const target = `${accounts}/${account.userId}`;
    const calls = {
      Update: () => client.put(target, { name: 'x' }),
      Delete: () => client.delete(target),
      Activate: () => client.put(`${target}/activate`),
      Deactivate: () => client.put(`${target}/deactivate`),
    };
    for (const [name, call] of Object.entries(calls)) {
      if (name === 'Delete' && verb !== 'Delete') continue;
      const answer = await call();
      expect([name, answer.status]).toEqual([name, name === verb ? 403 : expect.any(Number)]);
      if (name === verb) expect(refusal(answer)).toContain(`(Auth:ServiceAccounts:${verb})`);
    }
    expect(account.isArchived).toBe(false);
  });

  it('is open to a service account, but a personal access token may neither activate nor deactivate', async () => {
    const { simulator } = await scene();
    const { account } = machineWith(simulator, ['Wallets:Read']);
    const target = `${accounts}/${account.userId}`;
    const { client: machine } = machineWith(simulator, everything, 'keeper');
    userWith(simulator, everything);
    const { client: pat } = patWith(simulator, 'jane@example.com', everything);
    expect((await pat.put(target, { name: 'by a token' })).status).toBe(200);
    expect((await pat.put(`${target}/deactivate`)).status).toBe(403);
    expect((await pat.put(`${target}/activate`)).status).toBe(403);
    expect((await machine.put(`${target}/deactivate`)).status).toBe(200);
    expect((await machine.put(`${target}/activate`)).status).toBe(200);
    expect((await machine.delete(target)).status).toBe(200);
  });

  it.each([409, 403, 422] as const)(
    'keeps one that an active policy names, with status %s, unless forced',
    async (status) => {
      const { simulator, client } = await scene();
      simulator.switches.protectedAccountStatus = status;
      const { account } = machineWith(simulator, ['Wallets:Read']);
      const target = `${accounts}/${account.userId}`;
      const policy = simulator.organisation.nameInPolicy(account.userId);
      expect((await client.put(`${target}/deactivate`)).status).toBe(status);
      expect((await client.delete(target)).status).toBe(status);
      expect((await client.put(`${target}/deactivate`, { force: true })).status).toBe(200);
      expect((await client.delete(`${target}?force=maybe`)).status).toBe(400);
      policy.status = 'Archived';
      expect((await client.delete(target)).status).toBe(200);
    },
  );
});
