import type { Desired } from './desired.js';
import { driftOfRole } from './drift.js';
import { findRole } from './find-role.js';
import type { Account, Role } from './observed.js';
import { type Plan, planOf } from './plan.js';

/**
 * The steps for the declared role alone, where a person makes the account: so that the role only has to be picked. Pure.
 * @throws ActionError where the role cannot be brought about, as {@link findRole}
 */
export function planRole(desired: Desired, accounts: readonly Account[], roles: readonly Role[]): Plan {
  const declared = desired.role;
  const role = declared && findRole(declared, roles);
  const drifts = driftOfRole(desired, role, accounts);
  const makesRole = declared?.permissions && !role;
  return {
    ...planOf([
      ...(makesRole
        ? [{ step: 'create-role', role: declared.value, permissions: declared.permissions ?? [] } as const]
        : []),
      ...(desired.onDrift === 'fix' ? drifts.flatMap(({ step }) => step ?? []) : []),
    ]),
    ...(role && { role }),
    pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
    warnings: desired.onDrift === 'fix' ? [] : drifts.map(({ message }) => message),
  };
}
