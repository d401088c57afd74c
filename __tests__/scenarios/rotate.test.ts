import { expectNoLeak } from '../support/expect-no-leak.js';
import {
  accountNames,
  credentialOf,
  decideOnAsking,
  errorOf,
  liveAccounts,
  rolesOf,
  run,
  simulate,
  writesOf,
} from './scene.js';

const retired = /^backend-retired-\d{8}T\d{6}Z$/;

describe('rotate', () => {
  test('makes a successor with every role, which takes the name; the old one keeps working for a while', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    simulator.organisation.assign(
      simulator.organisation.createRole('Auditor', ['Auth:Logs:Read']).id,
      account?.userId ?? '',
    );
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    expect(rotated).toMatchObject({ exitCode: 0, outputs: { status: 'rotated', changed: 'true' } });
    expect(rotated.outputs.token).not.toBe(first.outputs.token);
    expect(accountNames(simulator).sort()).toEqual(['backend', expect.stringMatching(retired)]);
    expect(rolesOf(simulator, 'backend').sort()).toEqual(['Auditor', 'create-wallets']);
    const deploy = {
      mode: 'validate',
      'key-type': undefined,
      'provisioner-username': undefined,
      'provisioner-credential-id': undefined,
      'provisioner-private-key': undefined,
    };
    for (const credential of [first, rotated]) {
      expect((await run(simulator, { ...deploy, ...credentialOf(credential) })).exitCode).toBe(0);
    }
    expectNoLeak(rotated, [
      first.outputs.token ?? '',
      rotated.outputs.token ?? '',
      rotated.outputs['private-key'] ?? '',
    ]);
  });

  test('run again within the grace period changes nothing and says so', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    const writes = writesOf(simulator).length;
    const again = await run(simulator, { mode: 'rotate', ...credentialOf(rotated) });
    expect(again.outputs).toMatchObject({ status: 'unchanged', changed: 'false', token: rotated.outputs.token });
    expect(again.log).toContain('Rotated already at');
    expect(writesOf(simulator)).toHaveLength(writes);
  });

  test('is followed by the archiving of the old account in any later run, when its time is over', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    const meanwhile = await run(simulator, credentialOf(rotated));
    expect(meanwhile.outputs.status).toBe('unchanged');
    const [retired] = accountNames(simulator).filter((name) => name !== 'backend');
    const [, day, hour, minute] = /-retired-\d{6}(\d\d)T(\d\d)(\d\d)/.exec(retired ?? '') ?? [];
    const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    expect(day).toBeDefined();
    for (const { summary } of [rotated, meanwhile]) {
      expect(summary).toContain(`<code>${retired}</code><br>works until ${tomorrow} ${hour}:${minute} UTC`);
    }
    const later = await run(simulator, { ...credentialOf(rotated), 'retire-after': '0' });
    expect(later.outputs.status).toBe('updated');
    expect(later.summary).not.toContain('works until');
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('archives the old account at once where no time is asked for', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first), 'retire-after': '0' });
    expect(rotated.outputs.status).toBe('rotated');
    expect(accountNames(simulator)).toEqual(['backend']);
  });

  test('is planned by a dry run', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const writes = writesOf(simulator).length;
    const planned = await run(simulator, { mode: 'rotate', ...credentialOf(first), 'dry-run': 'true' });
    expect(planned.outputs.status).toBe('planned');
    expect(JSON.parse(planned.outputs.plan ?? '')).toMatchObject([
      { step: 'create-account', account: 'backend' },
      { step: 'rename-account', account: 'backend' },
      { step: 'rename-account', to: 'backend' },
    ]);
    expect(writesOf(simulator)).toHaveLength(writes);
  });

  test('needs an account, and a place for the new key', async () => {
    const simulator = await simulate();
    expect(errorOf(await run(simulator, { mode: 'rotate' }))).toContain('nothing to rotate');
    const nowhere = await run(simulator, { mode: 'rotate', 'output-private-key': undefined });
    expect(errorOf(nowhere)).toContain('output-private-key: true, or export-env: true');
  });

  test('gives an account whose token is lost a new one, and those who still have it time', async () => {
    const simulator = await simulate();
    await run(simulator);
    const rotated = await run(simulator, { mode: 'rotate' });
    expect(rotated.outputs.status).toBe('rotated');
    expect(accountNames(simulator)).toHaveLength(2);
  });

  test('that a policy holds leaves the old account as it is, and waits where that is asked for', async () => {
    const simulator = await simulate({ switches: { permissionIdAtCreation: 'policy-200' } });
    simulator.switches.provisionerOperations = [...simulator.switches.provisionerOperations, 'Policies:Approvals:Read'];
    const first = await run(simulator);
    simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    const held = await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    expect(errorOf(held)).toContain('wait-for-approval');
    expect(accountNames(simulator)).toEqual(['backend']);
    expect((await run(simulator, credentialOf(first))).outputs.status).toBe('unchanged');
    decideOnAsking(simulator, 'Approved');
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first), 'wait-for-approval': '30s' });
    expect(rotated.outputs.status).toBe('rotated');
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });
});

describe('renew-before-days', () => {
  test('rotates when the end of the token is near, and not before', async () => {
    const simulator = await simulate();
    const first = await run(simulator, { 'days-valid': '20' });
    const early = await run(simulator, { ...credentialOf(first), 'renew-before-days': '10' });
    expect(early.outputs.status).toBe('unchanged');
    const renewed = await run(simulator, { ...credentialOf(first), 'renew-before-days': '30', 'days-valid': '90' });
    expect(renewed.outputs).toMatchObject({ status: 'rotated', 'days-left': '89' });
    expect((await run(simulator, { ...credentialOf(renewed), 'renew-before-days': '30' })).outputs.status).toBe(
      'unchanged',
    );
  });
});
