import type { Account } from '../account/observed.js';
import type { StoreTarget } from '../account/store-target.js';
import { type Expected, kindOf } from '../account/stored-kind.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import type { Context } from './context.js';
import { strangerIn } from './holdings.js';
import { type Keeper, openKeeper } from './keeper.js';

/** A target by itself: what befalls one says nothing of another. */
export interface OpenTarget {
  readonly target: string;
  readonly keeper?: Keeper;
  /** Why it could not be read. */
  readonly error?: unknown;
}

/** What is done with a target in `mode: revoke`. */
export type Verdict =
  | { readonly target: string; readonly is: 'ours'; readonly keeper: Keeper }
  | { readonly target: string; readonly is: 'nothing' }
  /** `why` is a clause without its subject. */
  | { readonly target: string; readonly is: 'left'; readonly why: string };

/** Opens and reads every target; never rejects, so that no store holds up what is done in Dfns. */
export function openEach(options: Options, context: Context): Promise<OpenTarget[]> {
  return Promise.all(options.stores.map((target) => openOne(target, options, context)));
}

async function openOne(store: StoreTarget, options: Options, context: Context): Promise<OpenTarget> {
  const { target } = store;
  try {
    const keeper = await openKeeper({ ...options, stores: [store] }, context);
    await keeper.read();
    return { target, keeper };
  } catch (error) {
    return { target, error };
  }
}

/** Only what is the account's own is removed; damaged or not, since it is to go. */
export function judge(
  { target, keeper, error }: OpenTarget,
  expected: Expected,
  accounts: readonly Account[],
  name: string,
): Verdict {
  const [holding] = keeper?.holdings ?? [];
  if (!keeper || !holding) return { target, is: 'left', why: `could not be read: ${sentenceOf(error)}` };
  const kind = kindOf(holding, expected);
  switch (kind.is) {
    case 'nothing':
      return { target, is: 'nothing' };
    case 'another':
      return { target, is: 'left', why: `is not emptied: it holds ${kind.what}` };
    case 'unreadable':
      return { target, is: 'left', why: `is not emptied: what it holds cannot be told, ${kind.why}` };
    case 'ours': {
      const stranger = holding.current && strangerIn(holding.current.document, accounts, name);
      if (!stranger) return { target, is: 'ours', keeper };
      const whose = `the service account ${stranger.name} (${stranger.id})`;
      return { target, is: 'left', why: `is not emptied: it holds the credential of ${whose}` };
    }
  }
}

export function sentenceOf(error: unknown): string {
  return error instanceof ActionError ? `${error.message} (${error.cure})` : 'an error that the action does not know';
}
