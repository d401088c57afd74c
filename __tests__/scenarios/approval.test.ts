import {
  accountNames,
  credentialOf,
  decideOnAsking,
  errorOf,
  liveAccounts,
  rolesOf,
  run,
  simulate,
  warningsOf,
} from './scene.js';

async function withPolicy(permissionIdAtCreation: 'assign' | 'policy-200' | 'policy-202' = 'policy-200') {
  const simulator = await simulate({ switches: { permissionIdAtCreation } });
  simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
  simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
  return simulator;
}

describe('Where a policy holds the assignment for approval', () => {
  test.each(['policy-200', 'policy-202'] as const)(
    'the token is still emitted, and a warning says who must act (%s)',
    async (how) => {
      const simulator = await withPolicy(how);
      const first = await run(simulator);
      expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'pending-approval', changed: 'true' } });
      expect(first.outputs['approval-id']).toMatch(/^ap-/);
      expect(first.masks).toContain(first.outputs.token);
      expect(warningsOf(first).join()).toContain(first.outputs['approval-id']);
      expect(accountNames(simulator)).toEqual(['backend']);
    },
  );

  test('a second run asks for no second approval', async () => {
    const simulator = await withPolicy();
    const first = await run(simulator);
    const second = await run(simulator, credentialOf(first));
    expect(second.outputs).toMatchObject({ status: 'pending-approval', 'approval-id': first.outputs['approval-id'] });
    expect(simulator.organisation.approvals.size).toBe(1);
  });

  test('wait-for-approval waits until it is approved', async () => {
    const simulator = await withPolicy();
    decideOnAsking(simulator, 'Approved');
    const first = await run(simulator, { 'wait-for-approval': '30s' });
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expect(first.outputs['assignment-id']).toMatch(/^as-/);
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });

  test.each(['Denied', 'Expired'] as const)(
    '%s is an error, and the account that nobody was given is cleared away',
    async (decision) => {
      const simulator = await withPolicy();
      decideOnAsking(simulator, decision);
      const failed = await run(simulator, { 'wait-for-approval': '30s' });
      expect(failed.exitCode).toBe(1);
      expect(errorOf(failed)).toContain(decision.toLowerCase());
      expect(failed.outputs).not.toHaveProperty('token');
      expect(accountNames(simulator)).toEqual([]);
    },
  );

  test('a provisioner that may not read approvals is told so, and keeps what it made', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-200' } });
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const first = await run(simulator, { 'wait-for-approval': '30s' });
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'pending-approval' } });
    expect(warningsOf(first).join()).toContain('Policies:Approvals:Read');
  });

  test('waiting does not count against timeout, and ends in time', async () => {
    const simulator = await withPolicy();
    const first = await run(simulator, { 'wait-for-approval': '3s', timeout: '10' });
    expect(first.outputs).toMatchObject({ status: 'pending-approval' });
    expect(first.durationMs).toBeGreaterThan(3000);
  });

  test('a policy that blocks is an error, and no account is left', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-403' } });
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'Block' });
    const failed = await run(simulator);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('403');
    expect(accountNames(simulator)).toEqual([]);
  });
});

describe('Where a policy holds the change of a role for approval', () => {
  test('the run goes on, and the next one waits for the same approval', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Modify', action: 'RequestApproval' });
    const [role] = [...simulator.organisation.roles.values()].filter(({ name }) => name === 'create-wallets');
    if (role) role.operations = ['Wallets:Read'];
    const changed = await run(simulator, credentialOf(first));
    expect(changed.outputs).toMatchObject({ status: 'pending-approval', token: first.outputs.token });
    const again = await run(simulator, credentialOf(first));
    expect(again.outputs).toMatchObject({ status: 'pending-approval', 'approval-id': changed.outputs['approval-id'] });
    expect(simulator.organisation.approvals.size).toBe(1);
  });
});

describe('What waits for approval', () => {
  test('a revocation is asked for once', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    simulator.organisation.assign(
      simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']).id,
      account?.userId ?? '',
    );
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    for (const _ of [1, 2]) {
      const pending = await run(simulator, { ...credentialOf(first), exclusive: 'true' });
      expect(pending.outputs).toMatchObject({
        status: 'pending-approval',
        'approval-id': expect.stringMatching(/^ap-/),
      });
    }
    expect(simulator.organisation.approvals.size).toBe(1);
  });

  test('is waited for through a moment in which Dfns cannot be asked', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-200' } });
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    simulator.inject({ method: 'GET', path: /^\/v2\/policy-approvals\//, kind: '500-before', times: 5 });
    simulator.onRequest = (moment, { path, status }) => {
      const id = /^\/v2\/policy-approvals\/(ap-.*)$/.exec(path)?.[1];
      if (
        moment === 'before' &&
        id &&
        status === undefined &&
        simulator.organisation.approvals.get(id)?.status === 'Pending'
      ) {
        simulator.organisation.decide(id, 'Approved');
      }
    };
    const first = await run(simulator, { 'wait-for-approval': '60s' });
    expect(first.outputs.status).toBe('created');
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });
});
