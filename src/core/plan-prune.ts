import { familyNames, retiredAt } from './names.js';
import type { Account, Policy } from './observed.js';
import type { StepOf } from './step.js';
import { freeSecond, type Retired, stepsToRetire } from './succession.js';

/** What is to be pruned: the accounts under a prefix that a manifest names no longer. */
export interface PruneWanted {
  /** Letter for letter: a name that differs in case is another's. */
  readonly prefix: string;
  /** Of all accounts of the manifest, whatever the shard. */
  readonly names: ReadonlySet<string>;
  /** Milliseconds for which a retired account keeps working. */
  readonly retireAfter: number;
  /** Whether also accounts are pruned that an active policy names, and more than a quarter. */
  readonly force: boolean;
}

/** One account that the manifest names no longer. */
export interface Pruned {
  readonly account: Account;
  /** The name by which the manifest knew it. */
  readonly name: string;
  readonly steps: readonly StepOf<'rename-account' | 'archive-account'>[];
  /** Until when it keeps working, where it is retired now or was before. */
  readonly retired?: Retired;
  /** The active policies that name it: it stays. */
  readonly namedBy: readonly Policy[];
}

export interface PrunePlan {
  readonly pruned: readonly Pruned[];
  /** Those that are retired now, where they are more than may be at once. */
  readonly tooMany: readonly Pruned[];
  /** How many accounts have the prefix. */
  readonly of: number;
}

/**
 * The steps for accounts that a manifest names no longer: each gives its name up and keeps working for a while, as a replaced one does;
 * a run after that archives it. Ephemeral accounts, and those that are being made to replace one, are left to the rules of their own.
 * Pure.
 */
export function planPrune(
  wanted: PruneWanted,
  accounts: readonly Account[],
  policies: readonly Policy[],
  now: Date,
): PrunePlan {
  const { prefix, names, force } = wanted;
  const under = accounts.filter(({ name, oidc }) => name.startsWith(prefix) && oidc === undefined);
  const strangers = under.filter(({ name }) => !familyNames(name).some((each) => names.has(each)));
  const active = force ? [] : policies.filter(({ isActive }) => isActive);
  const pruned = strangers.flatMap((account) => pruneOne(account, wanted, { accounts, active, now }) ?? []);
  const retiring = pruned.filter(({ account, name, namedBy }) => account.name === name && namedBy.length === 0);
  const of = under.filter(({ name }) => familyNames(name).length === 1).length;
  return { pruned, tooMany: !force && retiring.length * 4 > of ? retiring : [], of };
}

interface Surroundings {
  readonly accounts: readonly Account[];
  readonly active: readonly Policy[];
  readonly now: Date;
}

function pruneOne(
  account: Account,
  { retireAfter }: PruneWanted,
  { accounts, active, now }: Surroundings,
): Pruned | undefined {
  const [called, base, ...more] = familyNames(account.name) as [string, ...string[]];
  const namedBy = active.filter(({ text }) => text.includes(account.id));
  if (base === undefined) {
    const steps = stepsToRetire(
      { name: called, retireAfter },
      account,
      freeSecond({ name: called }, accounts, now),
      no,
    );
    const to = steps.find((step) => step.step === 'rename-account')?.to;
    const until = new Date(now.getTime() + retireAfter);
    return { account, name: called, namedBy, ...(namedBy.length > 0 ? { steps: [] } : { steps, ...grace(to, until) }) };
  }
  const since = retiredAt(base, called);
  // What is being made, or belongs to a run, is no account that a manifest has named.
  if (since === undefined || more.length > 0) return undefined;
  const until = new Date(since.getTime() + retireAfter);
  if (until > now) return { account, name: base, steps: [], namedBy: [], ...grace(called, until) };
  const step = { step: 'archive-account' as const, account: called, accountId: account.id, because: over };
  return { account, name: base, steps: [step], namedBy: [] };
}

const no = 'the manifest names it no longer';
const over = `${no}, and its grace period is over`;

function grace(name: string | undefined, until: Date): { retired?: Retired } {
  return name === undefined ? {} : { retired: { name, until } };
}
