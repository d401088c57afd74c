import type { CredentialState, Desired } from './desired.js';
import { type Drift, driftOfAccount, driftOfRole } from './drift.js';
import { ephemeralTaken } from './ephemeral.js';
import { findRole } from './find-role.js';
import { isDiscarded, isOnItsWay } from './names.js';
import { type Account, type PendingApproval, type Role, wasMadeWith } from './observed.js';
import { accountNotFound, credentialOfAnother, drifted, nameAmbiguous, tokenLost } from './plan-errors.js';
import type { Step } from './step.js';
import type { Pending } from './stored-credential.js';
import {
  clearLeftovers,
  discardUnnamed,
  inGrace,
  makeAccount,
  type Retired,
  rotatedAt,
  takeName,
} from './succession.js';

export interface Observed {
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  readonly credential: CredentialState;
  /** Targets of the stores, and whether each holds the working credential already. */
  readonly stores: readonly { readonly target: string; readonly isUpToDate: boolean }[];
  /** Changes that earlier runs, or runs at the same time, began and did not end, as the stores tell. */
  readonly pending: readonly Pending[];
  /** By id: ephemeral accounts that other runs left, and why they can go. */
  readonly leftByRuns?: ReadonlyMap<string, string>;
  readonly now: Date;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The account that stays; absent where one is to be made. */
  readonly account?: Account;
  /** The declared role, where it exists. */
  readonly role?: Role;
  /** When the account was rotated, where that was so short a time ago that it is not rotated again. */
  readonly rotatedAt?: Date;
  /** Accounts that were replaced and keep working for a while. */
  readonly retired: readonly Retired[];
  /** Whether the account gets a successor although it works, or may. */
  readonly renews: boolean;
  /** Changes of earlier runs that wait for approval. */
  readonly pendingApprovals: readonly PendingApproval[];
  /** Differences that are left as they are. */
  readonly warnings: readonly string[];
}

/** Steps that are no story of their own. */
export function planOf(steps: readonly Step[]): Plan {
  return { steps, retired: [], renews: false, pendingApprovals: [], warnings: [] };
}

/**
 * The steps from what is observed to what is declared, role first, so that a bad role leaves nothing behind. Pure. The order of
 * the writes, and what a run finds that comes after one was killed between them, is told in docs/order-of-writes.md.
 * @throws ActionError where the declaration cannot or, by `on-drift` and `on-lost-token`, shall not be brought about
 */
