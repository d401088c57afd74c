import { accountsOfOtherRuns, type RunAccount, type RunState, whyLeft } from '../../core/ephemeral.js';
import { ActionError } from '../../error.js';
import { readRun } from '../../runner/environment.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import type { Organisation } from './organisation.js';

/** A run is not held up by what many others left: the oldest first, the rest is for the next run. */
const mostAtOnce = 30;

/**
 * The ephemeral accounts of this name that dead runners left, by id, with the reason why they can go. Nothing is asked, and nothing
 * loaded, where there is none.
 */
export async function leftByRuns(
  options: Pick<Options, 'name' | 'githubToken' | 'timeout'>,
  { client, accounts }: Organisation,
  context: Pick<Context, 'log' | 'warn' | 'world' | 'deadline' | 'clock'>,
): Promise<ReadonlyMap<string, string>> {
  const others = accountsOfOtherRuns(options.name, accounts, readRun(context.world.environment)).slice(0, mostAtOnce);
  // A run that may only read is not failed for what others left.
  if (others.length === 0 || !client.session.signer) return new Map();
  const states = options.githubToken ? await askGithub(others, options.githubToken, options, context) : undefined;
  const now = context.clock.now();
  return new Map(
    others.flatMap((other) => {
      const { id, name } = other.account;
      const state = states?.get(id) ?? 'not asked';
      const why = whyLeft(other, state, now);
      if (state === 'unknown') context.log.info(`${name} is left alone: GitHub shows no such run of this repository.`);
      return why ? [[id, why] as const] : [];
    }),
  );
}

/** Where GitHub cannot be asked, the age of the accounts decides, as without a token. */
async function askGithub(
  others: readonly RunAccount[],
  token: string,
  { timeout }: Pick<Options, 'timeout'>,
  { warn, world, deadline: { signal } }: Pick<Context, 'warn' | 'world' | 'deadline'>,
): Promise<ReadonlyMap<string, RunState> | undefined> {
  const { openRuns } = await import('../../github/workflow-runs.js');
  const stateOf = openRuns({ world, token, signal, deadline: Math.min(10_000, timeout / 5) });
  try {
    const states = await Promise.all(others.map(async ({ account, run }) => [account.id, await stateOf(run)] as const));
    return new Map(states);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const why = error instanceof ActionError ? `${error.message}; ${error.cure}` : 'GitHub did not answer';
    warn(`ephemeral accounts of other runs are archived only when they are a day old: ${why}`);
    return undefined;
  }
}
