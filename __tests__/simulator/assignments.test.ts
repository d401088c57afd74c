import { logIn, machineWith, patWith, send, userWith } from './client.js';
import { simulate } from './scene.js';

const roles = '/permissions';
const all = ['Read', 'Create', 'Update', 'Archive', 'Assign', 'Revoke', 'Assignments:Read'].map(
  (verb) => `Permissions:${verb}`,
);

async function scene(operations: readonly string[] = all) {
  const simulator = await simulate({ provisionerOperations: operations });
  return { simulator, client: await logIn(simulator) };
}

describe('assignments', () => {
  async function withRole() {
    const { simulator, client } = await scene();
    const role = simulator.organisation.createRole('reader', ['Wallets:Read']);
    const { account, client: machine } = machineWith(simulator, ['Webhooks:Read']);
    const path = `${roles}/${role.id}/assignments`;
    return { simulator, client, role, account, machine, path };
  }

  it('give a role at once, and take it back', async () => {
    const { client, account, machine, path, role } = await withRole();
    expect((await machine.get('/wallets')).status).toBe(403);
    const { body } = await client.post(path, { identityId: account.userId });
    expect(body).toMatchObject({ permissionId: role.id, identityId: account.userId });
    expect((await machine.get('/wallets')).status).toBe(200);
    expect((await client.get(path)).body.items).toEqual([body]);
    const revoked = await client.delete(`${path}/${body.id}`);
    expect([revoked.status, revoked.body]).toEqual([200, undefined]);
    expect((await machine.get('/wallets')).status).toBe(403);
    expect((await client.delete(`${path}/${body.id}`)).status).toBe(404);
  });

  it('may hold users and personal access tokens too', async () => {
    const { simulator, client, path } = await withRole();
    userWith(simulator, ['Wallets:Read']);
    const { pat } = patWith(simulator, 'jane@example.com', ['Webhooks:Read']);
    expect((await client.post(path, { identityId: pat.tokenId })).status).toBe(200);
    expect((await client.post(path, { identityId: simulator.provisioner.userId })).status).toBe(200);
  });

  it('are refused twice, to strangers, to the deactivated and archived, and of archived roles', async () => {
    const { simulator, client, account, path } = await withRole();
    const assign = (identityId: string) => client.post(path, { identityId }).then(({ status }) => status);
    expect(await assign(account.userId)).toBe(200);
    expect(await assign(account.userId)).toBe(409);
    expect(await assign('us-aaaaa-bbbbb-cccccccccccccccc')).toBe(404);
    expect(await assign('')).toBe(400);
    const { account: idle } = machineWith(simulator, ['Wallets:Read'], 'idle');
    idle.isActive = false;
    expect(await assign(idle.userId)).toBe(422);
    simulator.organisation.archiveServiceAccount(idle.userId);
    expect(await assign(idle.userId)).toBe(422);
    const old = simulator.organisation.createRole('old', ['Wallets:Read'], { archived: true });
    const answer = await client.post(`${roles}/${old.id}/assignments`, { identityId: account.userId });
    expect(answer.status).toBe(422);
  });

  it('belong to their role, and the first administrator’s cannot be revoked', async () => {
    const { simulator, client, account, path } = await withRole();
    const { body } = await client.post(path, { identityId: account.userId });
    const { permissionId, id } =
      simulator.organisation.assignmentsOf(simulator.organisation.administrator.userId)[0] ?? {};
    expect((await client.delete(`${roles}/${permissionId}/assignments/${body.id}`)).status).toBe(404);
    expect((await client.delete(`${roles}/${permissionId}/assignments/${id}`)).status).toBe(403);
  });

  it('of a wider role are refused where the switch says so', async () => {
    const { simulator, client, account, path } = await withRole();
    simulator.switches.widerRole = 'refuse';
    expect((await client.post(path, { identityId: account.userId })).status).toBe(403);
    simulator.switches.provisionerOperations = [...all, 'Wallets:Read'];
    expect((await client.post(path, { identityId: account.userId })).status).toBe(200);
  });

  it('answer 204 to a revocation where the switch says so, and come in pages', async () => {
    const { simulator, client, account, path } = await withRole();
    const { body } = await client.post(path, { identityId: account.userId });
    await client.post(path, { identityId: simulator.provisioner.userId });
    const { body: page } = await client.get(`${path}?limit=1`);
    expect(page.items).toHaveLength(1);
    expect((await client.get(`${path}?limit=1&paginationToken=${page.nextPageToken}`)).body.items).toHaveLength(1);
    simulator.switches.revokeStatus = 204;
    expect((await client.delete(`${path}/${body.id}`)).status).toBe(204);
  });

  it('are within reach of a service account and a personal access token that may', async () => {
    const { simulator, account, path } = await withRole();
    const { client: machine } = machineWith(simulator, all, 'keeper');
    const { body } = await machine.post(path, { identityId: account.userId });
    userWith(simulator, all);
    const { client: pat } = patWith(simulator, 'jane@example.com', all);
    expect((await pat.delete(`${path}/${body.id}`)).status).toBe(200);
    expect((await send(simulator, 'GET', path)).status).toBe(401);
  });
});
