import type { AccountOutcome } from './fleet-outcome.js';

/** What goes away by itself, or with the next run. */
const passing: readonly string[] = [
  'DFNS_UNREACHABLE',
  'DFNS_UNAVAILABLE',
  'RATE_LIMITED',
  'ROLE_NOT_READY',
  'STORE_UNREACHABLE',
  'STORE_CONFLICT',
  'KMS_UNREACHABLE',
  'GITHUB_UNREACHABLE',
  'TIMED_OUT',
  'CANCELLED',
];

/** Whoever holds such a credential is locked out, or soon will be. */
const lockedOut: readonly string[] = [
  'TOKEN_EXPIRED',
  'TOKEN_REFUSED',
  'TOKEN_LOST',
  'ACCOUNT_INACTIVE',
  'ACCOUNT_NOT_FOUND',
  'CREDENTIAL_NOT_FOUND',
  'CREDENTIAL_OF_ANOTHER',
  'KEY_NOT_OF_TOKEN',
  'KEY_DIFFERS',
  'SECRETS_STALE',
];

/**
 * The order in which a person sees to accounts that failed: first whose credential does not work, then what a person must decide, last
 * what the next run may do by itself. Among these those that were left half changed, then those whose token ends first, then by name.
 */
export function byUrgency(one: AccountOutcome, other: AccountOutcome): number {
  return urgencyOf(one) - urgencyOf(other) || Number(other.changed) - Number(one.changed) || byEnd(one, other);
}

function urgencyOf({ error }: AccountOutcome): number {
  const code = error?.code ?? '';
  if (lockedOut.includes(code)) return 0;
  return passing.includes(code) ? 2 : 1;
}

/** The soonest end first; what is not known comes last. */
export function byEnd(one: AccountOutcome, other: AccountOutcome): number {
  const [end, otherEnd] = [one, other].map(({ facts }) => facts.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) as [
    number,
    number,
  ];
  return end === otherEnd ? byName(one, other) : end - otherEnd;
}

function byName(one: AccountOutcome, other: AccountOutcome): number {
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}
