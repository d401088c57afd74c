import { type Plan, planOf } from '../account/plan.js';
import { planRole } from '../account/plan-role.js';
import type { Connection } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { AccountRequest } from '../github/request-text.js';
import type { Options } from '../runner/options.js';
import type { Context } from './context.js';
import { execute } from './execute.js';
import { beginExecution } from './execution.js';
import type { Keeper } from './keeper.js';
import { keySource } from './keys.js';
import { refuseUnableProvisioner } from './may-write.js';
import type { Organisation } from './observe.js';
import { desiredOf } from './outcome.js';

/** The steps for the role, where a provisioner can see to it; none where there is none. */
export function planForRole(options: Options, organisation: Organisation | undefined): Plan {
  if (!organisation) return planOf([]);
  return planRole(desiredOf(options, false), organisation.accounts, organisation.roles);
}

/**
 * Makes or mends the role, so that the person has only to pick it.
 * @returns its id, and whether anything was written to Dfns
 */
export async function prepareRole(
  plan: Plan,
  options: Options,
  context: Context,
  { connection, keeper, organisation }: { connection: Connection; keeper: Keeper; organisation: Organisation },
): Promise<{ roleId?: string; changed: boolean }> {
  const { client, accounts } = organisation;
  await refuseUnableProvisioner(plan.steps, organisation, connection);
  const execution = beginExecution(plan);
  await execute(plan, execution, {
    ...context,
    connection,
    client,
    keeper,
    keys: keySource(options.key, context.world),
    nextKey: () =>
      Promise.reject(new ActionError('UNEXPECTED', 'a request made an account', 'report this as a defect')),
    documentOf: () => undefined,
    settleApprovals: async () => undefined,
    daysValid: options.daysValid,
    force: options.force,
    before: new Set(accounts.map(({ id }) => id)),
  });
  for (const { approvalId = 'that Dfns did not name' } of execution.pendingApprovals) {
    context.warn(
      `the change of the role waits for the approval ${approvalId}, in the dashboard (Policies > Approvals)`,
    );
  }
  const { roleId, changed } = execution;
  return { ...(roleId && { roleId }), changed };
}

/** The role as the person reads of it; where a provisioner saw it, by the name that Dfns has for it. */
export function roleToAskFor(
  { role: declared }: Options,
  { role: found }: Plan,
  organisation: Organisation | undefined,
): Pick<AccountRequest, 'role'> {
  if (!declared) return {};
  const permissions = declared.permissions ?? found?.permissions;
  const { by, value } = found ? { by: 'name' as const, value: found.name } : declared;
  return { role: { by, value, ...(permissions && { permissions }), exists: organisation !== undefined } };
}
