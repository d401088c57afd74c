import { adminRolesOf, markAdminRoles } from './admin-roles.js';
import type { Desired } from './desired.js';
import { driftOfRole } from './drift.js';
import { findRole } from './find-role.js';
import type { Account, Role } from './observed.js';
import { judgeAdminRoles, type Plan, planFromSteps } from './plan.js';
import type { StepOf } from './step.js';

export type RolePlan = Plan<StepOf<'create-role' | 'update-role'>>;

/**
 * The steps for the declared role alone, where a person makes the account: so that the role only has to be picked. Pure.
 * @throws ActionError where the role cannot be brought about, as {@link findRole}; `ADMIN_ROLE`
 */
export function planRole(desired: Desired, accounts: readonly Account[], roles: readonly Role[]): RolePlan {
  const declared = desired.role;
  const role = declared && findRole(declared, roles);
  const drifts = driftOfRole(desired, role, accounts);
  const create: StepOf<'create-role'>[] =
    declared?.permissions && !role
      ? [{ step: 'create-role', role: declared.value, permissions: declared.permissions }]
      : [];
  const update = desired.onDrift === 'fix' ? drifts.flatMap(({ step }) => step ?? []) : [];
  const admin = adminRolesOf(desired, role, [], roles);
  const adminWarnings = judgeAdminRoles(desired, admin);
  const steps = [...create, ...update];
  return {
    ...planFromSteps<RolePlan['steps'][number]>(desired.onAdminRole === 'allow' ? steps : markAdminRoles(steps, admin)),
    ...(role && { role }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: [...(desired.onDrift === 'fix' ? [] : drifts.map(({ message }) => message)), ...adminWarnings],
  };
}
