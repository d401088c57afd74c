import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import { logFleet, logManifest } from '../../src/runner/output/fleet-log.js';
import { setFleetOutputs } from '../../src/runner/output/fleet-outputs.js';
import { account, failed, fleet, hostileName, many, mixed, planned, unreached, waiting } from './fleet.js';
import { Runner } from './runner.js';
import { token } from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

describe('the outputs', () => {
  const outputs = (outcome: FleetOutcome) => {
    setFleetOutputs(outcome, runner.step);
    return runner.outputs;
  };
  const results = () => JSON.parse(runner.outputs.results ?? '');

  test('what needs a person comes first, with what is known of it', () => {
    outputs(mixed);
    expect(results().map(({ name }: { name: string }) => name)).toEqual(
      ['d', 'c', 'waiting', 'f', 'e', 'g', 'b', 'a'].map((name) => `acme-${name}`),
    );
    expect(results()[0]).toEqual({
      name: 'acme-d',
      status: 'failed',
      error: { code: 'TOKEN_EXPIRED', message: 'acme-d could not be read' },
      changed: false,
      line: 7,
      'service-account-id': 'us-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
      'credential-id': 'cr-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
      'role-id': 'pm-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
      'days-left': 730,
      'expires-at': '2028-11-23T07:00:00.000Z',
    });
    expect(results()[2]).toMatchObject({ status: 'pending-approval', 'approval-id': 'ap-1' });
    expect(results()[5]).toMatchObject({ status: 'not-reached' });
  });

  test.each<[string, FleetOutcome, string | undefined, string]>([
    ['all in order', fleet([account('a')]), 'unchanged', 'false'],
    ['no account', fleet([]), 'unchanged', 'false'],
    ['one was made', fleet([account('a'), account('b', { status: 'created', changed: true })]), 'created', 'true'],
    ['one waits', fleet([account('b', { status: 'created', changed: true }), waiting]), 'pending-approval', 'true'],
    ['a dry run', fleet([planned('a')], { dryRun: true }), 'planned', 'false'],
    ['one failed', fleet([account('a'), failed('b')]), undefined, 'false'],
    ['one failed half changed', fleet([{ ...failed('b'), changed: true }]), undefined, 'true'],
    ['one was not reached', fleet([unreached('b')]), undefined, 'false'],
    ['a shared role alone changed', fleet([account('a')], { roleSteps: [roleStep('shared')] }), 'updated', 'true'],
    ['a shared role would change', fleet([], { roleSteps: [roleStep('shared')], dryRun: true }), 'planned', 'false'],
    ['one was pruned', fleet([], { pruned: [account('a', { status: 'updated', changed: true })] }), 'updated', 'true'],
  ])('the status where %s', (_, outcome, status, changed) => {
    expect(outputs(outcome)).toMatchObject({ changed, 'api-url': 'https://api.dfns.io', 'org-id': outcome.orgId });
    expect(runner.outputs.status).toBe(status);
  });

  test('of ten thousand accounts all fit into a variable that need a person, and the rest is counted', () => {
    const accounts = [...many(9_970), ...many(30, (name) => failed(`${name}-财${hostileName}`))];
    outputs(fleet(accounts));
    const all = results();
    expect(all.slice(0, 30).every(({ error }: { error: { message: string } }) => error.message.length > 20)).toBe(true);
    expect(all.at(-1)).toEqual({ 'left-out': 10_000 - (all.length - 1) });
    for (const value of Object.values(runner.outputs)) expect(Buffer.byteLength(value)).toBeLessThan(131_072 - 1_000);
  });

  test('where not even those fit that need a person, the most urgent are in it, and the rest is counted', () => {
    const code = (name: string) => (name.endsWith('7') ? 'TOKEN_LOST' : 'STORE_DENIED');
    outputs(fleet([...many(10_000, (name) => failed(name, code(name))), account('b')]));
    const all = results();
    expect(all.slice(0, 1_000).every(({ error }: { error: { code: string } }) => error.code === 'TOKEN_LOST')).toBe(
      true,
    );
    expect(all.at(-1)).toEqual({ 'left-out': 10_001 - (all.length - 1) });
    expect(all.at(-2)).toMatchObject({ status: 'failed' });
  });

  test('four hundred accounts lose nothing, and a thousand are all named', () => {
    outputs(fleet(many(400)));
    expect(results()).toHaveLength(400);
    expect(results()[399]).toHaveProperty('service-account-id');
    runner.close();
    runner = new Runner();
    outputs(fleet(many(1_000)));
    expect(results().map(({ name }: { name: string }) => name)).toHaveLength(1_000);
  });

  test('a plan that is too long is cut between steps', () => {
    outputs(fleet(many(10_000, planned), { dryRun: true, roleSteps: [roleStep('shared')] }));
    const plan = JSON.parse(runner.outputs.plan ?? '');
    expect(plan[0]).toEqual(roleStep('shared'));
    expect(plan.at(-1)).toEqual({ 'left-out': 10_001 - (plan.length - 1) });
  });

  test('no secret of the run stands in a message', () => {
    runner.step.masks.mask(token);
    outputs(fleet([failed('a', 'DFNS_REFUSED', `Dfns repeats ${token}`)]));
    expect(runner.outputs.results).not.toContain(token);
  });

  test('a file that cannot be written is told without a word of tokens', () => {
    process.env.GITHUB_OUTPUT = '/nowhere/output';
    expect(() => setFleetOutputs(mixed, runner.step)).toThrow(
      'so that later steps do not learn what became of the accounts',
    );
  });
});

test('the log ends with counts and what needs a person, and no name begins a line or a command', () => {
  logFleet(
    {
      ...mixed,
      accounts: [...mixed.accounts, ...many(50, failed), failed(hostileName, 'X', `a\u0085::error::b\n::set-env`)],
    },
    runner.step.log,
  );
  expect(runner.plainLines[0]).toMatch(/^\.dfns\/fleet\.yaml: 53 failed, 1 waits for a person, 1 not reached/);
  expect(runner.plainLines[1]).toBe('failed: acme-d (line 7): acme-d could not be read [TOKEN_EXPIRED]');
  expect(runner.plainLines).toContain('and 33 more, in the output results');
  expect(runner.plainLines).toContain('waits: acme-waiting for the approval ap-1');
  expect(runner.plainLines.every((line) => /^(\.dfns|failed: |waits: |not reached: |and |Run again)/.test(line))).toBe(
    true,
  );
  expect(runner.commands).toEqual([]);
});

test('a manifest of many accounts is in the log to its last line', async () => {
  const found = many(500).map(({ name }) => ({ id: 'us-1', name, isActive: true, roles: [] }));
  await logManifest(fleet([], { found, prefix: 'acme-', dryRun: true }), runner.step.log);
  expect(runner.plainLines.filter((line) => line.startsWith('  - name: acme-payments-'))).toHaveLength(500);
});

function roleStep(role: string) {
  return { step: 'create-role', role, permissions: [role] } as const;
}

/** Our own elements alone, and outside of `code` and `pre` nothing that GitHub makes more of than text. */
