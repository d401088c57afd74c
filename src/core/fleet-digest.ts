import type { AccountOutcome, FleetOutcome } from './fleet-outcome.js';
import { byEnd, byUrgency } from './fleet-urgency.js';
import type { Status } from './outcome.js';

/** The accounts of a run over a manifest, pruned ones too, by what a reader does about them. */
export interface FleetDigest {
  /** The most urgent first. */
  readonly failed: readonly AccountOutcome[];
  /** Those with a change that waits for a person. */
  readonly waiting: readonly AccountOutcome[];
  /** Those that the run did not come to. */
  readonly unreached: readonly AccountOutcome[];
  /** Those that were, or in a dry run would be, changed; without those that failed or wait. */
  readonly changed: readonly AccountOutcome[];
  readonly inOrder: readonly AccountOutcome[];
  /** Those of the manifest whose token ends soon or has ended, the soonest first; they are in one of the others too. */
  readonly ending: readonly AccountOutcome[];
}

export function digestOf(outcome: FleetOutcome): FleetDigest {
  const all = [...outcome.accounts, ...outcome.pruned];
  const near = outcome.warnBeforeDays ?? 30;
  const those = (standing: Standing) => all.filter((account) => standingOf(account) === standing);
  return {
    failed: those('failed').sort(byUrgency),
    waiting: those('waiting'),
    unreached: those('unreached'),
    changed: those('changed'),
    inOrder: those('in order'),
    ending: outcome.accounts
      .filter(({ facts: { daysLeft } }) => daysLeft !== undefined && daysLeft <= near)
      .sort(byEnd),
  };
}

export type Standing = 'failed' | 'waiting' | 'unreached' | 'changed' | 'in order';

export function standingOf({ error, status, changed, facts }: AccountOutcome): Standing {
  if (error) return 'failed';
  if (status === undefined) return 'unreached';
  if (status === 'pending-approval' || status === 'requested') return 'waiting';
  const differs = status === 'planned' ? (facts.plan ?? []).length > 0 : changed || status !== 'unchanged';
  return differs ? 'changed' : 'in order';
}

/** Whether everything that the run was to do is done: no account failed, and each was reached. */
export function isComplete({ accounts, pruned }: FleetOutcome): boolean {
  return [...accounts, ...pruned].every(({ error, status }) => !error && status !== undefined);
}

/** Whether anything was written to Dfns. In a dry run nothing is. */
export function isChanged({ accounts, pruned, roleSteps, dryRun }: FleetOutcome): boolean {
  return [...accounts, ...pruned].some(({ changed }) => changed) || (!dryRun && roleSteps.length > 0);
}

/** The one that says most comes first. */
const telling: readonly Status[] = ['pending-approval', 'requested', 'created', 'rotated', 'updated', 'revoked'];

/** The status of the whole run: of its accounts the one that says most; `undefined` where the run fails, as that of one account is. */
export function fleetStatus(outcome: FleetOutcome): Status | undefined {
  if (!isComplete(outcome) || outcome.refused) return undefined;
  if (outcome.dryRun) return 'planned';
  const statuses = new Set([...outcome.accounts, ...outcome.pruned].map(({ status }) => status));
  return telling.find((status) => statuses.has(status)) ?? (isChanged(outcome) ? 'updated' : 'unchanged');
}

/** `1 failed, 2 would change, 97 in order`. */
export function countsOf(outcome: FleetOutcome): string {
  const { failed, waiting, unreached, changed, inOrder, ending } = digestOf(outcome);
  const counts: [number, string][] = [
    [failed.length, 'failed'],
    [waiting.length, waiting.length === 1 ? 'waits for a person' : 'wait for a person'],
    [unreached.length, 'not reached'],
    [changed.length, outcome.dryRun ? 'would change' : 'changed'],
    [inOrder.length, 'in order'],
  ];
  const said = counts.flatMap(([count, what]) => (count > 0 ? [`${grouped(count)} ${what}`] : []));
  const soon =
    ending.length > 0 ? `; ${grouped(ending.length)} ${ending.length === 1 ? 'token ends' : 'tokens end'} soon` : '';
  return `${said.length === 0 ? 'no account' : said.join(', ')}${soon}`;
}

/** `10,000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
