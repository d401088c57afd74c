import type { CredentialState, Desired } from './desired.js';
import { ephemeralTaken } from './ephemeral.js';
import { isDiscarded, isOnItsWay } from './names.js';
import { type Account, type Role, wasMadeWith } from './observed.js';
import { accountNamed, belongsTo, ownerOf } from './owner.js';
import { accountNotFound, credentialOfAnother, tokenLost } from './plan-errors.js';
import type { Pending } from './stored-credential.js';

/** What is known of Dfns and of the stores before anything is changed. */
export interface Observed {
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  readonly credential: CredentialState;
  /** Targets of the stores, and whether each holds the working credential already. */
  readonly stores: readonly { readonly target: string; readonly isUpToDate: boolean }[];
  /** Changes that earlier runs, or runs at the same time, began and did not end, as the stores show them. */
  readonly pending: readonly Pending[];
  /** By id: ephemeral accounts that other runs left, and why they can go. */
  readonly leftByRuns?: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** Where an account stands. `orphan` is always one of the wanted name that an interrupted run made: nobody has its token. */
export type Situation =
  /** No account has the name. */
  | { readonly is: 'fresh' }
  /** An orphan has the name, and no account works. */
  | { readonly is: 'orphan'; readonly orphan: Account }
  /** The account works, or will once it is active again. */
  | { readonly is: 'steady'; readonly account: Account }
  /** The account works, and has not got the name yet; its predecessor may still have it. */
  | {
      readonly is: 'unfinished succession';
      readonly account: Account;
      readonly predecessor?: Account | undefined;
      readonly orphan?: Account | undefined;
    }
  /** The account of the name shall get a successor, while it works if it does. */
  | { readonly is: 'renewal due'; readonly predecessor?: Account | undefined; readonly orphan?: Account | undefined }
  /** The account of the name does not work any more, and is to be replaced. */
  | { readonly is: 'token lost'; readonly predecessor: Account };

/**
 * Names the situation.
 * @param isRotated whether the account was rotated so short a time ago that it is not rotated again
 * @throws ActionError where nothing may be done: `CREDENTIAL_OF_ANOTHER`, `ACCOUNT_NOT_FOUND`, `EPHEMERAL_TAKEN` or `TOKEN_LOST`
 */
export function situationOf(desired: Desired, observed: Observed, isRotated: boolean): Situation {
  const accountOfName = accountNamed(desired.name, observed.accounts);
  const accountThatWorks = findWorking(desired.name, accountOfName, observed);
  const isRenewal = isRenewalWanted(desired, accountOfName, accountThatWorks) && !isRotated;
  // A run that was shut out while its account gave the name up may have stored its credential: then it takes the name back.
  const isNameFree = !accountThatWorks || isDiscarded(desired.name, accountThatWorks.name);
  const orphan = accountOfName && isNameFree && isOrphan(accountOfName, observed) ? accountOfName : undefined;
  const keep = isRenewal ? undefined : accountThatWorks;
  const predecessor = orphan || accountOfName === keep ? undefined : accountOfName;
  if (predecessor && desired.isEphemeral) throw ephemeralTaken(predecessor.name);
  if (isRenewal) return { is: 'renewal due', predecessor, orphan };
  if (keep) {
    return keep.name === desired.name
      ? { is: 'steady', account: keep }
      : { is: 'unfinished succession', account: keep, predecessor, orphan };
  }
  if (orphan) return { is: 'orphan', orphan };
  if (!predecessor) return { is: 'fresh' };
  if (desired.onLostToken === 'fail') throw tokenLost(predecessor, observed.credential);
  return { is: 'token lost', predecessor };
}

/**
 * Whether the account gets a successor although it works. A succession that was interrupted is finished instead.
 * @throws ActionError `ACCOUNT_NOT_FOUND` where there is nothing to rotate
 */
function isRenewalWanted(
  desired: Desired,
  accountOfName: Account | undefined,
  accountThatWorks: Account | undefined,
): boolean {
  if (!desired.renews || (accountThatWorks && accountThatWorks !== accountOfName)) return false;
  if (!accountOfName) throw accountNotFound(desired.name);
  return true;
}

/**
 * The account whose credential works, or will once it is active again; it may still have a name that a run gives on the way.
 * @throws ActionError `CREDENTIAL_OF_ANOTHER` where the credential works for another account
 */
function findWorking(
  name: string,
  accountOfName: Account | undefined,
  { credential, accounts }: Observed,
): Account | undefined {
  if (credential.state === 'none') return undefined;
  if (credential.state === 'refused')
    return accountOfName && credential.tokenRefused && !accountOfName.isActive ? accountOfName : undefined;
  const owner = ownerOf(credential, accounts);
  if (owner && (owner.id === accountOfName?.id || isOnItsWay(name, owner.name))) return owner;
  if (accountOfName && belongsTo(accountOfName, credential, accounts)) return accountOfName;
  throw credentialOfAnother(name, owner);
}

/** Whether only an interrupted run of ours can have made the account: its key is one that a store holds as pending. */
function isOrphan(account: Account, { pending }: Observed): boolean {
  return pending.some(({ fingerprint, since, reason }) => {
    // An account that a person made at our request is no orphan: that person has its token.
    if (!fingerprint || reason === 'request') return false;
    const isMade = wasMadeWith(account, fingerprint);
    // Where an old response does not show the key, the time decides: the name was free when the change was begun.
    return isMade ?? (since !== undefined && Date.parse(account.createdAt ?? '') >= since.getTime() - clockSkew);
  });
}

const clockSkew = 60_000;
