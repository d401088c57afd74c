import type { Desired } from './desired.js';
import { ownRoles } from './group-roles.js';
import { discardedName, retiredAt, retiredName, wasNextOf } from './names.js';
import { type Account, type Role, wasMadeWith } from './observed.js';
import type { Step, StepOf } from './step.js';
import type { Pending } from './stored-credential.js';

/** What becomes of an account that another takes the place of. */
export type Disposal =
  /** It keeps working under a retired name until its grace period is over: a rotation. */
  | 'retire'
  /** It is archived at once: its token is lost, so that nobody is to be given time. */
  | 'discard';

/** An account that gives its place up now, and what becomes of it. */
export interface Succession {
  readonly predecessor: Account;
  readonly disposal: Disposal;
  readonly now: Date;
}

/** The steps by which one account takes the place of another. */
export type SuccessionStep = StepOf<'create-account' | 'store-credential' | 'rename-account' | 'archive-account'>;

type EndingStep = StepOf<'rename-account' | 'archive-account'>;

/** The storing of a credential in these targets. */
export function storeIn(targets: readonly string[]): StepOf<'store-credential'>[] {
  return targets.map((target) => ({ step: 'store-credential', target }));
}

/**
 * The one move behind a first account, a replacement, a rotation and a renewal: the new account is made and proven, stored wherever
 * it shall be stored, and then takes the name, at once where it is free, else when its predecessor has given it up.
 */
export function stepsToCreate(
  desired: Desired,
  role: Role | undefined,
  targets: readonly string[],
  succession?: Succession,
): SuccessionStep[] {
  const { name } = desired;
  const { predecessor, disposal } = succession ?? {};
  const roleName = role?.name ?? desired.role?.value;
  const create: StepOf<'create-account'> = {
    step: 'create-account',
    account: name,
    ...(roleName && { role: roleName }),
    ...(predecessor && { replaces: predecessor.id }),
    ...(predecessor && disposal === 'retire' && !desired.exclusive && { alsoRoles: otherRoles(predecessor, role) }),
  };
  const storing = storeIn(targets);
  if (!succession) return [create, ...storing];
  const rename: StepOf<'rename-account'> = { step: 'rename-account', account: `${name}-next-…`, to: name };
  return [create, ...storing, ...swap(stepsToLeave(desired, succession), rename)];
}

/** The name goes over from the predecessor to the account that stays, where a succession was interrupted after the storing. */
export function stepsToTakeName(
  desired: Desired,
  { account, predecessor }: { readonly account: Account; readonly predecessor?: Account | undefined },
  pending: readonly Pending[],
  now: Date,
): EndingStep[] {
  const rename: EndingStep = { step: 'rename-account', account: account.name, accountId: account.id, to: desired.name };
  // Whoever began it has noted why; where that note is gone, to give time harms nobody.
  const begun = pending.filter(({ fingerprint }) => !fingerprint || wasMadeWith(account, fingerprint) !== false);
  const disposal = begun.some(({ reason }) => reason === 'replace') ? 'discard' : 'retire';
  return predecessor ? swap(stepsToLeave(desired, { predecessor, disposal, now }), rename) : [rename];
}

function otherRoles(account: Account, role: Role | undefined): { role: string; roleId: string }[] {
  return ownRoles(account)
    .filter(({ roleId }) => roleId !== role?.id)
    .map(({ roleId, roleName }) => ({ role: roleName, roleId }));
}

/** The new account takes the name as soon as it is free. */
function swap([first, ...rest]: EndingStep[], rename: EndingStep): EndingStep[] {
  return [...(first ? [first] : []), rename, ...rest];
}

/** The first second from `now` on in which no account of this name was retired: by the second the names are told apart. */
export function freeSecond({ name }: Pick<Desired, 'name'>, accounts: readonly Account[], now: Date): Date {
  const isTaken = accounts.some((account) => account.name === retiredName(name, now));
  return isTaken ? freeSecond({ name }, accounts, new Date(now.getTime() + 1_000)) : now;
}

