import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
import type { Context, Result } from '../context.js';
import type { Change } from './change.js';
import { type AccountProgress, createdId, mayBeStored } from './progress.js';

/** What became of the account of a run whose outputs could not be written. */
export type Fate =
  /** The account that was made; nobody has its token. */
  | { readonly is: 'archived' | 'left'; readonly account: string }
  /** Whose credential, and in which targets. */
  | { readonly is: 'kept'; readonly whose: string; readonly targets: readonly string[] }
  /** Nothing that the next run could not hand on as well. */
  | { readonly is: 'as before'; readonly done: string };

/** Finds where the credential is, when the outputs could not be written. */
export function fateOf(progress: AccountProgress, isUndone: boolean, { stores, options: { name } }: Change): Fate {
  const id = createdId(progress);
  const account = id ? `${name} (${id})` : name;
  if (stores.targets.length > 0 && (mayBeStored(progress) || !id))
    return { is: 'kept', whose: account, targets: stores.targets };
  if (id) return { is: isUndone ? 'archived' : 'left', account };
  return { is: 'as before', done: `nothing is lost: the credential of ${name} is the one that was given` };
}

/** Adds to an error of the outputs what became of the credential. Any other error is passed on as it is. */
export function withFate(error: unknown, fate: Fate): unknown {
  if (!isUnwritten(error)) return error;
  const { what, cure } = describeFate(fate);
  return new ActionError('OUTPUTS_NOT_WRITTEN', `${error.message}; ${what}`, `${error.cure}; ${cure}`, error);
}

function isUnwritten(error: unknown): error is ActionError {
  // A file that was there when the run began and is gone now is a fault of the same kind.
  return error instanceof ActionError && ['OUTPUTS_NOT_WRITTEN', 'NOT_A_RUNNER'].includes(error.code);
}

function describeFate(fate: Fate): { what: string; cure: string } {
  switch (fate.is) {
    case 'archived':
      return {
        what: `the service account ${fate.account} that this run made was archived again, since nobody was given its token`,
        cure: 'the next run makes another',
      };
    case 'left':
      return {
        what: `the service account ${fate.account} that this run made is left, and its token is lost`,
        cure: 'archive it in the dashboard (Settings > Service Accounts), or set on-lost-token: replace',
      };
    case 'kept':
      return {
        what: `nothing is lost: the credential of ${fate.whose} is kept in ${fate.targets.join(', ')}`,
        cure: fate.targets.every((target) => target.startsWith('github:'))
          ? 'pass it from those secrets to the next run'
          : 'the next run finds it there and hands it on',
      };
    case 'as before':
      return { what: fate.done, cure: 'the next run hands on what this one could not' };
  }
}

/** Writes the outputs of a mode that has no new account to take back. @throws ActionError `OUTPUTS_NOT_WRITTEN` that says what holds */
export async function handOver(
  result: Result,
  { mode, stores }: Options | BootstrapOptions,
  { emit }: Pick<Context, 'emit'>,
): Promise<void> {
  try {
    await emit(result);
  } catch (error) {
    const targets = stores.map(({ target }) => target);
    throw withFate(
      error,
      mode === 'bootstrap' ? { is: 'kept', whose: result.name, targets } : { is: 'as before', done: doneBy(result) },
    );
  }
}

function doneBy({ status, name, requestUrl }: Result): string {
  if (status === 'revoked') return `the service account ${name} is revoked`;
  if (status === 'requested') return `the service account ${name} is asked for in ${requestUrl}`;
  if (status === 'planned' || status === 'unchanged') return `nothing was changed of ${name}`;
  return `the credential of ${name} is the one that was given, or that the stores keep`;
}
