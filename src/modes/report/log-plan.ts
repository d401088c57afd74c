import { defined } from '../../core/defined.js';
import type { Account } from '../../core/observed.js';
import type { Outcome, Status } from '../../core/outcome.js';
import type { Plan } from '../../core/plan.js';
import { describe, type Step } from '../../core/step.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Change } from '../change/change.js';
import { newCredential, type Progress } from '../change/progress.js';
import type { Context, Facts, Result } from '../context.js';
import type { Organisation } from '../observe/organisation.js';
import { endIsNear, outcomeOfCredential, type ProvenCredential } from './results.js';

/** The facts that the plan brings. */
export function factsOf({ account, role, steps, retired }: Plan): Facts {
  const assignmentId = account?.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
  return {
    plan: steps,
    retired,
    ...defined({
      serviceAccountId: account?.id,
      credentialId: account?.credentialId,
      roleId: role?.id || undefined,
      roleName: role?.name,
      assignmentId,
    }),
  };
}

/** Logs what will be done before it is done, and whom else it affects. */
export async function logPlan(
  { steps, warnings }: Plan,
  { client, accounts }: Organisation,
  { log, warn }: Pick<Context, 'log' | 'warn'>,
): Promise<void> {
  await logSteps(steps, { log });
  for (const step of steps) {
    if (step.step !== 'update-role') continue;
    const others = await otherHolders(step, client, accounts);
    if (others.length > 0)
      warn(`the role ${step.role} changes, and with it the rights of the others that hold it: ${others.join(', ')}`);
  }
  for (const warning of warnings) warn(warning);
}

export async function logSteps(steps: readonly Step[], { log }: Pick<Context, 'log'>): Promise<void> {
  const title =
    steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  await log.group(title, async () => {
    for (const step of steps) log.info(describe(step));
  });
}

/** Service accounts by name, users and personal access tokens by id; where that cannot be read, the service accounts that were seen. */
async function otherHolders(
  { roleId, alsoHeldBy }: UpdateRole,
  client: DfnsClient,
  accounts: readonly Account[],
): Promise<readonly string[]> {
  try {
    const assignments = await client.listAssignments(roleId);
    const strangers = assignments
      .map(({ identityId }) => identityId)
      .filter((id) => !accounts.some((account) => account.id === id));
    return [...alsoHeldBy, ...strangers];
  } catch {
    return [...alsoHeldBy, 'and users or tokens that could not be read'];
  }
}

type UpdateRole = Extract<Step, { step: 'update-role' }>;

export function plannedResult(options: Options, { facts }: Context): Result {
  return { ...base(options), ...facts(), status: 'planned', changed: false, unseen: [] };
}

export function finishedResult(
  { decision: { plan }, options, context }: Change,
  progress: Progress,
  credential: ProvenCredential,
): Result {
  const { pendingApprovals, roleId, assignmentId, changed } = progress;
  for (const { approvalId = 'that Dfns did not name' } of pendingApprovals) {
    context.warn(
      `the change waits for the approval ${approvalId}: those who may decide do so in the dashboard (Policies > Approvals)`,
    );
  }
  for (const { name, until } of plan.retired)
    context.log.info(`Retired: ${name} works until ${until.toISOString()}; the first run after that archives it.`);
  const nearEnd = endIsNear(credential, options, context.clock.now());
  if (nearEnd) context.warn(nearEnd);
  const approvalId = pendingApprovals.find((approval) => approval.approvalId)?.approvalId;
  return {
    ...base(options),
    ...context.facts(),
    ...outcomeOfCredential(credential, context.clock.now()),
    ...defined({ roleId, assignmentId, approvalId }),
    status: statusOf(plan, progress, options),
    changed,
  };
}

function base({ name, apiUrl }: Options): Pick<Outcome, 'name' | 'apiUrl' | 'plan'> {
  return { name, apiUrl, plan: [] };
}

function statusOf(
  { renews }: Plan,
  { pendingApprovals, account, changed, applied }: Progress,
  { mode }: Options,
): Status {
  if (pendingApprovals.length > 0) return 'pending-approval';
  // A rotation that was interrupted is finished by giving the name over.
  if (renews || (mode === 'rotate' && applied.some(({ step }) => step === 'rename-account'))) return 'rotated';
  if (newCredential(account)) return 'created';
  return changed || account.is === 'stored' ? 'updated' : 'unchanged';
}