function stepsToLeave(desired: Desired, { predecessor, disposal, now }: Succession): EndingStep[] {
  const { name } = desired;
  if (disposal === 'discard') return discard(name, predecessor, 'its token is lost, and the new account is proven');
  if (!predecessor.isActive) return discard(name, predecessor, 'it is inactive, and the new account is proven');
  return stepsToRetire(desired, predecessor, now, 'it was replaced');
}

/** An account gives its name up, and keeps working as long as was asked for; one that is inactive works for nobody, and goes at once. */
export function stepsToRetire(
  { name, retireAfter }: Pick<Desired, 'name' | 'retireAfter'>,
  { id, name: called, isActive }: Account,
  now: Date,
  because: string,
): EndingStep[] {
  // Dfns renames no inactive account.
  if (!isActive) return [archiveStep(called, id, `${because}, and it is inactive`)];
  const to = retiredName(name, now);
  const rename: EndingStep = { step: 'rename-account', account: called, accountId: id, to };
  return retireAfter > 0 ? [rename] : [rename, archiveStep(to, id, `${because}, and no time was asked for`)];
}

/** Archives an account that has the name, and frees the name first. Dfns renames no inactive account (422): there archiving must do. */
function discard(
  name: string,
  { id, name: called, isActive }: Account,
  because: string,
  isUnnamed = false,
): EndingStep[] {
  if (!isActive) return [archiveStep(called, id, because, isUnnamed)];
  const to = discardedName(name, id);
  return [{ step: 'rename-account', account: called, accountId: id, to }, archiveStep(to, id, because, isUnnamed)];
}

/** Archives an account that has the name, and that nobody was given the credential of. */
export function discardUnnamed(name: string, account: Account): EndingStep[] {
  return discard(name, account, interrupted, true);
}

const interrupted = 'an earlier run made it and was interrupted, so that nobody has its token';

/**
 * Archives what earlier runs left: accounts that nobody was given the credential of, and retired ones whose grace period is over.
 * @param owner the account whose credential works, whatever it is called
 * @param leftByRuns why each ephemeral account of another run can go, by its id
 */
export function clearLeftovers(
  { name, retireAfter }: Desired,
  accounts: readonly Account[],
  owner: Account | undefined,
  now: Date,
  leftByRuns?: ReadonlyMap<string, string>,
): StepOf<'archive-account'>[] {
  return accounts
    .filter((account) => account !== owner)
    .flatMap(({ id, name: called }) => {
      if (wasNextOf(name, called)) return archiveStep(called, id, interrupted, true);
      const retired = retiredAt(name, called);
      const isDue = retired !== undefined && retired.getTime() + retireAfter <= now.getTime();
      if (isDue) return archiveStep(called, id, 'it was replaced, and its grace period is over');
      const because = leftByRuns?.get(id);
      return because ? archiveStep(called, id, because, true) : [];
    });
}

/** When the account was last rotated, where the one before is still in its grace period. */
export function rotatedAt({ name, retireAfter }: Desired, accounts: readonly Account[], now: Date): Date | undefined {
  return accounts
    .map((account) => retiredAt(name, account.name))
    .find((retired) => retired !== undefined && retired.getTime() + retireAfter > now.getTime());
}

/** An account that was replaced and keeps working for a while, and until when: the first run after that archives it. */
export interface Retired {
  readonly name: string;
  readonly until: Date;
}

/** The accounts that are in their grace period once the steps are taken. */
export function inGrace(
  { name, retireAfter }: Desired,
  accounts: readonly Account[],
  steps: readonly Step[],
): readonly Retired[] {
  const renamed = steps.flatMap((step) => (step.step === 'rename-account' ? step.to : []));
  const archived = steps.flatMap((step) => (step.step === 'archive-account' ? step.account : []));
  return [...accounts.map((account) => account.name), ...renamed].flatMap((called) => {
    const retired = archived.includes(called) ? undefined : retiredAt(name, called);
    return retired ? { name: called, until: new Date(retired.getTime() + retireAfter) } : [];
  });
}

function archiveStep(
  account: string,
  accountId: string,
  because: string,
  isUnnamed = false,
): StepOf<'archive-account'> {
  return { step: 'archive-account', account, accountId, because, ...(isUnnamed && { isUnnamed }) };
}
