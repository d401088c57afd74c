import { governed } from './governed.js';

describe('policies', () => {
  const policy = {
    name: 'four eyes',
    activityKind: 'Permissions:Assign',
    rule: { kind: 'AlwaysTrigger', configuration: {} },
    action: { kind: 'RequestApproval', approvalGroups: [{ quorum: 1, approvers: {} }] },
  };

  it('are made, listed, read, changed and archived over the API, and take effect', async () => {
    const { client, role, assign } = await governed();
    const { body } = await client.post('/v2/policies', { ...policy, filters: { permissionId: { in: [role.id] } } });
    expect((await client.get(`/v2/policies/${body.id}`)).body).toEqual(body);
    expect((await client.get('/v2/policies?status=Active')).body.items).toEqual([body]);
    expect((await client.post('/v2/policies', policy)).status).toBe(409);
    const changed = { ...policy, name: 'nobody', action: { kind: 'Block' } };
    const { body: updated } = await client.put(`/v2/policies/${body.id}`, changed);
    const { filters, ...kept } = body;
    expect(updated).toEqual({ ...kept, ...changed, dateUpdated: updated.dateUpdated });
    expect((await assign()).status).toBe(403);
    expect((await client.put(`/v2/policies/${body.id}`, policy)).status).toBe(200);
    expect((await assign()).status).toBe(202);
    expect((await client.delete(`/v2/policies/${body.id}`)).body.status).toBe('Archived');
    expect((await client.put(`/v2/policies/${body.id}`, changed)).status).toBe(409);
    expect((await client.get('/v2/policies/pl-aaaaa-bbbbb-cccccccccccccccc')).status).toBe(404);
  });

  it.each([
    ['another rule', { rule: { kind: 'TransactionAmountLimit', configuration: {} } }],
    ['an unknown member', { note: 'x' }],
    ['no approval group', { action: { kind: 'RequestApproval', approvalGroups: [] } }],
    ['a filter by wallet', { filters: { walletId: { in: [] } } }],
  ])('refuse %s', async (_, change) => {
    const { client } = await governed();
    expect((await client.post('/v2/policies', { ...policy, ...change })).status).toBe(400);
  });
});
