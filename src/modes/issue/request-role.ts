import { adminRolesOf } from '../../core/admin-roles.js';
import { judgeAdminRoles, planFromSteps } from '../../core/plan.js';
import { planRole, type RolePlan } from '../../core/plan-role.js';
import type { AccountRequest } from '../../github/request-text.js';
import type { Options } from '../../runner/inputs/options.js';
import { execute } from '../change/execute.js';
import { beginProgress } from '../change/progress.js';
import { roleHandlers } from '../change/roles.js';
import type { Context } from '../context.js';
import type { Organisation } from '../observe/organisation.js';
import { refuseUnableProvisioner } from '../observe/provisioner-rights.js';
import { desiredOf } from '../report/results.js';

/** The steps for the role, where a provisioner can see to it; none where there is none. @throws ActionError as {@link planRole} */
export function planForRole(options: Options, organisation: Organisation | undefined): RolePlan {
  const desired = desiredOf(options);
  if (organisation) return planRole(desired, organisation.accounts, organisation.roles);
  return { ...planFromSteps([]), warnings: judgeAdminRoles(desired, adminRolesOf(desired, undefined, [], [])) };
}

/**
 * Makes or mends the role, so that the person has only to pick it.
 * @returns its id, and whether anything was written to Dfns
 */
export async function prepareRole(
  plan: RolePlan,
  context: Context,
  organisation: Organisation,
): Promise<{ roleId?: string; changed: boolean }> {
  await refuseUnableProvisioner(plan.steps, organisation);
  const progress = beginProgress(plan);
  await execute(plan.steps, roleHandlers(organisation.client, context), { progress, note: context.note });
  for (const { approvalId = 'that Dfns did not name' } of progress.pendingApprovals) {
    context.warn(
      `the change of the role waits for the approval ${approvalId}, in the dashboard (Policies > Approvals)`,
    );
  }
  const { roleId, changed } = progress;
  return { ...(roleId && { roleId }), changed };
}

/** The role as the person reads of it; where a provisioner saw it, by the name that Dfns has for it. */
export function roleToAskFor(
  { role: declared }: Options,
  { role: found }: RolePlan,
  organisation: Organisation | undefined,
): Pick<AccountRequest, 'role'> {
  if (!declared) return {};
  const permissions = declared.permissions ?? found?.permissions;
  const { by, value } = found ? { by: 'name' as const, value: found.name } : declared;
  return { role: { by, value, ...(permissions && { permissions }), exists: organisation !== undefined } };
}
