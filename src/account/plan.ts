import { ActionError } from '../error.js';
import type { CredentialState, Desired } from './desired.js';
import type { Pending } from './document.js';
import { type Drift, driftOfAccount, driftOfRole } from './drift.js';
import { findRole } from './find-role.js';
import { discardedName, isNextOf, retiredAt } from './names.js';
import { type Account, type PendingApproval, type Role, wasMadeWith } from './observed.js';
import type { Step } from './step.js';

export interface Observed {
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  readonly credential: CredentialState;
  /** Targets of the stores, and whether each holds the working credential already. */
  readonly stores: readonly { readonly target: string; readonly isUpToDate: boolean }[];
  /** Changes that earlier runs, or runs at the same time, began and did not end, as the stores tell. */
  readonly pending: readonly Pending[];
  readonly now: Date;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The account that stays; absent where one is to be made. */
  readonly account?: Account;
  /** The declared role, where it exists. */
  readonly role?: Role;
  /** Changes of earlier runs that wait for approval. */
  readonly pendingApprovals: readonly PendingApproval[];
  /** Differences that are left as they are. */
  readonly warnings: readonly string[];
}

/**
 * The steps from what is observed to what is declared, role first, so that a bad role leaves nothing behind. Pure. The order of
 * the writes, and what a run finds that comes after one was killed between them, is told in docs/order-of-writes.md.
 * @throws ActionError where the declaration cannot or, by `on-drift` and `on-lost-token`, shall not be brought about
 */