export function planEnsure(desired: Desired, observed: Observed): Plan {
  const { accounts, stores, pending, now } = observed;
  const role = desired.role && findRole(desired.role, observed.roles);
  const named = accountNamed(desired.name, accounts);
  const works = accountToKeep(desired.name, named, observed);
  const recent = desired.renews ? rotatedAt(desired, accounts, now) : undefined;
  const renews = renewsNow(desired, named, works) && recent === undefined;
  const kept = renews ? undefined : works;
  // A run that was shut out while its account gave the name up may have stored its credential: then it takes the name back.
  const isFree = !works || isDiscarded(desired.name, works.name);
  const orphan = named && isFree && isOrphan(named, observed) ? named : undefined;
  const old = named && !orphan && named !== kept ? named : undefined;
  if (old && desired.isEphemeral) throw ephemeralTaken(old.name);
  if (old && !kept && !renews && desired.onLostToken === 'fail') throw tokenLost(old, observed.credential);

  const drifts = [...driftOfRole(desired, role, accounts), ...(kept ? driftOfAccount(desired, kept, role) : [])];
  const mending = chosenSteps(desired, drifts);
  const makesRole = desired.role?.permissions && !role && (!kept || desired.onDrift === 'fix');
  const storing = stores
    .filter(({ isUpToDate }) => !isUpToDate)
    .map(({ target }): Step => ({ step: 'store-credential', target }));
  const steps = [
    ...(makesRole ? [createRole(desired.role)] : []),
    ...mending.filter(({ step }) => step === 'update-role'),
    ...clearLeftovers(desired, accounts, ownerOf(observed.credential, accounts), now, observed.leftByRuns),
    ...(orphan ? discardUnnamed(desired.name, orphan) : []),
    ...mending.filter(({ step }) => step !== 'update-role'),
    ...(kept
      ? [...storing, ...takeName(desired, kept, old, pending, now)]
      : makeAccount(desired, role, old, { stores, now, leave: renews ? 'retire' : 'discard' })),
  ];
  return {
    steps,
    retired: inGrace(desired, accounts, steps),
    ...(kept && { account: kept }),
    ...(role && { role }),
    renews,
    ...(recent && { rotatedAt: recent }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: desired.onDrift === 'warn' ? drifts.map(({ message }) => message) : [],
  };
}

/**
 * Whether the account gets a successor although it works. A succession that was interrupted is finished instead, and within the grace
 * period of one there is no second: a job that is run again changes nothing.
 * @throws ActionError `ACCOUNT_NOT_FOUND` where there is nothing to rotate
 */
function renewsNow(desired: Desired, named: Account | undefined, works: Account | undefined): boolean {
  if (!desired.renews || (works && works !== named)) return false;
  if (!named) throw accountNotFound(desired.name);
  return true;
}

/**
 * The account whose credential works, or will once it is active again; it may still have a name that a run gives on the way.
 * @throws ActionError `CREDENTIAL_OF_ANOTHER` where the credential works for another account
 */
function accountToKeep(
  name: string,
  named: Account | undefined,
  { credential, accounts }: Observed,
): Account | undefined {
  if (credential.state === 'none') return undefined;
  if (credential.state === 'refused') return named && credential.tokenRefused && !named.isActive ? named : undefined;
  const owner = ownerOf(credential, accounts);
  if (owner && (owner.id === named?.id || isOnItsWay(name, owner.name))) return owner;
  if (named && belongsTo(named, credential, accounts)) return named;
  throw credentialOfAnother(name, owner);
}

/** Whether only an interrupted run of ours can have made the account: its key is one that a store holds as pending. */
function isOrphan(account: Account, { pending }: Observed): boolean {
  return pending.some(({ fingerprint, since, reason }) => {
    // What a person made at our request is no orphan: that person has its token.
    if (!fingerprint || reason === 'request') return false;
    const made = wasMadeWith(account, fingerprint);
    // Where an old answer does not show the key, the time tells: the name was free when the change was begun.
    return made ?? (since !== undefined && Date.parse(account.createdAt ?? '') >= since.getTime() - clockSkew);
  });
}

const clockSkew = 60_000;

/** @throws ActionError `NAME_AMBIGUOUS`: Dfns should not let two accounts have one name, and to choose between them is not ours */
export function accountNamed(name: string, accounts: readonly Account[]): Account | undefined {
  const named = accounts.filter((candidate) => candidate.name === name);
  if (named.length > 1) throw nameAmbiguous(name, named);
  return named[0];
}

/** The account that a proven credential belongs to. */
export function ownerOf(credential: CredentialState, accounts: readonly Account[]): Account | undefined {
  if (credential.state !== 'working') return undefined;
  const { userId, credentialId } = credential;
  return accounts.find((account) =>
    userId ? account.id === userId : credentialId !== undefined && account.credentialId === credentialId,
  );
}

/** Whether a proven credential is the account's own, as far as Dfns shows it. */
export function belongsTo(account: Account, credential: CredentialState, accounts: readonly Account[]): boolean {
  if (credential.state !== 'working') return true;
  const owner = ownerOf(credential, accounts);
  // Old answers show no credential id, and an opaque token no user: then nothing speaks against the account.
  return owner ? owner.id === account.id : !credential.userId && !account.credentialId;
}

/** What `on-drift` makes of the differences. An inactive account's credential cannot work, so that a warning would not do. */
function chosenSteps({ onDrift }: Desired, drifts: readonly Drift[]): Step[] {
  const inactive = drifts.filter(({ code }) => code === 'ACCOUNT_INACTIVE');
  const refused = onDrift === 'fail' ? drifts : onDrift === 'warn' ? inactive : [];
  if (refused.length > 0) throw drifted(refused);
  return onDrift === 'fix' ? drifts.flatMap(({ step }) => step ?? []) : [];
}

function createRole({ value, permissions = [] }: NonNullable<Desired['role']>): Step {
  return { step: 'create-role', role: value, permissions };
}
