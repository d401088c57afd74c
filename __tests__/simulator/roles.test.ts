import { logIn, machineWith, refusal } from './client.js';
import { simulate } from './scene.js';

const roles = '/permissions';
const all = ['Read', 'Create', 'Update', 'Archive', 'Assign', 'Revoke', 'Assignments:Read'].map(
  (verb) => `Permissions:${verb}`,
);

async function scene(operations: readonly string[] = all) {
  const simulator = await simulate({ provisionerOperations: operations });
  return { simulator, client: await logIn(simulator) };
}

describe('roles', () => {
  it('are made, read, changed and archived', async () => {
    const { client } = await scene();
    const { body: role } = await client.post(roles, { name: 'reader', operations: ['Wallets:Read'] });
    expect(role).toMatchObject({ name: 'reader', operations: ['Wallets:Read'], isImmutable: false, isArchived: false });
    const target = `${roles}/${role.id}`;
    expect((await client.get(target)).body).toEqual(role);
    const changed = await client.put(target, { name: 'writer', operations: ['Wallets:Create', 'Keys:Create'] });
    expect(changed.body).toMatchObject({ name: 'writer', operations: ['Wallets:Create', 'Keys:Create'] });
    expect((await client.put(`${target}/archive`, { isArchived: true })).body.isArchived).toBe(true);
    expect((await client.put(target, { name: 'again' })).status).toBe(422);
    expect((await client.put(`${target}/archive`, { isArchived: false })).body.isArchived).toBe(false);
  });

  it.each([
    ['no operation', { operations: [] }],
    ['no name', { name: '' }],
    ['a name of 101 letters', { name: 'x'.repeat(101) }],
    ['an unknown operation', { operations: ['Wallets:Read', 'Wallets:Fly'] }],
    ['Wallets:Sign, which is no operation', { operations: ['Wallets:Sign'] }],
    ['an unknown member', { description: 'x' }],
  ])('refuse %s', async (_, change) => {
    const { simulator, client } = await scene();
    const before = simulator.organisation.roles.size;
    const answer = await client.post(roles, { name: 'reader', operations: ['Wallets:Read'], ...change });
    expect(answer.status).toBe(400);
    expect(simulator.organisation.roles.size).toBe(before);
    const [role] = [...simulator.organisation.roles.values()].filter(({ name }) => name === 'Provisioner');
    expect((await client.put(`${roles}/${role?.id}`, change)).status).toBe(400);
  });

  it('have names of their own, also against archived ones', async () => {
    const { simulator, client } = await scene();
    simulator.organisation.createRole('old', ['Wallets:Read'], { archived: true });
    const free = simulator.organisation.createRole('free', ['Wallets:Read']);
    expect((await client.post(roles, { name: 'old', operations: ['Wallets:Read'] })).status).toBe(409);
    expect((await client.put(`${roles}/${free.id}`, { name: 'old' })).status).toBe(409);
    expect((await client.put(`${roles}/${free.id}`, { name: 'free' })).status).toBe(200);
  });

  it('that are immutable refuse every change, and the managed one keeps its name', async () => {
    const { simulator, client } = await scene();
    const named = (name: string) => [...simulator.organisation.roles.values()].find((role) => role.name === name)?.id;
    const admin = `${roles}/${named('ManagedFullAdminAccess')}`;
    expect((await client.put(admin, { operations: ['Wallets:Read'] })).status).toBe(403);
    expect((await client.put(`${admin}/archive`, { isArchived: true })).status).toBe(403);
    const managed = `${roles}/${named('ManagedDefaultEndUserAccess')}`;
    expect((await client.put(managed, { operations: ['Wallets:Read'] })).status).toBe(200);
    expect((await client.put(managed, { name: 'mine' })).status).toBe(403);
    expect((await client.put(`${managed}/archive`, { isArchived: true })).status).toBe(403);
    const mine = simulator.organisation.createRole('mine', ['Wallets:Read'], { immutable: true });
    expect((await client.put(`${roles}/${mine.id}`, { name: 'x' })).status).toBe(403);
  });

  it('that are archived allow nothing any more', async () => {
    const { simulator, client } = await scene();
    const { client: machine } = machineWith(simulator, ['Wallets:Read']);
    expect((await machine.get('/wallets')).status).toBe(200);
    const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'role of machine');
    await client.put(`${roles}/${role?.id}/archive`, { isArchived: true });
    expect((await machine.get('/wallets')).status).toBe(403);
  });

  it('come in pages', async () => {
    const { simulator, client } = await scene();
    for (let index = 0; index < 7; index += 1) simulator.organisation.createRole(`role ${index}`, ['Wallets:Read']);
    const names: string[] = [];
    let token = '';
    let pages = 0;
    do {
      const { body } = await client.get(`${roles}?limit=4${token && `&paginationToken=${token}`}`);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      token = body.nextPageToken ?? '';
      pages += 1;
    } while (token);
    expect(pages).toBe(3);
    expect(new Set(names).size).toBe(10);
    simulator.switches.pageSize = 2;
    expect((await client.get(`${roles}?limit=100`)).body.items).toHaveLength(2);
    expect((await client.get(roles)).body.items).toHaveLength(2);
    for (const bad of ['limit=all', 'limit=0', 'limit=-1', 'paginationToken=x']) {
      expect((await client.get(`${roles}?${bad}`)).status).toBe(400);
    }
  });

  it.each([
    ['1.578', 'Permissions:Archive', 'Permissions:Delete'],
    ['1.578', 'Alias:Create', 'Payins:Read'],
    ['1.993', 'Payins:Read', 'Alias:Create'],
    ['1.993', 'Permissions:Delete', 'Wallets:GenerateSignature'],
  ] as const)('of API %s know %s but not %s', async (vocabulary, known, unknown) => {
    const { simulator, client } = await scene();
    simulator.switches.vocabulary = vocabulary;
    expect((await client.post(roles, { name: 'a', operations: [known] })).status).toBe(200);
    expect((await client.post(roles, { name: 'b', operations: [unknown] })).status).toBe(400);
  });

  it('may be archived under the old and the new name of the operation', async () => {
    const { simulator, client } = await scene(['Permissions:Delete']);
    const role = simulator.organisation.createRole('old', ['Wallets:Read']);
    const archive = () => client.put(`${roles}/${role.id}/archive`, { isArchived: true });
    expect((await archive()).status).toBe(200);
    simulator.switches.provisionerOperations = ['Permissions:Read'];
    expect(refusal(await archive())).toContain('(Permissions:Archive)');
    simulator.switches.vocabulary = '1.993';
    expect(refusal(await archive())).toContain('(Permissions:Delete)');
  });

  it.each(all)('need the operation %s where it is asked for', async (missing) => {
    const { simulator, client } = await scene(all.filter((operation) => operation !== missing));
    const { account } = machineWith(simulator, ['Wallets:Read']);
    const role = simulator.organisation.createRole('reader', ['Wallets:Read']);
    const target = `${roles}/${role.id}`;
    const calls: Record<string, () => Promise<{ status: number }>> = {
      'Permissions:Read': () => client.get(roles),
      'Permissions:Create': () => client.post(roles, { name: 'new', operations: ['Wallets:Read'] }),
      'Permissions:Update': () => client.put(target, { name: 'renamed' }),
      'Permissions:Assign': () => client.post(`${target}/assignments`, { identityId: account.userId }),
      'Permissions:Assignments:Read': () => client.get(`${target}/assignments`),
      'Permissions:Revoke': () => client.delete(`${target}/assignments/as-aaaaa-bbbbb-cccccccccccccccc`),
      'Permissions:Archive': () => client.put(`${target}/archive`, { isArchived: true }),
    };
    for (const [operation, call] of Object.entries(calls)) {
      expect([operation, (await call()).status === 403]).toEqual([operation, operation === missing]);
    }
  });
});
