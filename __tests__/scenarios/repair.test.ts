import { accountNames, credentialOf, errorOf, rolesOf, run, simulate, warningsOf, writesOf } from './scene.js';

async function provisioned() {
  const simulator = await simulate();
  const first = await run(simulator);
  const account = [...simulator.organisation.serviceAccounts.values()].find(({ name }) => name === 'backend');
  const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'create-wallets');
  if (!account || !role) throw new Error('the first run made nothing');
  return { simulator, account, role, credential: credentialOf(first), writesBefore: writesOf(simulator).length };
}

describe('What differs from the declaration', () => {
  test('an inactive account is activated, and its credential proven again', async () => {
    const { simulator, account, credential } = await provisioned();
    account.isActive = false;
    const repaired = await run(simulator, credential);
    expect(repaired).toMatchObject({
      exitCode: 0,
      outputs: { status: 'updated', changed: 'true', token: credential.token },
    });
    expect(account.isActive).toBe(true);
  });

  test('an account that was activated in vain is deactivated again', async () => {
    const { simulator, account, credential } = await provisioned();
    account.isActive = false;
    simulator.organisation.expireToken(credential.token ?? '');
    const failed = await run(simulator, credential);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toMatch(/refused the token/);
    expect(account.isActive).toBe(false);
  });

  test('a missing role is assigned', async () => {
    const { simulator, credential } = await provisioned();
    simulator.organisation.assignments.clear();
    simulator.organisation.assign(
      [...simulator.organisation.roles.values()].find(({ name }) => name === 'Provisioner')?.id ?? '',
      simulator.provisioner.userId,
    );
    const repaired = await run(simulator, credential);
    expect(repaired).toMatchObject({ exitCode: 0, outputs: { status: 'updated' } });
    expect(repaired.outputs['assignment-id']).toMatch(/^as-/);
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });

  test('a managed role is changed to be exact, and who else holds it is named', async () => {
    const { simulator, role, credential } = await provisioned();
    role.operations = ['Wallets:Read', 'Wallets:Create', 'Policies:Update'];
    await run(simulator, { name: 'frontend', 'on-drift': 'warn' });
    const repaired = await run(simulator, credential);
    expect(repaired.outputs.status).toBe('updated');
    expect([...role.operations].sort()).toEqual(['Keys:Create', 'Wallets:Create', 'Wallets:Read']);
    expect(warningsOf(repaired).join()).toContain('the rights of the others that hold it: frontend');
    expect(JSON.parse(repaired.outputs.plan ?? '')).toMatchObject([
      { step: 'update-role', add: ['Keys:Create'], remove: ['Policies:Update'], alsoHeldBy: ['frontend'] },
    ]);
  });

  test('other roles are revoked with exclusive, and left alone without', async () => {
    const { simulator, account, credential } = await provisioned();
    const auditor = simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']);
    simulator.organisation.assign(auditor.id, account.userId);
    expect((await run(simulator, credential)).outputs.status).toBe('unchanged');
    const exclusive = await run(simulator, { ...credential, exclusive: 'true' });
    expect(exclusive.outputs.status).toBe('updated');
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });

  test('is only named with on-drift: warn', async () => {
    const { simulator, role, credential, writesBefore } = await provisioned();
    role.operations = ['Wallets:Read'];
    const warned = await run(simulator, { ...credential, 'on-drift': 'warn' });
    expect(warned).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', token: credential.token } });
    expect(warningsOf(warned).join()).toContain('lacks Keys:Create, Wallets:Create');
    expect(writesOf(simulator)).toHaveLength(writesBefore);
  });

  test('is an error with on-drift: fail, and nothing is written', async () => {
    const { simulator, role, credential, writesBefore } = await provisioned();
    role.operations = ['Wallets:Read'];
    const failed = await run(simulator, { ...credential, 'on-drift': 'fail' });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('lacks Keys:Create, Wallets:Create');
    expect(failed.outputs).not.toHaveProperty('token');
    expect(writesOf(simulator)).toHaveLength(writesBefore);
  });

  test('an operation that Dfns renamed counts as held under its new name', async () => {
    const simulator = await simulate();
    const inputs = { role: 'register-end-users' };
    const first = await run(simulator, inputs);
    const [role] = [...simulator.organisation.roles.values()].filter(({ name }) => name === 'register-end-users');
    if (role) role.operations = ['Auth:Delegated:Register'];
    expect((await run(simulator, { ...inputs, ...credentialOf(first) })).outputs.status).toBe('unchanged');
  });
});

describe('A role', () => {
  test('by its name is assigned as it is', async () => {
    const simulator = await simulate();
    const { id } = simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']);
    const first = await run(simulator, { role: 'Auditor' });
    expect(first.outputs).toMatchObject({ status: 'created', 'role-id': id });
  });

  test('by its id is assigned as it is', async () => {
    const simulator = await simulate();
    const { id } = simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']);
    expect((await run(simulator, { role: id })).outputs).toMatchObject({ status: 'created', 'role-id': id });
    expect(rolesOf(simulator, 'backend')).toEqual(['Auditor']);
  });

  test('that is not there is an error which names the nearest, before anything is written', async () => {
    const simulator = await simulate();
    simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']);
    const failed = await run(simulator, { role: 'Auditer' });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('did you mean Auditor?');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('that is archived is an error, before anything is written', async () => {
    const simulator = await simulate();
    simulator.organisation.createRole('create-wallets', ['Wallets:Read'], { archived: true });
    const failed = await run(simulator);
    expect(errorOf(failed)).toContain('is archived');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('that Dfns manages is assigned, but never changed', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, { role: 'ManagedFullAdminAccess', permissions: 'Wallets:Read' });
    expect(errorOf(failed)).toContain('managed by Dfns');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('is found on whatever page it stands', async () => {
    const simulator = await simulate({ switches: { pageSize: 2 } });
    for (const number of [1, 2, 3, 4, 5, 6, 7]) simulator.organisation.createRole(`role ${number}`, ['Wallets:Read']);
    expect((await run(simulator, { role: 'role 7' })).outputs.status).toBe('created');
  });

  test('that Dfns refuses leaves no account behind', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, { role: 'mine', permissions: 'Walets:Read' });
    expect(failed.exitCode).toBe(1);
    expect(warningsOf(failed).join()).toContain('did you mean Wallets:Read?');
    expect(accountNames(simulator)).toEqual([]);
  });
});
