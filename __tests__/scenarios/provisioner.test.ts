import { accountNames, credentialOf, errorOf, keyPair, run, simulate, writesOf } from './scene.js';

const noUser = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

describe('A provisioner that cannot create service accounts is told so before anything is written', () => {
  test.each([false, true])('a personal access token (opaque tokens: %s)', async (opaqueTokens) => {
    const simulator = await simulate({ switches: { opaqueTokens } });
    const keys = keyPair();
    const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'Provisioner');
    const { token } = simulator.organisation.createPersonalAccessToken(simulator.provisioner.userId, {
      publicKey: keys.publicKey,
      roles: [role?.id ?? ''],
    });
    const failed = await run(simulator, {
      ...noUser,
      'provisioner-token': token,
      'provisioner-private-key': keys.privateKey,
    });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('personal access token');
    expect(errorOf(failed)).toContain('provisioner-username');
    expect(writesOf(simulator)).toEqual([]);
  });

  test.each([false, true])('a service account (opaque tokens: %s)', async (opaqueTokens) => {
    const simulator = await simulate({ switches: { opaqueTokens } });
    const keys = keyPair();
    const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'Provisioner');
    const { token } = simulator.organisation.createServiceAccount('robot', {
      publicKey: keys.publicKey,
      roles: [role?.id ?? ''],
    });
    const failed = await run(simulator, {
      ...noUser,
      'provisioner-token': token,
      'provisioner-private-key': keys.privateKey,
    });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('the provisioner is a service account');
    expect(errorOf(failed)).toContain('provisioner-username');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('a token without a key that signs', async () => {
    const simulator = await simulate();
    const token = simulator.organisation.loginTokenOf('ci@example.com');
    const failed = await run(simulator, { ...noUser, 'provisioner-token': token });
    expect(errorOf(failed)).toContain('every change must be signed');
    expect(writesOf(simulator)).toEqual([]);
  });
});

describe('A ready token', () => {
  test('of a user creates the account where its key is given too', async () => {
    const simulator = await simulate();
    const token = simulator.organisation.loginTokenOf('ci@example.com');
    const first = await run(simulator, {
      ...noUser,
      'provisioner-token': token,
      'provisioner-private-key': simulator.provisioner.privateKey,
    });
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
  });

  test('without a key suffices where there is nothing to change', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const token = simulator.organisation.loginTokenOf('ci@example.com');
    const second = await run(simulator, { ...noUser, 'provisioner-token': token, ...credentialOf(first) });
    expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged' } });
  });
});

describe('A provisioner that lacks a permission', () => {
  const all = [
    'Auth:ServiceAccounts:Create',
    'Auth:ServiceAccounts:Read',
    'Permissions:Read',
    'Permissions:Create',
    'Permissions:Assign',
    'Permissions:Assignments:Read',
  ];

  test.each([
    'Auth:ServiceAccounts:Read',
    'Permissions:Read',
    'Permissions:Create',
    'Auth:ServiceAccounts:Create',
    'Permissions:Assign',
  ])('is told that it needs %s, and no account is left', async (missing) => {
    const simulator = await simulate({ provisionerOperations: all.filter((operation) => operation !== missing) });
    const failed = await run(simulator);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(missing);
    expect(accountNames(simulator)).toEqual([]);
  });

  test('needs no more than the minimum for a first run', async () => {
    const simulator = await simulate({ provisionerOperations: all });
    expect(await run(simulator)).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
  });
});

describe('A login that fails', () => {
  test('says that the credential is not the user’s', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, { 'provisioner-credential-id': 'b3RoZXI' });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('does not accept the credential b3RoZXI');
  });

  test('says that the key is not the credential’s', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, { 'provisioner-private-key': keyPair().privateKey });
    expect(errorOf(failed)).toContain('could not log in as ci@example.com');
    expect(errorOf(failed)).toContain('401');
  });

  test('says that nobody listens', async () => {
    const simulator = await simulate();
    await simulator.close();
    const failed = await run(simulator, { timeout: '10' });
    expect(errorOf(failed)).toContain('ECONNREFUSED');
    expect(errorOf(failed)).toContain('check api-url');
  });
});
