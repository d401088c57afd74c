import { defined } from '../../core/defined.js';
import { digestOf } from '../../core/fleet-digest.js';
import type { AccountOutcome, FleetOutcome } from '../../core/fleet-outcome.js';
import type { Masks } from './mask.js';
import { safeLine } from './safe-text.js';

/**
 * The most that an output may hold, in bytes of UTF-8. GitHub takes 1 MiB of a job, as UTF-16; but an output is read through an
 * environment variable, and Linux takes one of 131,072 bytes at the most: a step that is given a longer one does not start.
 */
export const mostBytes = 120_000;

/**
 * The `results` output: a JSON array with an object for each account, first what needs a person, the most urgent first, then changes, then
 * what is in order, by the end of the tokens. No secret. Where all of it would be too long, first details are left out, those of the last
 * ones first, then the last accounts themselves; then the array ends with `{"left-out": COUNT}`.
 */
export function resultsOf(outcome: FleetOutcome, masks: Masks): string {
  const { needing, others } = inOrderOfNeed(outcome);
  const told = (account: AccountOutcome) => ({ ...briefOf(account), ...needOf(account, masks) });
  const named = lengthened(fitting(needing.map(json(briefOf))), formOf(needing, told));
  const hasRoom = named.items.length === needing.length;
  const brief = hasRoom ? fitting(others.map(json(briefOf)), named) : named;
  const shown = [...needing, ...others].slice(0, brief.items.length);
  const whole = formOf(shown, (account) => ({ ...told(account), ...detailsOf(account) }));
  return arrayOf(lengthened(brief, whole).items, needing.length + others.length - shown.length);
}

/** The `plan` output of a fleet: the steps for shared roles, then those of each account, as far as they fit; it ends as `results` does. */
export function planOf({ roleSteps, accounts, pruned }: FleetOutcome): string {
  const steps = [...roleSteps, ...[...accounts, ...pruned].flatMap(({ facts }) => facts.plan ?? [])];
  const { items } = fitting(steps.map((step) => JSON.stringify(step)));
  return arrayOf(items, steps.length - items.length);
}

/** Without the brackets, and what says how many are left out. */
const roomForItems = mostBytes - 100;

function inOrderOfNeed(outcome: FleetOutcome): {
  readonly needing: AccountOutcome[];
  readonly others: AccountOutcome[];
} {
  const { failed, waiting, ending, unreached, changed, inOrder } = digestOf(outcome);
  const needing = new Set([...failed, ...waiting, ...ending, ...unreached]);
  const byEnd = [...inOrder].sort((one, other) => endOf(one) - endOf(other));
  return { needing: [...needing], others: [...changed, ...byEnd].filter((account) => !needing.has(account)) };
}

function endOf({ facts: { expiresAt } }: AccountOutcome): number {
  return expiresAt?.getTime() ?? Number.MAX_VALUE;
}

/** What is told of every account. */
function briefOf({ name, status, error, facts }: AccountOutcome): object {
  return defined({
    name,
    status: error ? 'failed' : (status ?? 'not-reached'),
    error: error && { code: error.code },
    'approval-id': facts.approvalId,
  });
}

/** What is told besides of those that need a person. */
function needOf({ error, facts }: AccountOutcome, masks: Masks): object {
  return defined({
    error: error && { code: error.code, message: safeLine(error.message, masks, 500) },
    'days-left': facts.daysLeft,
    'expires-at': facts.expiresAt?.toISOString(),
  });
}

/** What is left out first. */
function detailsOf({ changed, facts, line }: AccountOutcome): object {
  return defined({
    changed,
    line,
    'service-account-id': facts.serviceAccountId,
    'credential-id': facts.credentialId,
    'role-id': facts.roleId,
    'days-left': facts.daysLeft,
    'expires-at': facts.expiresAt?.toISOString(),
    key: facts.keyAddress,
    steps: facts.plan?.length ? facts.plan.map(({ step }) => step) : undefined,
  });
}

interface Fitted {
  readonly items: readonly string[];
  /** With a comma each. */
  readonly bytes: number;
}

/** As many of the items as fit behind others, all of which are kept. */
function fitting(items: readonly string[], before: Fitted = { items: [], bytes: 0 }): Fitted {
  let { bytes } = before;
  const kept = [...before.items];
  for (const item of items) {
    const longer = bytes + Buffer.byteLength(item) + 1;
    if (longer > roomForItems) break;
    kept.push(item);
    bytes = longer;
  }
  return { items: kept, bytes };
}

/** With the longer form of as many of the first items as there is room for; no other is made. */
function lengthened({ items, bytes }: Fitted, formOf: (index: number) => string): Fitted {
  let total = bytes;
  const longer = [...items];
  for (const [index, item] of items.entries()) {
    const form = formOf(index);
    const more = Buffer.byteLength(form) - Buffer.byteLength(item);
    if (total + more > roomForItems) break;
    longer[index] = form;
    total += more;
  }
  return { items: longer, bytes: total };
}

function formOf(
  accounts: readonly AccountOutcome[],
  of: (account: AccountOutcome) => object,
): (index: number) => string {
  return (index) => JSON.stringify(of(accounts[index] as AccountOutcome));
}

function json(of: (account: AccountOutcome) => object): (account: AccountOutcome) => string {
  return (account) => JSON.stringify(of(account));
}

function arrayOf(items: readonly string[], leftOut: number): string {
  return `[${[...items, ...(leftOut > 0 ? [JSON.stringify({ 'left-out': leftOut })] : [])].join(',')}]`;
}
