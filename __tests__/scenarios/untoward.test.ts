import { expectNoLeak } from '../support/expect-no-leak.js';
import { gateway } from './gateway.js';
import {
  accountNames,
  credentialOf,
  errorOf,
  keyPair,
  liveAccounts,
  rolesOf,
  run,
  simulate,
  warningsOf,
} from './scene.js';

describe('A replacement', () => {
  test.each([403, 409, 422] as const)(
    'of an account that a policy names (%d) ends with the new one in its place, and a warning',
    async (status) => {
      const simulator = await simulate({ switches: { protectedAccountStatus: status } });
      const { account } = simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
      simulator.organisation.nameInPolicy(account.userId);
      const replaced = await run(simulator, { 'on-lost-token': 'replace' });
      expect(replaced).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
      expect(warningsOf(replaced).join()).toContain(account.userId);
      expect(accountNames(simulator)).toContain('backend');
      expect((await run(simulator, credentialOf(replaced))).exitCode).toBe(0);
    },
  );

  test('of an inactive account, which Dfns does not rename, archives it and takes its name', async () => {
    const simulator = await simulate();
    simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey, active: false });
    const replaced = await run(simulator, { 'on-lost-token': 'replace' });
    expect(replaced.outputs.status).toBe('created');
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('whose role is denied leaves the old account whole', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-200' } });
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
    const { account } = simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    simulator.onRequest = (moment, { path }) => {
      const id = /^\/v2\/policy-approvals\/(ap-.*)$/.exec(path)?.[1];
      if (moment === 'before' && id) simulator.organisation.decide(id, 'Denied');
    };
    const failed = await run(simulator, { 'on-lost-token': 'replace', 'wait-for-approval': '30s' });
    expect(errorOf(failed)).toContain('denied');
    expect(liveAccounts(simulator.organisation).map(({ userId, name }) => [userId, name])).toEqual([
      [account.userId, 'backend'],
    ]);
  });

  test('that cannot take the name gives the old account its name back', async () => {
    const simulator = await simulate();
    const { account } = simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
    let renames = 0;
    const before = await gateway(simulator, ({ method, url }, response) => {
      const isRename = method === 'PUT' && /^\/auth\/service-accounts\/[^/]+$/.test(url ?? '');
      if (!isRename || ++renames !== 2) return false;
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":{"message":"not this time"}}');
      return true;
    });
    const failed = await run(before, { 'on-lost-token': 'replace' });
    before.end();
    expect(errorOf(failed)).toContain('not this time');
    expect(liveAccounts(simulator.organisation).map(({ userId, name }) => [userId, name])).toEqual([
      [account.userId, 'backend'],
    ]);
  });
});

describe('A working credential', () => {
  test('of an account that was renamed by hand makes no second account', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    if (account) account.name = 'renamed';
    const failed = await run(simulator, credentialOf(first));
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('belongs to the service account renamed');
    expect(accountNames(simulator)).toEqual(['renamed']);
  });

  test.each(['<html>blocked</html>', ''])(
    'is not taken for dead because a gateway refused a request (%j)',
    async (page) => {
      const simulator = await simulate();
      const first = await run(simulator);
      const token = `Bearer ${first.outputs.token}`;
      const blocked = await gateway(simulator, ({ headers }, response) => {
        if (headers.authorization !== token) return false;
        response.writeHead(403, { 'content-type': 'text/html' }).end(page);
        return true;
      });
      const failed = await run(blocked, { ...credentialOf(first), 'on-lost-token': 'replace' });
      blocked.end();
      expect(failed.exitCode).toBe(1);
      expect(errorOf(failed)).toContain('is not one of Dfns');
      expect((await run(simulator, credentialOf(first))).outputs.status).toBe('unchanged');
    },
  );

  test('with another credential id than its own is an error, not a reason to replace', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const failed = await run(simulator, {
      ...credentialOf(first),
      'credential-id': 'b3RoZXI',
      'on-lost-token': 'replace',
    });
    expect(errorOf(failed)).toContain('does not accept the credential b3RoZXI');
    expect((await run(simulator, credentialOf(first))).outputs.status).toBe('unchanged');
  });

  test('of an account with another key than public-key is of no use', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const failed = await run(simulator, {
      token: first.outputs.token,
      'public-key': keyPair().publicKey,
      'key-type': undefined,
      'output-private-key': undefined,
    });
    expect(errorOf(failed)).toContain('another key than public-key');
  });
});

describe('A run that fails', () => {
  test('ends at once, although another of its requests was told to wait', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    simulator.inject({ method: 'POST', path: '/auth/action/init', kind: '429', retryAfterSeconds: 25 });
    const failed = await run(simulator, { ...credentialOf(first), 'provisioner-private-key': keyPair().privateKey });
    expect(failed).toMatchObject({ exitCode: 1, stderr: '' });
    expect(failed.durationMs).toBeLessThan(10_000);
  });

  test('prints no token of the provisioner, whatever Dfns repeats', async () => {
    const simulator = await simulate();
    let session = '';
    const echo = await gateway(simulator, ({ method, headers, url }, response) => {
      if (method !== 'GET' || url !== '/auth/service-accounts') return false;
      session = headers.authorization?.replace('Bearer ', '') ?? '';
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: `who is ${session}?` } }));
      return true;
    });
    const failed = await run(echo);
    echo.end();
    expect(session).not.toBe('');
    expectNoLeak(failed, [session]);
  });

  test('says which steps it took', async () => {
    const simulator = await simulate();
    simulator.switches.provisionerOperations = simulator.switches.provisionerOperations.filter(
      (name) => name !== 'Auth:ServiceAccounts:Create',
    );
    const failed = await run(simulator);
    expect(failed.outputs).toMatchObject({ changed: 'true' });
    expect(JSON.parse(failed.outputs.plan ?? '')).toMatchObject([{ step: 'create-role' }]);
  });

  test('does not begin where the token could not be handed on', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, {}, { env: { GITHUB_OUTPUT: '/nonexistent/file' } });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('GITHUB_OUTPUT');
    expect(simulator.requests).toHaveLength(0);
  });
});

describe('Two jobs with the same new role', () => {
  test('both come through', async () => {
    const simulator = await simulate({ switches: { latencyMs: 20 } });
    const [one, other] = await Promise.all(['one', 'other'].map((name) => run(simulator, { name })));
    expect([one?.exitCode, other?.exitCode]).toEqual([0, 0]);
    expect(rolesOf(simulator, 'one')).toEqual(rolesOf(simulator, 'other'));
  });
});
