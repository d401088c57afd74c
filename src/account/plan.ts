import { ActionError } from '../error.js';
import type { CredentialState, Desired } from './desired.js';
import { type Drift, driftOfAccount, driftOfRole } from './drift.js';
import { findRole } from './find-role.js';
import { discardedName, isNextOf, retiredAt } from './names.js';
import type { Account, Role } from './observed.js';
import type { Step } from './step.js';

export interface Observed {
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  readonly credential: CredentialState;
  readonly now: Date;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The account that stays; absent where one is to be made. */
  readonly account?: Account;
  /** The declared role, where it exists. */
  readonly role?: Role;
  /** Changes of earlier runs that wait for approval. */
  readonly pendingApprovals: readonly string[];
  /** Differences that are left as they are. */
  readonly warnings: readonly string[];
}

/**
 * The steps from what is observed to what is declared, role first, so that a bad role leaves nothing behind. Pure.
 * @throws ActionError where the declaration cannot or, by `on-drift` and `on-lost-token`, shall not be brought about
 */
export function planEnsure(desired: Desired, observed: Observed): Plan {
  const role = desired.role && findRole(desired.role, observed.roles);
  const found = accountNamed(desired.name, observed.accounts);
  const kept = found && isUsable(found, observed) ? found : undefined;
  if (found && !kept && desired.onLostToken === 'fail') throw lost(found, observed.credential);

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
      ...mending.filter(({ step }) => step !== 'update-role'),
      ...(kept ? [] : makeAccount(desired, role, found, observed.now)),
    ],
    ...(kept && { account: kept }),
    ...(role && { role }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: desired.onDrift === 'warn' ? drifts.map(({ message }) => message) : [],
  };
}

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

/**
 * Whether the known credential works for the account, or may once the account is active again.
 * @throws ActionError `CREDENTIAL_OF_ANOTHER` where it works, but for another account
 */
function isUsable(account: Account, { credential, accounts }: Observed): boolean {
  if (credential.state === 'refused') return credential.tokenRefused && !account.isActive;
  if (credential.state === 'none') return false;
  if (!belongsTo(account, credential, accounts)) throw ofAnother(account, ownerOf(credential, accounts));
  return true;
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

/** What an interrupted run left: nobody was given its credential. */
function clearLeftovers(name: string, { accounts, now }: Observed): Step[] {
  return accounts
    .filter((account) => isNextOf(name, account.name) || isDue(retiredAt(name, account.name), now))
    .map((account) => ({
      step: 'archive-account',
      account: account.name,
      accountId: account.id,
      because: 'an earlier run left it, and nobody has its token',
    }));
}

function isDue(retired: Date | undefined, now: Date): boolean {
  return retired !== undefined && retired.getTime() + gracePeriod <= now.getTime();
}

const gracePeriod = 86_400_000;

/** A new account takes the name at once where it is free, else when it is proven and the old one has given it up. */
function makeAccount(
  { name, role: declared }: Desired,
  role: Role | undefined,
  old: Account | undefined,
  now: Date,
): Step[] {
  const roleName = role?.name ?? declared?.value;
  const create: Step = {
    step: 'create-account',
    account: name,
    ...(roleName && { role: roleName }),
    ...(old && { replaces: old.id }),
  };
  if (!old) return [create];
  const discarded = discardedName(name, now);
  return [
    create,
    { step: 'rename-account', account: old.name, accountId: old.id, to: discarded },
    { step: 'rename-account', account: `${name}-next-…`, to: name },
    {
      step: 'archive-account',
      account: discarded,
      accountId: old.id,
      because: 'its token is lost, and the new account is proven',
    },
  ];
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

export function ofAnother(account: Account, owner: Account | undefined): ActionError {
  return new ActionError(
    'CREDENTIAL_OF_ANOTHER',
    `the token works, but it belongs to ${owner ? `the service account ${owner.name} (${owner.id})` : 'no service account of this organisation'}, not to ${account.name} (${account.id})`,
    `pass the token and private-key of ${account.name}, or name the account that they belong to`,
  );
}

function drifted(drifts: readonly Drift[]): ActionError {
  return new ActionError(
    'DRIFT',
    drifts.map(({ message }) => message).join('; '),
    'set on-drift: fix to have it mended, or change the declaration to what is there',
  );
}
