import { expectNoLeak } from '../support/expect-no-leak.js';
import { begin, end, ownName } from './job.js';
import { accountNames, errorOf, liveAccounts, run, simulate, warningsOf, writesOf } from './scene.js';
import { secretsOf } from './stories.js';

describe('The post step', () => {
  test('has nothing to do, and asks nothing, after a step that came to create nothing', async () => {
    const simulator = await simulate();
    for (const main of [await run(simulator), await begin(simulator, { name: '' })]) {
      const before = simulator.requests.length;
      expect(await end(simulator, main)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
      expect(simulator.requests.length).toBe(before);
    }
  });

  test('archives that account whatever its inputs say of another by now, or says that it is there', async () => {
    const simulator = await simulate();
    for (const [inputs, told] of [
      [{ name: 'another' }, ''],
      [{ ephemeral: 'false', role: undefined }, ''],
      [{ mode: 'revoke' }, 'mode revoke'],
      [{ mode: 'validate' }, 'mode validate'],
      [{ mode: 'bootstrap' }, 'mode bootstrap'],
    ] as const) {
      const main = await begin(simulator);
      expect(main.outputs.status).toBe('created');
      const ended = await end(simulator, main, inputs);
      expect(ended.exitCode).toBe(told ? 1 : 0);
      expect(accountNames(simulator)).toEqual(told ? [ownName] : []);
      if (told) expect(errorOf(ended)).toContain(`${ownName} of this job may still be there`);
      expect(errorOf(ended)).toContain(told);
      await end(simulator, main);
    }
  });

  test('runs twice', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    await end(simulator, main);
    const before = writesOf(simulator).length;
    expect(await end(simulator, main)).toMatchObject({ exitCode: 0, annotations: [] });
    expect(writesOf(simulator)).toHaveLength(before);
  });

  test('archives what a main step left that failed after the creation', async () => {
    const simulator = await simulate();
    simulator.onRequest = (moment, { method, path }) => {
      if (moment !== 'after' || method !== 'POST' || path !== '/auth/service-accounts') return;
      // Neither the proof nor the undoing gets through.
      simulator.inject({ at: 1, kind: 'html-502', times: 200 });
    };
    const main = await begin(simulator, { timeout: '20' });
    expect(main.exitCode).toBe(1);
    expect(accountNames(simulator)).toEqual([ownName]);
    expect(warningsOf(main).join()).toContain('post step');
    simulator.clearFaults();
    simulator.onRequest = undefined;
    expect((await end(simulator, main)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
  }, 60_000);

  test.each([403, 409, 422] as const)(
    'fails the job where a policy protects the account (%d), and says what is left',
    async (status) => {
      const simulator = await simulate({ switches: { protectedAccountStatus: status } });
      const main = await begin(simulator);
      simulator.organisation.nameInPolicy(liveAccounts(simulator.organisation)[0]?.userId ?? '');
      const post = await end(simulator, main);
      expect(post.exitCode).toBe(1);
      expect(errorOf(post)).toMatch(new RegExp(`${ownName}.*policy.*\\n?.*archive ${ownName} in the dashboard`, 's'));
      expect(post.summary).toContain('EPHEMERAL&#95;LEFT');
      expectNoLeak(post, secretsOf(main));
    },
  );

  test('fails the job where it cannot log in', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    const post = await end(simulator, main, { 'provisioner-credential-id': 'b3RoZXI' });
    expect(post.exitCode).toBe(1);
    expect(errorOf(post)).toContain(`${ownName} of this job may still be there`);
  });

  test.each([
    { legacyShapes: true },
    { emptyCredIdOnCreate: true },
    { archivedNames: 'taken' as const },
    { deleteStatus: 204 as const },
    { opaqueTokens: true },
  ])('archives under %j', async (switches) => {
    const simulator = await simulate({ switches });
    const main = await begin(simulator);
    expect(main.exitCode).toBe(0);
    expect((await end(simulator, main)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
  });

  test.each(['policy-200', 'policy-202'] as const)('archives one whose role waits for approval (%s)', async (how) => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: how } });
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const main = await begin(simulator);
    expect(main.outputs.status).toBe('pending-approval');
    expect((await end(simulator, main)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
  });

  test.each(['cut-before', 'cut-after', '500-after', '429'] as const)('gets over %s', async (kind) => {
    const simulator = await simulate();
    const main = await begin(simulator);
    simulator.inject({ method: 'DELETE', path: /^\/auth\/service-accounts\//, kind });
    expect((await end(simulator, main)).exitCode).toBe(0);
    expect(accountNames(simulator)).toEqual([]);
    expect(simulator.faultsUsed()).toBe(1);
  });
});
