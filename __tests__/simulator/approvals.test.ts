import { machineWith, refusal, userWith } from './client.js';
import { governed, operations } from './governed.js';

describe('approvals', () => {
  const approve = { value: 'Approved' };

  it('are decided by their approvers, not by who asked', async () => {
    const { simulator, organisation, client, machine, assign } = await governed();
    const approver = userWith(simulator, operations, 'approver@example.com');
    const stranger = userWith(simulator, operations, 'stranger@example.com');
    const idOf = (username: string) => organisation.userNamed(username)?.userId ?? '';
    const approvers = [idOf('approver@example.com'), simulator.provisioner.userId];
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval', approvers });
    const { body } = await assign();
    const path = `/v2/policy-approvals/${body.approvalId}/decisions`;
    expect((await client.post(path, approve)).status).toBe(403);
    expect((await stranger.post(path, approve)).status).toBe(403);
    expect((await approver.post(path, { value: 'Maybe' })).status).toBe(400);
    expect((await approver.post(path, approve)).body.status).toBe('Approved');
    expect((await approver.post(path, approve)).status).toBe(409);
    expect((await machine.get('/wallets')).status).toBe(200);
  });

  it('wait for their quorum, and end at one denial', async () => {
    const { simulator, organisation, assign } = await governed();
    const first = userWith(simulator, operations, 'first@example.com');
    const second = userWith(simulator, operations, 'second@example.com');
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval', quorum: 2 });
    const { body } = await assign();
    const path = `/v2/policy-approvals/${body.approvalId}/decisions`;
    expect((await first.post(path, { value: 'Approved', reason: 'fine' })).body.status).toBe('Pending');
    expect((await first.post(path, approve)).status).toBe(409);
    const { body: denied } = await second.post(path, { value: 'Denied' });
    expect(denied).toMatchObject({ status: 'Denied', decisions: [{ reason: 'fine' }, { reason: null }] });
  });

  it('are decided by a listed service account only where everything allows it', async () => {
    const { simulator, organisation, assign } = await governed();
    const { account, client: robot } = machineWith(simulator, operations, 'robot');
    organisation.createPolicy({
      activityKind: 'Permissions:Assign',
      action: 'RequestApproval',
      approvers: [account.userId],
      serviceAccountsCanApprove: true,
    });
    const { body } = await assign();
    const path = `/v2/policy-approvals/${body.approvalId}/decisions`;
    expect((await robot.post(path, approve)).status).toBe(403);
    simulator.switches.serviceAccountsCanApprove = true;
    expect((await robot.post(path, approve)).body.status).toBe('Approved');
  });

  it('are listed, filtered and paged, for those who may read them', async () => {
    const { simulator, organisation, client, assign } = await governed();
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    await assign();
    expect((await client.get('/v2/policy-approvals?status=Pending&limit=5')).body.items).toHaveLength(1);
    expect((await client.get('/v2/policy-approvals?status=Denied')).body.items).toHaveLength(0);
    expect((await client.get('/v2/policy-approvals?status=Maybe')).status).toBe(400);
    expect((await client.get('/v2/policy-approvals/ap-aaaaa-bbbbb-cccccccccccccccc')).status).toBe(404);
    simulator.switches.provisionerOperations = ['Permissions:Read'];
    expect(refusal(await client.get('/v2/policy-approvals'))).toContain('(Policies:Approvals:Read)');
    simulator.switches.provisionerOperations = ['Policies:Evaluations:Read'];
    expect((await client.get('/v2/policy-approvals')).status).toBe(200);
  });
});
