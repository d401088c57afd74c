import { keyPair, refusal } from './client.js';
import { governed } from './governed.js';

describe('a policy about assignments', () => {
  it('holds an assignment until it is approved', async () => {
    const { simulator, organisation, client, role, account, machine, path, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const { status, body } = await assign();
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: 'Pending',
      kind: 'Assignment',
      operationKind: 'Create',
      requester: { userId: simulator.provisioner.userId },
      body: { permissionId: role.id, identityId: account.userId },
    });
    expect((await machine.get('/wallets')).status).toBe(403);
    const { body: listed } = await client.get(`${path}/assignments`);
    expect(listed.items).toMatchObject([{ id: body.entityId, pendingChangeRequest: { id: body.id } }]);
    expect((await client.get(`/v2/policy-approvals/${body.approvalId}`)).body.status).toBe('Pending');
    expect((await assign()).status).toBe(409);
    organisation.decide(body.approvalId, 'Approved');
    expect((await machine.get('/wallets')).status).toBe(200);
    const { body: approval } = await client.get(`/v2/policy-approvals/${body.approvalId}`);
    expect(approval).toMatchObject({ status: 'Approved', activity: { changeRequest: { status: 'Applied' } } });
    expect((await client.get(`${path}/assignments`)).body.items[0].pendingChangeRequest).toBeUndefined();
  });

  it.each(['Denied', 'Expired'] as const)('forgets what was %s', async (decision) => {
    const { organisation, client, machine, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const { body } = await assign();
    organisation.decide(body.approvalId, decision);
    expect((await machine.get('/wallets')).status).toBe(403);
    const { body: approval } = await client.get(`/v2/policy-approvals/${body.approvalId}`);
    expect(approval).toMatchObject({ status: decision, activity: { changeRequest: { status: 'Rejected' } } });
    expect((await assign()).status).toBe(202);
  });

  it('covers revoking as well', async () => {
    const { organisation, client, account, machine, path, assign } = await governed();
    const { body: assignment } = await assign();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const { status, body } = await client.delete(`${path}/assignments/${assignment.id}`);
    expect([status, body.operationKind]).toEqual([202, 'Delete']);
    expect((await machine.get('/wallets')).status).toBe(200);
    expect((await client.get(`${path}/assignments`)).body.items).toMatchObject([
      { identityId: account.userId, pendingChangeRequest: { operationKind: 'Delete' } },
    ]);
    organisation.decide(body.approvalId, 'Approved');
    expect((await machine.get('/wallets')).status).toBe(403);
  });

  it('blocks, and then nothing waits', async () => {
    const { organisation, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'Block' });
    expect(refusal(await assign())).toBe('403 the activity was blocked by a policy');
    expect(organisation.approvals.size).toBe(0);
  });

  it('leaves other roles alone, and so does an archived policy', async () => {
    const { organisation, role, assign } = await governed();
    const other = organisation.createRole('other', ['Wallets:Read']);
    organisation.createPolicy({ activityKind: 'Permissions:Assign', permissionIds: [other.id], action: 'Block' });
    organisation.createPolicy({ activityKind: 'Permissions:Modify', action: 'Block' });
    organisation.createPolicy({
      activityKind: 'Permissions:Assign',
      permissionIds: [role.id],
      action: 'Block',
    }).status = 'Archived';
    expect((await assign()).status).toBe(200);
  });

  it('cannot apply what is not possible any more', async () => {
    const { organisation, client, account, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const { body } = await assign();
    organisation.archiveServiceAccount(account.userId);
    organisation.decide(body.approvalId, 'Approved');
    const { body: approval } = await client.get(`/v2/policy-approvals/${body.approvalId}`);
    expect(approval).toMatchObject({ status: 'Approved', activity: { changeRequest: { status: 'Failed' } } });
  });

  it('lets its time run out', async () => {
    const { organisation, client, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval', autoRejectTimeout: 10 });
    const { body } = await assign();
    organisation.clock.advance(599);
    expect((await client.get(`/v2/policy-approvals/${body.approvalId}`)).body.status).toBe('Pending');
    organisation.clock.advance(1);
    expect((await client.get(`/v2/policy-approvals/${body.approvalId}`)).body.status).toBe('Expired');
  });
});

describe('a policy about changes of roles', () => {
  it('holds an update, shows it, and applies it when approved', async () => {
    const { organisation, client, role, path } = await governed();
    organisation.createPolicy({
      activityKind: 'Permissions:Modify',
      permissionIds: [role.id],
      action: 'RequestApproval',
    });
    const { status, body } = await client.put(path, { operations: ['Wallets:Read', 'Wallets:Create'] });
    expect(status).toBe(202);
    expect(role.operations).toEqual(['Wallets:Read']);
    expect((await client.get(path)).body.pendingChangeRequest.body.operations).toContain('Wallets:Create');
    const { body: list } = await client.get('/permissions');
    expect(list.items.filter((item: object) => 'pendingChangeRequest' in item)).toHaveLength(1);
    expect((await client.put(path, { name: 'x' })).status).toBe(409);
    organisation.decide(body.approvalId, 'Approved');
    expect(role.operations).toEqual(['Wallets:Read', 'Wallets:Create']);
  });

  it('holds an archiving too', async () => {
    const { organisation, client, role, path } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Modify', action: 'RequestApproval' });
    const { status, body } = await client.put(`${path}/archive`, { isArchived: true });
    expect([status, role.isArchived]).toEqual([202, false]);
    organisation.decide(body.approvalId, 'Approved');
    expect(role.isArchived).toBe(true);
  });
});

describe('creating an account with a role that a policy is about', () => {
  async function create(
    permissionIdAtCreation: 'assign' | 'policy-200' | 'policy-202' | 'policy-403' | 'ignored',
    block = false,
  ) {
    const { simulator, organisation, client, role } = await governed();
    simulator.switches.permissionIdAtCreation = permissionIdAtCreation;
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: block ? 'Block' : 'RequestApproval' });
    const body = { name: 'backend', publicKey: keyPair().publicKey, permissionId: role.id };
    const answer = await client.post('/auth/service-accounts', body);
    const [account] = organisation.accountsNamed('backend');
    return { organisation, answer, account, roles: account && organisation.assignmentsOf(account.userId).length };
  }

  it('assigns by default', async () => {
    const { answer, roles } = await create('assign');
    expect([answer.status, roles]).toEqual([200, 1]);
  });

  it('makes the account and holds the assignment with `policy-200`', async () => {
    const { organisation, answer, account, roles } = await create('policy-200');
    expect([answer.status, roles]).toEqual([200, 0]);
    const [approval] = organisation.approvals.values();
    organisation.decide(approval?.id ?? '', 'Approved');
    expect(organisation.assignmentsOf(account?.userId ?? '')).toHaveLength(1);
  });

  it('makes no account with `policy-202` and `policy-403`, nor where the policy blocks', async () => {
    const held = await create('policy-202');
    expect([held.answer.body.kind, held.account]).toEqual(['Assignment', undefined]);
    const refused = await create('policy-403');
    expect([refused.answer.status, refused.account]).toEqual([403, undefined]);
    const blocked = await create('policy-200', true);
    expect([blocked.answer.status, blocked.account]).toEqual([403, undefined]);
  });

  it('assigns nothing with `ignored`, and says nothing of it', async () => {
    const { answer, roles } = await create('ignored');
    expect([answer.status, roles, answer.body.userInfo.permissionAssignments]).toEqual([200, 0, []]);
  });
});
