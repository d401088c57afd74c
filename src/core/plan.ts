import { type AdminRole, adminRolesOf, describeAdminRole, markAdminRoles } from './admin-roles.js';
import type { Desired } from './desired.js';
import { type AccountDrift, type Drift, driftOfAccount, driftOfRole, type RoleDrift } from './drift.js';
import { findRole } from './find-role.js';
import { ownRoles, rolesLeftToGroups } from './group-roles.js';
import type { Account, HeldRole, PendingApproval, Role } from './observed.js';
import { ownerOf } from './owner.js';
import { adminRoleCure, adminRoleRefused, drifted } from './plan-errors.js';
import { type Observed, type Situation, situationOf } from './situation.js';
import type { Step, StepOf } from './step.js';
import {
  clearLeftovers,
  discardUnnamed,
  freeSecond,
  inGrace,
  type Retired,
  rotatedAt,
  type SuccessionStep,
  stepsToCreate,
  stepsToTakeName,
  storeIn,
} from './succession.js';

export interface Plan<S extends Step = Step> {
  readonly steps: readonly S[];
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

/** The steps by which an account comes to be as it is declared. */
export type EnsureStep =
  | StepOf<'create-role' | 'update-role' | 'activate-account' | 'assign-role' | 'revoke-role'>
  | SuccessionStep;
export type EnsurePlan = Plan<EnsureStep>;

/** A plan that is only a list of steps. */
export function planFromSteps<S extends Step>(steps: readonly S[]): Plan<S> {
  return { steps, retired: [], renews: false, pendingApprovals: [], warnings: [] };
}

/**
 * The steps from what is observed to what is declared, role first, so that a bad role leaves nothing behind. Pure. The order of the
 * writes is that of `steps`; docs/order-of-writes.md says what a run finds that comes after one was killed between them.
 * @throws ActionError where the declaration cannot or, by `on-drift` and `on-lost-token`, shall not be brought about
 */
export function planEnsure(desired: Desired, observed: Observed): EnsurePlan {
  const { accounts, now } = observed;
  const role = desired.role && findRole(desired.role, observed.roles);
  const lastRotation = desired.renews && !desired.changesKey ? rotatedAt(desired, accounts, now) : undefined;
  const situation = situationOf(desired, observed, lastRotation !== undefined);
  const account = 'account' in situation ? situation.account : undefined;
  const orphan = 'orphan' in situation ? situation.orphan : undefined;

  const roleDrifts = driftOfRole(desired, role, accounts);
  const accountDrifts = account ? driftOfAccount(desired, account, role) : [];
  const drifts = [...roleDrifts, ...accountDrifts];
  refuseDrift(desired, drifts);
  const admin = adminRolesOf(desired, role, rolesThatStay(situation, desired), observed.roles);
  const adminWarnings = judgeAdminRoles(desired, admin);
  const owner = ownerOf(observed.credential, accounts);
  const unmarked: EnsureStep[] = [
    ...stepsToCreateRole(desired, role, account),
    ...mend(desired, roleDrifts),
    ...clearLeftovers(desired, accounts, owner, now, observed.leftByRuns),
    ...(orphan ? discardUnnamed(desired.name, orphan) : []),
    ...mend(desired, accountDrifts),
    ...stepsFor(situation, desired, role, observed),
  ];
  const steps = desired.onAdminRole === 'allow' ? unmarked : markAdminRoles(unmarked, admin);
  return {
    steps,
    retired: inGrace(desired, accounts, steps),
    ...(account && { account }),
    ...(role && { role }),
    renews: situation.is === 'renewal due',
    ...(lastRotation && { rotatedAt: lastRotation }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: [
      ...drifts.filter(({ isLeft }) => isLeft || desired.onDrift === 'warn').map(({ message }) => message),
      ...(situation.is === 'renewal due' ? rolesLeftToGroups(desired, situation.predecessor, role?.id) : []),
      ...adminWarnings,
    ],
  };
}

/** The account itself, and the storing of its credential, in each situation. */
function stepsFor(
  situation: Situation,
  desired: Desired,
  role: Role | undefined,
  { stores, pending, accounts, now: time }: Observed,
): SuccessionStep[] {
  const now = freeSecond(desired, accounts, time);
  const targets = stores.map(({ target }) => target);
  const outdated = stores.filter(({ isUpToDate }) => !isUpToDate).map(({ target }) => target);
  switch (situation.is) {
    case 'steady':
      return storeIn(outdated);
    case 'unfinished succession':
      return [...storeIn(outdated), ...stepsToTakeName(desired, situation, pending, now)];
    case 'fresh':
    case 'orphan':
      return stepsToCreate(desired, role, targets);
    case 'renewal due': {
      const { predecessor } = situation;
      return stepsToCreate(desired, role, targets, predecessor && { predecessor, disposal: 'retire', now });
    }
    case 'token lost':
      return stepsToCreate(desired, role, targets, { predecessor: situation.predecessor, disposal: 'discard', now });
  }
}

function stepsToCreateRole(
  { role: declared, onDrift }: Desired,
  role: Role | undefined,
  account: Account | undefined,
): StepOf<'create-role'>[] {
  if (!declared?.permissions || role || (account && onDrift !== 'fix')) return [];
  return [{ step: 'create-role', role: declared.value, permissions: declared.permissions }];
}

/** The roles of the account that are its own once the plan is done, or those that it takes over. */
function rolesThatStay(situation: Situation, { exclusive, onDrift }: Desired): readonly HeldRole[] {
  if (situation.is === 'renewal due') return exclusive || !situation.predecessor ? [] : ownRoles(situation.predecessor);
  const roles = 'account' in situation ? situation.account.roles : [];
  return exclusive && onDrift === 'fix' ? roles.filter(({ through }) => through !== undefined) : roles;
}

/** @returns warnings @throws ActionError `ADMIN_ROLE` */
export function judgeAdminRoles({ onAdminRole }: Pick<Desired, 'onAdminRole'>, found: readonly AdminRole[]): string[] {
  if (onAdminRole === 'allow' || found.length === 0) return [];
  if (onAdminRole === 'fail') throw adminRoleRefused(found);
  return found.map((each) => `${describeAdminRole(each)}; ${adminRoleCure}`);
}

/** @throws ActionError `DRIFT`. An inactive account's credential cannot work, so that a warning of that would not do. */
function refuseDrift({ onDrift }: Desired, drifts: readonly Drift[]): void {
  if (onDrift === 'fix') return;
  const refused = onDrift === 'fail' ? drifts : drifts.filter(({ code }) => code === 'ACCOUNT_INACTIVE');
  if (refused.length > 0) throw drifted(refused);
}

function mend<D extends RoleDrift | AccountDrift>(
  { onDrift }: Desired,
  drifts: readonly D[],
): NonNullable<D['step']>[] {
  return onDrift === 'fix' ? drifts.flatMap(({ step }): NonNullable<D['step']>[] => (step ? [step] : [])) : [];
}
