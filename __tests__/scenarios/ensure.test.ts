import { expectNoLeak } from '../support/expect-no-leak.js';
import { accountNames, credentialOf, errorOf, keyPair, rolesOf, run, simulate, warningsOf, writesOf } from './scene.js';

describe('A first run', () => {
  test('makes the role and the account, proves the credential, and hands it on masked', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    expect(first).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'created', changed: 'true' } });
    expect(accountNames(simulator)).toEqual(['backend']);
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
    expect(first.masks).toContain(first.outputs.token);
    expect(first.outputs['service-account-id']).toMatch(/^us-/);
    expect(first.outputs['assignment-id']).toMatch(/^as-/);
    expect(first.outputs['days-left']).toBe('729');
    expectNoLeak(first, [
      first.outputs.token ?? '',
      first.outputs['private-key'] ?? '',
      simulator.provisioner.privateKey,
    ]);
  });

  test('takes eleven requests one after another at the most', async () => {
    const simulator = await simulate();
    await run(simulator);
    // Accounts and roles are listed at once; every other request waits for the one before. The logout comes after the outputs.
    expect(simulator.requests).toHaveLength(13);
    expect(simulator.requests.at(-1)).toMatchObject({ method: 'PUT', path: '/auth/logout' });
  });

  test.each(['rsa-2048', 'ec-p256', 'ed25519'])('makes a key of the type %s that signs for the token', async (type) => {
    const simulator = await simulate();
    const first = await run(simulator, { 'key-type': type });
    const second = await run(simulator, { 'key-type': undefined, mode: 'validate', ...credentialOf(first) });
    expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', token: first.outputs.token } });
  });

  test.each(['rsa-2048', 'ed25519'] as const)(
    'logs in with a provisioner key of the type %s',
    async (provisionerKeyType) => {
      const simulator = await simulate({ provisionerKeyType });
      expect(await run(simulator)).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    },
  );

  test('gives the token the life that is asked for', async () => {
    const simulator = await simulate();
    const first = await run(simulator, { 'days-valid': '90' });
    expect(first.outputs['days-left']).toBe('89');
  });

  test('takes a public key of the user’s own, and then knows no private key', async () => {
    const simulator = await simulate();
    const { publicKey } = keyPair();
    const first = await run(simulator, {
      'public-key': publicKey,
      'key-type': undefined,
      'output-private-key': undefined,
    });
    expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'created', 'public-key': publicKey } });
    expect(first.outputs).not.toHaveProperty('private-key');
    expect(first.log).toContain('Not seen: whether a private key belongs to the token');
  });

  test('exports what Dfns’s SDK example reads where that is asked for', async () => {
    const simulator = await simulate();
    const { env, outputs } = await run(simulator, { 'export-env': 'true' });
    expect(env).toEqual({
      DFNS_API_URL: simulator.apiUrl,
      DFNS_ORG_ID: simulator.orgId,
      DFNS_SERVICE_ACCOUNT_ID: outputs['service-account-id'],
      DFNS_CRED_ID: outputs['credential-id'],
      DFNS_PRIVATE_KEY: outputs['private-key'],
      DFNS_AUTH_TOKEN: outputs.token,
    });
  });

  test('warns of an operation that Dfns may not know, and lets Dfns decide', async () => {
    const simulator = await simulate();
    const first = await run(simulator, { role: 'signers', permissions: 'Wallets:Read\nWallets:Sign' });
    expect(warningsOf(first).join()).toContain('Wallets:Transactions:Create');
    expect(first.exitCode).toBe(1);
    expect(errorOf(first)).toContain('could not create the role signers');
    expect(accountNames(simulator)).toEqual([]);
  });
});

describe('A second run', () => {
  test('finds all in order and writes nothing', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const before = simulator.requests.length;
    const second = await run(simulator, credentialOf(first));
    expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', changed: 'false', plan: '[]' } });
    for (const name of [
      'token',
      'private-key',
      'service-account-id',
      'credential-id',
      'role-id',
      'assignment-id',
      'expires-at',
    ]) {
      expect([name, second.outputs[name]]).toEqual([name, first.outputs[name]]);
    }
    // Login and proof side by side, two requests each, then both lists; after the outputs the logout.
    expect(simulator.requests).toHaveLength(before + 7);
    expect(writesOf(simulator)).toHaveLength(2);
  });

  test('comes to the same outputs as the one before it, whatever the number of runs', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const second = await run(simulator, credentialOf(first));
    const third = await run(simulator, credentialOf(first));
    expect(third.outputs).toEqual(second.outputs);
  });

  test('warns when the end of the token is near', async () => {
    const simulator = await simulate();
    const first = await run(simulator, { 'days-valid': '20' });
    const second = await run(simulator, credentialOf(first));
    expect(warningsOf(second).join()).toContain('expires in 19 days');
    expect(second.summary).toContain('expires in 19 days');
  });

  test('refuses the token of another account', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const other = await run(simulator, { name: 'frontend' });
    const mixed = await run(simulator, credentialOf(other));
    expect(mixed.exitCode).toBe(1);
    expect(errorOf(mixed)).toContain('belongs to the service account frontend');
    expect(mixed.outputs).not.toHaveProperty('token');
    expectNoLeak(mixed, [first.outputs.token ?? '', other.outputs.token ?? '']);
  });
});

describe('A dry run', () => {
  test('plans everything and writes nothing', async () => {
    const simulator = await simulate();
    const planned = await run(simulator, { 'dry-run': 'true' });
    expect(planned).toMatchObject({ exitCode: 0, outputs: { status: 'planned', changed: 'false' } });
    expect(JSON.parse(planned.outputs.plan ?? '')).toMatchObject([
      { step: 'create-role', role: 'create-wallets' },
      { step: 'create-account', account: 'backend' },
    ]);
    expect(planned.log).toContain('create the role create-wallets');
    expect(planned.summary).toContain('create the service account backend');
    expect(planned.outputs).not.toHaveProperty('token');
    expect(writesOf(simulator)).toEqual([]);
  });

  test('of an account that is in order plans nothing', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const planned = await run(simulator, { 'dry-run': 'true', ...credentialOf(first) });
    expect(planned.outputs).toMatchObject({ status: 'planned', plan: '[]' });
  });
});
