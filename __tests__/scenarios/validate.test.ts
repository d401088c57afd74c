import { expectNoLeak } from '../support/expect-no-leak.js';
import { credentialOf, errorOf, type Inputs, keyPair, run, simulate, writesOf } from './scene.js';

const noProvisioner = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

async function provisioned() {
  const simulator = await simulate();
  const first = await run(simulator);
  const account = [...simulator.organisation.serviceAccounts.values()].find(({ name }) => name === 'backend');
  const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'create-wallets');
  if (!account || !role) throw new Error('the first run made nothing');
  const credential = credentialOf(first);
  const writesBefore = writesOf(simulator).length;
  const validate = (inputs: Inputs = {}) =>
    run(simulator, { mode: 'validate', 'key-type': undefined, ...credential, ...inputs });
  return { simulator, first, account, role, credential, validate, writesBefore };
}

describe('validate', () => {
  test('emits the proven credential, reports its end, and changes nothing', async () => {
    const { simulator, first, validate, writesBefore } = await provisioned();
    const validated = await validate();
    expect(validated).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', changed: 'false' } });
    for (const name of [
      'token',
      'private-key',
      'service-account-id',
      'role-id',
      'assignment-id',
      'expires-at',
      'days-left',
    ]) {
      expect([name, validated.outputs[name]]).toEqual([name, first.outputs[name]]);
    }
    expect(writesOf(simulator)).toHaveLength(writesBefore);
  });

  test('works without any provisioner, and says plainly what it could not see', async () => {
    const { validate, first } = await provisioned();
    const validated = await validate(noProvisioner);
    expect(validated).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', token: first.outputs.token } });
    expect(validated.log).toContain('Not seen: whether it holds the role create-wallets');
    expect(validated.summary).toContain('whether it holds the role create-wallets');
    expect(validated.outputs['org-id']).toBe(first.outputs['org-id']);
  });

  test('says that the token is refused', async () => {
    const { simulator, account, validate, credential } = await provisioned();
    simulator.organisation.archiveServiceAccount(account.userId);
    const failed = await validate(noProvisioner);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toMatch(/refused the token.*401/);
    expect(failed.outputs).not.toHaveProperty('token');
    expectNoLeak(failed, [credential.token ?? '', credential['private-key'] ?? '']);
  });

  test('says that the key is not of this token', async () => {
    const { validate } = await provisioned();
    const failed = await validate({ 'private-key': keyPair().privateKey });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(
      'accepted the token of the service account, but not the signature of the private key',
    );
  });

  test('says that the token is expired, once Dfns does not take it: the clock of the runner may be off', async () => {
    const simulator = await simulate();
    const keys = keyPair();
    const expiresAt = Date.now() - 1000;
    const { token } = simulator.organisation.createServiceAccount('backend', { publicKey: keys.publicKey, expiresAt });
    const failed = await run(simulator, {
      mode: 'validate',
      'key-type': undefined,
      token,
      'private-key': keys.privateKey,
      ...noProvisioner,
    });
    expect(errorOf(failed)).toContain('expired on');
    expect(simulator.requests).toHaveLength(1);
  });

  test('says that the account is inactive', async () => {
    const { account, validate } = await provisioned();
    account.isActive = false;
    const failed = await validate();
    expect(errorOf(failed)).toContain('the service account backend is inactive');
    expect(account.isActive).toBe(false);
  });

  test('says that the role is missing', async () => {
    const { simulator, account, validate } = await provisioned();
    for (const [id, { identityId }] of simulator.organisation.assignments) {
      if (identityId === account.userId) simulator.organisation.assignments.delete(id);
    }
    expect(errorOf(await validate())).toContain('does not hold the role create-wallets');
  });

  test.each([
    ['too few', ['Wallets:Read'], 'lacks Keys:Create, Wallets:Create'],
    [
      'too many',
      ['Keys:Create', 'Wallets:Create', 'Wallets:Read', 'Keys:Export'],
      'holds Keys:Export, which is not declared',
    ],
  ])('says that the permissions are %s', async (_, operations, complaint) => {
    const { role, validate } = await provisioned();
    role.operations = operations;
    const failed = await validate();
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(complaint);
  });

  test('says that there is no such account', async () => {
    const { validate } = await provisioned();
    expect(errorOf(await validate({ name: 'frontend' }))).toContain('no service account named frontend');
  });

  test('says that the token belongs to another account', async () => {
    const { simulator, validate } = await provisioned();
    await run(simulator, { name: 'frontend' });
    expect(errorOf(await validate({ name: 'frontend' }))).toContain('belongs to the service account backend');
  });

  test('says that the token is of another organisation', async () => {
    const { validate } = await provisioned();
    const failed = await validate({ ...noProvisioner, 'org-id': 'or-aaaaa-bbbbb-cccccccccccccccc' });
    expect(errorOf(failed)).toContain('not to org-id or-aaaaa-bbbbb-cccccccccccccccc');
  });
});
