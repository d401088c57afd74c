import { countsOf, digestOf, grouped, isComplete } from '../../core/fleet-digest.js';
import { manifestOf } from '../../core/fleet-manifest.js';
import type { AccountOutcome, FleetOutcome } from '../../core/fleet-outcome.js';
import type { Log } from './log.js';

/** The log of hundreds of accounts is read by its end. */
const most = 20;

/** The end of the log: how many accounts stand how, and the ones that need a person, the most urgent first. */
export function logFleet(outcome: FleetOutcome, log: Pick<Log, 'info'>): void {
  const { failed, waiting, unreached } = digestOf(outcome);
  // A message from outside begins no line of its own.
  const say = (accounts: readonly AccountOutcome[], line: (account: AccountOutcome) => string) => {
    for (const account of accounts.slice(0, most)) log.info(line(account).replace(/[\s\u0085]+/g, ' '));
    if (accounts.length > most) log.info(`and ${grouped(accounts.length - most)} more, in the output results`);
  };
  log.info(`${outcome.manifest}${shardOf(outcome)}: ${countsOf(outcome)}`);
  say(failed, (account) => `failed: ${failureOf(account)}`);
  say(waiting, ({ name, facts }) => `waits: ${name}${facts.approvalId ? ` for the approval ${facts.approvalId}` : ''}`);
  say(unreached, ({ name }) => `not reached: ${name}`);
  if (!isComplete(outcome)) log.info('Run again: what is in order is left as it is, and the rest is gone on with.');
}

/** Prints the manifest of what is there, where one was asked for. Line by line: a text of the log has a bounded length. */
export async function logManifest(outcome: FleetOutcome, log: Pick<Log, 'info' | 'group'>): Promise<void> {
  const manifest = manifestOf(outcome);
  if (manifest === undefined) return;
  await log.group('A manifest of what is there', async () => {
    for (const line of manifest.split('\n')) log.info(line);
  });
}

/** `acme-backend (line 12): what happened [CODE]`. */
export function failureOf({ name, line, error }: AccountOutcome): string {
  return `${name}${line === undefined ? '' : ` (line ${line})`}: ${error?.message ?? ''} [${error?.code ?? ''}]`;
}

/** `, shard 1 of 4`; nothing where there is one alone. */
export function shardOf({ shard: { index, count } }: Pick<FleetOutcome, 'shard'>): string {
  return count === 1 ? '' : `, shard ${index} of ${count}`;
}
