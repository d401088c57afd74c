import { expectNoLeak } from '../support/expect-no-leak.js';
import {
  accountNames,
  credentialOf,
  errorOf,
  keyPair,
  liveAccounts,
  rolesOf,
  run,
  simulate,
  writesOf,
} from './scene.js';

describe('An account whose token is lost', () => {
  test('stays as it is by default, and the error says what helps', async () => {
    const simulator = await simulate();
    await run(simulator);
    const before = writesOf(simulator).length;
    const failed = await run(simulator);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('on-lost-token: replace');
    expect(failed.outputs).not.toHaveProperty('token');
    expect(failed.outputs).toMatchObject({ changed: 'false' });
    expect(writesOf(simulator)).toHaveLength(before);
  });

  test('is replaced where that is asked for: proven first, then the old one archived', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const replaced = await run(simulator, { 'on-lost-token': 'replace' });
    expect(replaced).toMatchObject({ exitCode: 0, outputs: { status: 'created', changed: 'true' } });
    expect(replaced.outputs['service-account-id']).not.toBe(first.outputs['service-account-id']);
    expect(accountNames(simulator)).toEqual(['backend']);
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
    expect((await run(simulator, credentialOf(replaced))).outputs.status).toBe('unchanged');
  });

  test('is replaced although an archived account should keep its name', async () => {
    const simulator = await simulate({ switches: { archivedNames: 'taken' } });
    await run(simulator);
    const replaced = await run(simulator, { 'on-lost-token': 'replace' });
    expect(replaced).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('is not replaced while its credential works', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const second = await run(simulator, { ...credentialOf(first), 'on-lost-token': 'replace' });
    expect(second.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });
  });

  test.each(['fail', 'replace'])('with a token that expired, and on-lost-token: %s', async (onLostToken) => {
    const simulator = await simulate();
    const keys = keyPair();
    const { token } = simulator.organisation.createServiceAccount('backend', {
      publicKey: keys.publicKey,
      expiresAt: Date.now() - 86_400_000,
    });
    const ended = await run(simulator, { token, 'private-key': keys.privateKey, 'on-lost-token': onLostToken });
    expect(ended.exitCode).toBe(onLostToken === 'fail' ? 1 : 0);
    if (onLostToken === 'fail') expect(errorOf(ended)).toContain('expired on');
    expect(accountNames(simulator)).toEqual(['backend']);
    expectNoLeak(ended, [token, keys.privateKey]);
  });

  test('leaves nothing of an earlier replacement that was interrupted', async () => {
    const simulator = await simulate();
    simulator.organisation.createServiceAccount('backend-next-1a2b3c4d', { publicKey: keyPair().publicKey });
    simulator.organisation.createServiceAccount('backend-next-of-kin', { publicKey: keyPair().publicKey });
    const first = await run(simulator);
    expect(first.outputs.status).toBe('created');
    expect(accountNames(simulator).sort()).toEqual(['backend', 'backend-next-of-kin']);
  });

  test('is archived when its successor cannot be proven: the old one stays', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    simulator.onRequest = (moment, { method, path }) => {
      if (moment !== 'after' || method !== 'POST' || path !== '/auth/service-accounts') return;
      for (const account of liveAccounts(simulator.organisation))
        if (account.name !== 'backend') account.isActive = false;
    };
    const failed = await run(simulator, { 'on-lost-token': 'replace' });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('refused the token');
    expect(accountNames(simulator)).toEqual(['backend']);
    simulator.onRequest = undefined;
    expect((await run(simulator, credentialOf(first))).outputs.status).toBe('unchanged');
  });
});
