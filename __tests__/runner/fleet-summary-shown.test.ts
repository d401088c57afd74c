import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import { writeFleetSummary } from '../../src/runner/output/fleet-summary.js';
import { account, failed, fleet, hostileName, many, mixed, near, planned } from './fleet.js';
import { Runner } from './runner.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

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

/** Those of the parts that stand in the text, in this order. */
function places(text: string, parts: readonly string[]): string[] {
  let from = 0;
  return parts.filter((part) => {
    const at = text.indexOf(part, from);
    if (at >= 0) from = at;
    return at >= 0;
  });
}

function roleStep(role: string) {
  return { step: 'create-role', role, permissions: [role] } as const;
}
