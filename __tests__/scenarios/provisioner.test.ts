import { createPrivateKey } from 'node:crypto';
import type { Simulator } from '../../simulator/index.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { begin, end } from './job.js';
import { accountNames, credentialOf, errorOf, keyPair, revoke, run, simulate, writesOf } from './scene.js';

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

describe('A provisioner whose credential id is not given', () => {
  const unsaid = { 'provisioner-credential-id': undefined };

  /** Another Key credential of the user. */
  function second({ organisation }: Simulator) {
    const { publicKey } = keyPair();
    organisation.provisioner.credentials.push(organisation.newCredential(organisation.freshKey(publicKey), 'laptop'));
  }

  test('is the one that the login offers alone, in every mode and the post step', async () => {
    const simulator = await simulate();
    const first = await run(simulator, unsaid);
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    const again = await run(simulator, { ...unsaid, mode: 'validate', 'key-type': undefined, ...credentialOf(first) });
    expect(again.exitCode).toBe(0);
    expect((await run(simulator, { ...unsaid, ...revoke })).exitCode).toBe(0);
    const main = await begin(simulator, unsaid);
    expect((await end(simulator, main, unsaid)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
  });

  test.each([false, true])('is asked for where there are several (named: %s)', async (namesInChallenge) => {
    const simulator = await simulate({ switches: { namesInChallenge } });
    second(simulator);
    const error = errorOf(await run(simulator, unsaid));
    expect(error).toContain('[CREDENTIAL_AMBIGUOUS]');
    for (const { credentialId, name } of simulator.organisation.provisioner.credentials)
      expect(error).toContain(namesInChallenge ? `${credentialId} (${name})` : credentialId);
    expect((await run(simulator)).exitCode).toBe(0);
  });

  test('of whom Dfns knows passkeys alone is told how to get one; so is one whose id is that of nothing offered', async () => {
    const simulator = await simulate();
    const { provisioner } = simulator.organisation;
    const credentialUuid = provisioner.credentials[0]?.credentialUuid;
    const wrong = errorOf(await run(simulator, { 'provisioner-credential-id': credentialUuid }));
    expect(wrong).toMatch(/it offers cHJvdmlzaW9uZXIta2V5.*form of a credentialUuid/s);
    provisioner.passkeys.push('a-passkey');
    provisioner.credentials.splice(0);
    expect(errorOf(await run(simulator, unsaid))).toMatch(
      /passkeys alone.*registration-code.*\[CREDENTIAL_NOT_OFFERED\]/s,
    );
  });

  test('signs with a key that its passphrase opens', async () => {
    const simulator = await simulate();
    const key = createPrivateKey(simulator.provisioner.privateKey);
    const passphrase = 'correct horse';
    const encrypted = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
    const given = { ...unsaid, 'provisioner-private-key': encrypted, 'provisioner-passphrase': passphrase };
    const first = await run(simulator, given);
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expectNoLeak(first, [passphrase, encrypted, simulator.provisioner.privateKey]);
    const wrong = await run(simulator, { ...given, 'provisioner-passphrase': 'battery staple' });
    expect(errorOf(wrong)).toContain('provisioner-passphrase: got a wrong one (not shown)');
    expectNoLeak(wrong, ['battery staple', encrypted]);
  });
});
