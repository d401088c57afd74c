import { accountNames, credentialOf, errorOf, provisioned, run, simulate, warningsOf, writesOf } from './scene.js';

const ops = { role: 'ops', permissions: 'Wallets:Read\nPermissions:Assign\nAuth:Pats:Create' };
const warning = /the role ops lets its service account raise its own rights: Permissions:Assign, Auth:Pats:Create/;

/** An account of which the run knows the credential, and that also holds another role. */
async function holding(name: string, operations: string[], traits: { archived?: boolean } = {}) {
  const simulator = await simulate();
  const { account, token, privateKey } = provisioned(simulator);
  simulator.organisation.assign(simulator.organisation.createRole(name, operations, traits).id, account.userId);
  return { simulator, given: { token, 'private-key': privateKey } };
}

describe('A role with which the account could raise its own rights', () => {
  test('is warned of in plan, log and summary; the run goes on, and the next one warns again', async () => {
    const simulator = await simulate();
    const planned = await run(simulator, { ...ops, 'dry-run': 'true', 'output-private-key': undefined });
    const first = await run(simulator, ops);
    const second = await run(simulator, { ...ops, ...credentialOf(first) });
    for (const each of [planned, first, second]) {
      expect(each.exitCode).toBe(0);
      expect(warningsOf(each).join()).toMatch(warning);
      expect(each.summary).toContain('raise its own rights');
    }
    expect(planned.log).toContain('with which the account could raise its own rights');
    expect(JSON.parse(planned.outputs.plan ?? '')).toMatchObject([
      { step: 'create-role', adminRights: ['Permissions:Assign', 'Auth:Pats:Create'] },
      { step: 'create-account', adminRights: ['Permissions:Assign', 'Auth:Pats:Create'] },
    ]);
    expect(second.outputs.status).toBe('unchanged');
  });

  test('is refused before anything is written, in a dry run too, or allowed without a word', async () => {
    const simulator = await simulate();
    for (const dryRun of ['true', 'false']) {
      const inputs = { ...ops, 'on-admin-role': 'fail', 'dry-run': dryRun, 'output-private-key': undefined };
      expect(errorOf(await run(simulator, inputs))).toMatch(/\[ADMIN_ROLE\]|Permissions:Assign, Auth:Pats:Create/);
    }
    expect(writesOf(simulator)).toEqual([]);
    const allowed = await run(simulator, { ...ops, 'on-admin-role': 'allow' });
    expect([allowed.exitCode, warningsOf(allowed)]).toEqual([0, []]);
    expect(allowed.outputs.plan).not.toContain('adminRights');
  });

  test('is the account’s other role too, which exclusive takes from it', async () => {
    const { simulator, given } = await holding('auditors', ['Policies:Read', 'Policies:Update']);
    const before = writesOf(simulator).length;
    const failing = { ...given, 'on-admin-role': 'fail' };
    expect(errorOf(await run(simulator, failing))).toContain('the role auditors lets');
    expect(errorOf(await run(simulator, { ...failing, mode: 'rotate' }))).toContain('the role auditors lets');
    expect(errorOf(await run(simulator, { ...failing, mode: 'validate', 'key-type': undefined }))).toContain(
      'auditors',
    );
    expect(writesOf(simulator)).toHaveLength(before);
    const warned = await run(simulator, { ...given, mode: 'validate', 'key-type': undefined });
    expect([warned.exitCode, warningsOf(warned).join()]).toEqual([0, expect.stringContaining('Policies:Update')]);
    const cleared = await run(simulator, { ...failing, exclusive: 'true' });
    expect([cleared.exitCode, warningsOf(cleared)]).toEqual([0, []]);
  });

  test('is none where its role is archived, where it only reads, or where the declaration takes the rights out', async () => {
    const archived = await holding('old', ['Policies:Update'], { archived: true });
    const reading = await holding('readers', ['Auth:Users:Read', 'Permissions:Read', 'Policies:Approvals:Read']);
    for (const { simulator, given } of [archived, reading]) {
      expect(await run(simulator, { ...given, 'on-admin-role': 'fail' })).toMatchObject({
        exitCode: 0,
        annotations: [],
      });
    }
    const simulator = await simulate();
    simulator.organisation.createRole('ops', ['Wallets:Read', 'Permissions:Assign']);
    const mended = await run(simulator, { role: 'ops', permissions: 'Wallets:Read', 'on-admin-role': 'fail' });
    expect(mended.exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('is one that is named by its id, or that Dfns keeps for administrators', async () => {
    const simulator = await simulate();
    const { id } = simulator.organisation.createRole('by id', ['Auth:Users:Create']);
    for (const role of [id, 'ManagedFullAdminAccess']) {
      expect(errorOf(await run(simulator, { role, 'on-admin-role': 'fail' }))).toMatch(/ rights: Auth:/);
    }
    expect(writesOf(simulator)).toEqual([]);
  });

  test.each(['create-wallets', 'transfer-assets', 'register-end-users', 'full-wallet-management'])(
    'is never the preset %s',
    async (role) => {
      const simulator = await simulate();
      const made = await run(simulator, { role, 'on-admin-role': 'fail' });
      expect([made.exitCode, warningsOf(made)]).toEqual([0, []]);
    },
  );

  test('is not seen by a validation without a provisioner, which says so', async () => {
    const { simulator, given } = await holding('auditors', ['Policies:Update']);
    const nobody = { 'provisioner-username': undefined, 'provisioner-credential-id': undefined };
    const inputs = {
      ...given,
      ...nobody,
      'provisioner-private-key': undefined,
      mode: 'validate',
      'key-type': undefined,
    };
    const { exitCode, log } = await run(simulator, { ...inputs, 'on-admin-role': 'fail' });
    expect(exitCode).toBe(0);
    expect(log).toContain('Not seen: whether it holds a role with which it could raise its own rights');
  });
});
