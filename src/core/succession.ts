import type { Desired } from './desired.js';
import { discardedName, retiredAt, retiredName, wasNextOf } from './names.js';
import { type Account, type Role, wasMadeWith } from './observed.js';
import type { Step } from './step.js';
import type { Pending } from './stored-credential.js';

/** What becomes of an account that another takes the place of. */
export type Leave =
  /** It keeps working under a retired name until its grace period is over: a rotation. */
  | 'retire'
  /** It is archived at once: its token is lost, so that nobody is to be given time. */
  | 'discard';

/** Which stores shall hold a credential; see {@link ../core/plan}. */
type Targets = readonly { readonly target: string; readonly isUpToDate: boolean }[];

/**
 * The one move behind a first account, a replacement, a rotation and a renewal: the new account is made and proven, stored wherever
 * it shall be stored, and then takes the name, at once where it is free, else when the old account has given it up.
 */
export function makeAccount(
  desired: Desired,
  role: Role | undefined,
  old: Account | undefined,
  { stores, now, leave }: { stores: Targets; now: Date; leave: Leave },
): Step[] {
  const { name } = desired;
  const roleName = role?.name ?? desired.role?.value;
  const create: Step = {
    step: 'create-account',
    account: name,
    ...(roleName && { role: roleName }),
    ...(old && { replaces: old.id }),
    ...(old && leave === 'retire' && !desired.exclusive && { alsoRoles: otherRoles(old, role) }),
  };
  const storing = stores.map(({ target }): Step => ({ step: 'store-credential', target }));
  if (!old) return [create, ...storing];
  const rename: Step = { step: 'rename-account', account: `${name}-next-…`, to: name };
  return [create, ...storing, ...swap(leaving(desired, old, leave, now), rename)];
}

/** The name goes over from the old account to the one that stays, where a succession was interrupted after the storing. */
export function takeName(
  desired: Desired,
  kept: Account,
  old: Account | undefined,
  pending: readonly Pending[],
  now: Date,
): Step[] {
  if (kept.name === desired.name) return [];
  const rename: Step = { step: 'rename-account', account: kept.name, accountId: kept.id, to: desired.name };
  // Who began it has said why; where that is gone, to give time harms nobody.
  const begun = pending.filter(({ fingerprint }) => !fingerprint || wasMadeWith(kept, fingerprint) !== false);
  const leave = begun.some(({ reason }) => reason === 'replace') ? 'discard' : 'retire';
  return old ? swap(leaving(desired, old, leave, now), rename) : [rename];
}

function otherRoles(old: Account, role: Role | undefined): { role: string; roleId: string }[] {
  return old.roles
    .filter(({ roleId }) => roleId !== role?.id)
    .map(({ roleId, roleName }) => ({ role: roleName, roleId }));
}

/** The new account takes the name as soon as it is free. */
function swap([first, ...rest]: Step[], rename: Step): Step[] {
  return [...(first ? [first] : []), rename, ...rest];
}

function leaving(desired: Desired, old: Account, leave: Leave, now: Date): Step[] {
  if (leave === 'discard') return discard(desired.name, old, 'its token is lost, and the new account is proven');
  if (!old.isActive) return discard(desired.name, old, 'it is inactive, and the new account is proven');
  const to = retiredName(desired.name, now);
  const rename: Step = { step: 'rename-account', account: old.name, accountId: old.id, to };
  return desired.retireAfter > 0
    ? [rename]
    : [rename, archive(to, old.id, 'it was replaced, and no time was asked for')];
}

/** Archives an account that has the name, and frees the name first. Dfns renames no inactive account (422): there archiving must do. */
function discard(name: string, { id, name: called, isActive }: Account, because: string, isUnnamed = false): Step[] {
  if (!isActive) return [archive(called, id, because, isUnnamed)];
  const to = discardedName(name, id);
  return [{ step: 'rename-account', account: called, accountId: id, to }, archive(to, id, because, isUnnamed)];
}

/** Archives an account that has the name, and that nobody was given the credential of. */
export function discardUnnamed(name: string, account: Account): Step[] {
  return discard(name, account, interrupted, true);
}

const interrupted = 'an earlier run made it and was interrupted, so that nobody has its token';

/**
 * What earlier runs left: accounts that nobody was given the credential of, and retired ones whose grace period is over.
 * @param owner the account whose credential works, whatever it is called
 * @param leftByRuns why each ephemeral account of another run can go, by its id
 */
export function clearLeftovers(
  { name, retireAfter }: Desired,
  accounts: readonly Account[],
  owner: Account | undefined,
  now: Date,
  leftByRuns?: ReadonlyMap<string, string>,
): Step[] {
  return accounts
    .filter((account) => account !== owner)
    .flatMap(({ id, name: called }) => {
      if (wasNextOf(name, called)) return archive(called, id, interrupted, true);
      const retired = retiredAt(name, called);
      const isDue = retired !== undefined && retired.getTime() + retireAfter <= now.getTime();
      if (isDue) return archive(called, id, 'it was replaced, and its grace period is over');
      const because = leftByRuns?.get(id);
      return because ? archive(called, id, because, true) : [];
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
  const named = steps.flatMap((step) => (step.step === 'rename-account' ? step.to : []));
  const archived = steps.flatMap((step) => (step.step === 'archive-account' ? step.account : []));
  return [...accounts.map((account) => account.name), ...named].flatMap((called) => {
    const retired = archived.includes(called) ? undefined : retiredAt(name, called);
    return retired ? { name: called, until: new Date(retired.getTime() + retireAfter) } : [];
  });
}

function archive(account: string, accountId: string, because: string, isUnnamed = false): Step {
  return { step: 'archive-account', account, accountId, because, ...(isUnnamed && { isUnnamed }) };
}