export function planEnsure(desired: Desired, observed: Observed): Plan {
  const role = desired.role && findRole(desired.role, observed.roles);
  const named = accountNamed(desired.name, observed.accounts);
  const kept = accountToKeep(desired.name, named, observed);
  const orphan = named && !kept && isOrphan(named, observed) ? named : undefined;
  const old = named && !orphan && named !== kept ? named : undefined;
  if (old && !kept && desired.onLostToken === 'fail') throw lost(old, observed.credential);

  const drifts = [
    ...driftOfRole(desired, role, observed.accounts),
    ...(kept ? driftOfAccount(desired, kept, role) : []),
  ];
  const mending = chosenSteps(desired, drifts);
  const makesRole = desired.role?.permissions && !role && (!kept || desired.onDrift === 'fix');
  return {
    steps: [
      ...(makesRole ? [createRole(desired.role)] : []),
      ...mending.filter(({ step }) => step === 'update-role'),
      ...clearLeftovers(desired.name, observed),
      ...(orphan ? discard(desired.name, orphan, interrupted) : []),
      ...mending.filter(({ step }) => step !== 'update-role'),
      ...(kept
        ? [...store(observed, false), ...takeName(desired.name, kept, old)]
        : makeAccount(desired, role, old, observed)),
    ],
    ...(kept && { account: kept }),
    ...(role && { role }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: desired.onDrift === 'warn' ? drifts.map(({ message }) => message) : [],
  };
}

/**
 * The account whose credential works, or will once it is active again; it may still have the name that a replacement gives.
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
  if (owner && (owner.id === named?.id || isNextOf(name, owner.name))) return owner;
  if (named && belongsTo(named, credential, accounts)) return named;
  throw ofAnother(name, owner);
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
  const [account, second] = accounts.filter((candidate) => candidate.name === name);
  if (!account || !second) return account;
  throw new ActionError(
    'NAME_AMBIGUOUS',
    `two service accounts are named ${name}: ${account.id} and ${second.id}`,
    'archive or rename one of them in the dashboard (Settings > Service Accounts), and run again',
  );
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

const interrupted = 'an earlier run made it and was interrupted, so that nobody has its token';

/** What earlier runs left: accounts that nobody was given the credential of, and retired ones whose grace period is over. */
function clearLeftovers(name: string, { accounts, credential, now }: Observed): Step[] {
  const owner = ownerOf(credential, accounts);
  return accounts
    .filter((account) => account !== owner)
    .flatMap(({ id, name: called }) => {
      const retired = retiredAt(name, called);
      const because = isNextOf(name, called)
        ? interrupted
        : isDue(retired, now)
          ? 'it was replaced, and its time is over'
          : undefined;
      return because ? [{ step: 'archive-account', account: called, accountId: id, because } as const] : [];
    });
}

function isDue(retired: Date | undefined, now: Date): boolean {
  return retired !== undefined && retired.getTime() + gracePeriod <= now.getTime();
}

const gracePeriod = 86_400_000;

/** Archives an account that has the name, and frees the name first. Dfns renames no inactive account (422): there archiving must do. */
function discard(name: string, { id, name: called, isActive }: Account, because: string): Step[] {
  if (!isActive) return [{ step: 'archive-account', account: called, accountId: id, because }];
  const to = discardedName(name, id);
  return [
    { step: 'rename-account', account: called, accountId: id, to },
    { step: 'archive-account', account: to, accountId: id, because },
  ];
}

/** The targets that shall hold the credential: of a new account all, of one that stays those that lack it. */
function store({ stores }: Observed, isNew: boolean): Step[] {
  return stores
    .filter(({ isUpToDate }) => isNew || !isUpToDate)
    .map(({ target }) => ({ step: 'store-credential', target }));
}

/** The name goes over from the old account to the one that stays, where a replacement was interrupted. */
function takeName(name: string, kept: Account, old: Account | undefined): Step[] {
  if (kept.name === name) return [];
  const rename: Step = { step: 'rename-account', account: kept.name, accountId: kept.id, to: name };
  return old ? swap(discard(name, old, 'it is replaced, and the new account is proven and stored'), rename) : [rename];
}

/**
 * A new account takes the name at once where it is free, else when it is proven, and stored wherever it shall be stored, and the
 * old one has given the name up.
 */
function makeAccount(
  { name, role: declared }: Desired,
  role: Role | undefined,
  old: Account | undefined,
  observed: Observed,
): Step[] {
  const roleName = role?.name ?? declared?.value;
  const create: Step = {
    step: 'create-account',
    account: name,
    ...(roleName && { role: roleName }),
    ...(old && { replaces: old.id }),
  };
  if (!old) return [create, ...store(observed, true)];
  const rename: Step = { step: 'rename-account', account: `${name}-next-…`, to: name };
  const lostToken = discard(name, old, 'its token is lost, and the new account is proven');
  return [create, ...store(observed, true), ...swap(lostToken, rename)];
}

/** The new account takes the name as soon as it is free. */
function swap([first, ...rest]: Step[], rename: Step): Step[] {
  return [...(first ? [first] : []), rename, ...rest];
}

function lost(account: Account, credential: CredentialState): ActionError {
  const why = credential.state === 'refused' ? credential.why : 'no token and private key for it are known';
  return new ActionError(
    'TOKEN_LOST',
    `the service account ${account.name} (${account.id}) exists, but ${why}; Dfns shows a token only once, so that it cannot be had again`,
    'pass its token and private-key, or set on-lost-token: replace, which makes a new account, proves it, and then archives this one; ' +
      'whatever still uses the old token stops working then',
  );
}

export function ofAnother(name: string, owner: Account | undefined): ActionError {
  return new ActionError(
    'CREDENTIAL_OF_ANOTHER',
    `the token works, but it belongs to ${owner ? `the service account ${owner.name} (${owner.id})` : 'no service account of this organisation'}, not to ${name}`,
    `pass the token and private-key of ${name}, keep each account in a store target of its own, or name the account that they belong to`,
  );
}

function drifted(drifts: readonly Drift[]): ActionError {
  return new ActionError(
    'DRIFT',
    drifts.map(({ message }) => message).join('; '),
    'set on-drift: fix to have it mended, or change the declaration to what is there',
  );
}
