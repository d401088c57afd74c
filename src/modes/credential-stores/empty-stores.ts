import type { Account } from '../../core/observed.js';
import type { StoreTarget } from '../../core/store-target.js';
import { type Expected, kindOf } from '../../core/stored-kind.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import { strangerIn } from './guards.js';
import { type CredentialStores, openCredentialStores } from './stores.js';

/** A target by itself, since one may fail while another is fine. */
export interface OpenTarget {
  readonly target: string;
  readonly stores?: CredentialStores;
  /** Why it could not be read. */
  readonly error?: unknown;
}

/** What is done with a target in `mode: revoke`. */
export type Verdict =
  | { readonly target: string; readonly is: 'ours'; readonly stores: CredentialStores }
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
    const stores = await openCredentialStores({ ...options, stores: [store] }, context);
    await stores.read();
    return { target, stores };
  } catch (error) {
    return { target, error };
  }
}

/** Only what is the account's own is removed; damaged or not, since it is to go. */
export function judge(
  { target, stores, error }: OpenTarget,
  expected: Expected,
  accounts: readonly Account[],
  name: string,
): Verdict {
  const [found] = stores?.contents ?? [];
  if (!stores || !found) return { target, is: 'left', why: `could not be read: ${sentenceOf(error)}` };
  const kind = kindOf(found, expected);
  switch (kind.is) {
    case 'nothing':
      return { target, is: 'nothing' };
    case 'another':
      return { target, is: 'left', why: `is not emptied: it holds ${kind.what}` };
    case 'unreadable':
      return { target, is: 'left', why: `is not emptied: what it holds cannot be told, ${kind.why}` };
    case 'ours': {
      const stranger = found.current && strangerIn(found.current.document, accounts, name);
      if (!stranger) return { target, is: 'ours', stores };
      const whose = `the service account ${stranger.name} (${stranger.id})`;
      return { target, is: 'left', why: `is not emptied: it holds the credential of ${whose}` };
    }
  }
}

export function sentenceOf(error: unknown): string {
  return error instanceof ActionError ? `${error.message} (${error.cure})` : 'an error that the action does not know';
}
