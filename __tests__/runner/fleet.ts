import type { AccountOutcome, FleetOutcome } from '../../src/core/fleet-outcome.js';

/** What tries to be more than a name: on a page, in a comment, in the log. */
export const hostileName =
  'acme-</code></td><img src=x onerror=alert(1)> [a](https://evil.example) ![](https://evil.example/p.png) @acme/owners #1 GH-26 `x` | **b** \u202eelif\u001b[2J\n::error::forged';

const end = new Date('2028-11-23T07:00:00Z');

/** An account that is in place, with all that is known of one. */
export function account(name: string, more: Partial<AccountOutcome> = {}): AccountOutcome {
  const facts = {
    serviceAccountId: 'us-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
    credentialId: 'cr-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
    roleId: 'pm-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
    expiresAt: end,
    daysLeft: 730,
    plan: [],
  };
  return {
    name,
    line: 7,
    status: 'unchanged',
    changed: false,
    warnings: [],
    ...more,
    facts: { ...facts, ...more.facts },
  };
}

export function failed(name: string, code = 'STORE_DENIED', message = `${name} could not be read`): AccountOutcome {
  const { status, ...rest } = account(name);
  return { ...rest, error: { code, message, cure: 'grant it, and run again' } };
}

export function unreached(name: string): AccountOutcome {
  const { status, ...rest } = account(name);
  return { ...rest, facts: {} };
}

export function planned(name: string, roleName = 'create-wallets'): AccountOutcome {
  const plan = [{ step: 'create-account', account: name, role: roleName }] as const;
  return { name, line: 8, status: 'planned', changed: false, warnings: [], facts: { plan, roleName } };
}

export function fleet(accounts: readonly AccountOutcome[], more: Partial<FleetOutcome> = {}): FleetOutcome {
  return {
    manifest: '.dfns/fleet.yaml',
    mode: 'ensure',
    dryRun: false,
    shard: { index: 1, count: 1 },
    apiUrl: 'https://api.dfns.io',
    orgId: 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
    accounts,
    pruned: [],
    roleSteps: [],
    warnings: [],
    ...more,
  };
}

export function many(count: number, make: (name: string) => AccountOutcome = account): AccountOutcome[] {
  return Array.from({ length: count }, (_, index) => make(`acme-payments-${String(index).padStart(5, '0')}`));
}

/** A token that ends in so many days. */
export const near = (name: string, daysLeft: number) =>
  account(name, { facts: { daysLeft, expiresAt: new Date(Date.UTC(2026, 10, 25 + daysLeft)) } });
export const waiting = account('acme-waiting', {
  status: 'pending-approval',
  changed: true,
  facts: { approvalId: 'ap-1' },
});
/** Some of each. */
export const mixed = fleet([
  account('acme-a'),
  account('acme-b', { status: 'rotated', changed: true }),
  failed('acme-c', 'DFNS_UNAVAILABLE'),
  failed('acme-d', 'TOKEN_EXPIRED'),
  near('acme-e', 12),
  near('acme-f', 3),
  unreached('acme-g'),
  waiting,
]);
