import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import { logFleet, logManifest } from '../../src/runner/output/fleet-log.js';
import { setFleetOutputs } from '../../src/runner/output/fleet-outputs.js';
import { writeFleetSummary } from '../../src/runner/output/fleet-summary.js';
import { account, failed, fleet, hostileName, many, planned, unreached } from './fleet.js';
import { Runner } from './runner.js';
import { token } from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

const near = (name: string, daysLeft: number) =>
  account(name, { facts: { daysLeft, expiresAt: new Date(Date.UTC(2026, 10, 25 + daysLeft)) } });
const waiting = account('acme-waiting', { status: 'pending-approval', changed: true, facts: { approvalId: 'ap-1' } });
const mixed = fleet([
  account('acme-a'),
  account('acme-b', { status: 'rotated', changed: true }),
  failed('acme-c', 'DFNS_UNAVAILABLE'),
  failed('acme-d', 'TOKEN_EXPIRED'),
  near('acme-e', 12),
  near('acme-f', 3),
  unreached('acme-g'),
  waiting,
]);

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

describe('the summary', () => {
  const summary = (outcome: FleetOutcome) => {
    writeFleetSummary(outcome, runner.step);
    return runner.summary;
  };

  test('tells first what needs a person, then changes, then tokens that end, then all', () => {
    const order = [
      '2 failed, 1 waits',
      '<h4>Failed',
      'acme-d',
      'acme-c',
      '<h4>Waiting',
      '<h4>Not reached',
      '<h4>Done',
      'rotated',
    ];
    const rest = [
      '<h4>Tokens that end soon',
      'acme-f',
      'in 3 days',
      'acme-e',
      '<details><summary>All 8 accounts</summary>',
    ];
    expect(places(summary(mixed), [...order, ...rest])).toEqual([...order, ...rest]);
  });

  test('validate lists the whole fleet by the end of its tokens', () => {
    const shown = summary(fleet([account('acme-a'), near('acme-b', 40), near('acme-c', -2)], { mode: 'validate' }));
    expect(shown).toContain('2026-11-23, over');
    const order = ['All 3 accounts, by the end of their tokens', 'acme-c', 'acme-b', 'acme-a'];
    expect(places(shown, order)).toEqual(order);
  });

  test('a dry run speaks of what would be', () => {
    const pruned = [
      {
        ...planned('acme-gone'),
        facts: { plan: [{ step: 'deactivate-account', account: 'acme-gone', accountId: 'us-1' }] },
      },
    ] as const;
    const shown = summary(fleet([planned('acme-a')], { dryRun: true, pruned, shard: { index: 1, count: 4 } }));
    expect(shown).toContain(
      '<h3>Dfns fleet <code>.dfns/fleet.yaml</code>, shard 1 of 4: planned, nothing written</h3>',
    );
    expect(shown).toContain('<h4>Would be done</h4><ul><li><code>acme-a</code>: create the service account');
    expect(shown).toContain('<h4>Would be done to what the manifest names no longer</h4>');
  });

  test.each<[string, FleetOutcome]>([
    ['in place', fleet(many(10_000))],
    [
      'that fail',
      fleet(many(10_000, (name) => failed(`${name}${hostileName}`, 'DFNS_REFUSED', hostileName.repeat(9)))),
    ],
    [
      'planned',
      fleet(many(10_000, planned), { dryRun: true, warnings: many(10_000).map(({ name }) => `${name} ends`) }),
    ],
  ])('of ten thousand accounts %s GitHub takes it', (_, outcome) => {
    const bytes = Buffer.byteLength(summary(outcome));
    expect(bytes).toBeLessThan(1_048_576 - 40_000);
    expect(runner.summary).toMatch(/<\/table><\/details>/);
  });

  test('of ten thousand accounts with names of usual length none is missing', () => {
    expect(summary(fleet(many(10_000))).match(/acme-payments-\d{5}/g)).toHaveLength(10_000);
  });

  test('a name that reads like a sentence of ours is told apart from one', () => {
    const role = 'reader with Wallets:Read';
    const roleSteps = [{ step: 'create-role', role, permissions: ['Permissions:Update'] }] as const;
    const shown = summary(fleet([planned('acme-a', role)], { roleSteps, dryRun: true }));
    expect(shown).toContain(
      'create the role <code>reader with Wallets:Read</code> with <code>Permissions:Update</code>',
    );
    expect(shown).toContain('create the service account <code>acme-a</code> with the role <code>reader');
  });

  test('a name, a role, a message or a path forges nothing', () => {
    const roleSteps = [roleStep(hostileName)];
    const bad = { ...failed(hostileName, 'DFNS_REFUSED', hostileName), warnings: [hostileName] };
    const found = [
      { id: 'us-1', name: hostileName, isActive: true, roles: [{ roleId: 'pm-1', roleName: hostileName }] },
    ];
    const outcome = { roleSteps, manifest: hostileName, warnings: [hostileName], found, prefix: hostileName };
    expectOwnMarkupOnly(summary(fleet([bad, planned(hostileName, hostileName), account(hostileName)], outcome)));
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

/** Those of the parts that stand in the text, in this order. */
function places(text: string, parts: readonly string[]): string[] {
  let from = 0;
  return parts.filter((part) => {
    const at = text.indexOf(part, from);
    if (at >= 0) from = at;
    return at >= 0;
  });
}

/** Our own elements alone, and outside of `code` and `pre` nothing that GitHub makes more of than text. */
function expectOwnMarkupOnly(summary: string): void {
  for (const block of summary.split('\n\n')) {
    expect(block).toMatch(/^<(h3|h4|p|ul|table|details|pre)>/);
    const outside = block
      .replace(/<(code|pre)>[^<]*<\/\1>/g, '')
      .replace(/<\/?(h3|h4|p|ul|li|table|tr|td|th|details|summary)>|<br>/g, '');
    expect(outside).not.toMatch(/[<>"`*_[\]()!|@$~\u202e]|(?<!&)#/);
    const text = outside.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(text).not.toMatch(/[@#]|:\/\/|www\./i);
  }
}
