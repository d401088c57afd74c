import type { Outcome, Status } from '../account/outcome.js';
import type { Plan } from '../account/plan.js';
import { describe } from '../account/step.js';
import type { Options } from '../runner/options.js';
import type { Context, Facts, Result } from './context.js';
import type { Execution } from './execute.js';
import { endIsNear, outcomeOfCredential, type ProvenCredential } from './outcome.js';

/** What is known once the plan is made. */
export function factsOf({ account, role, steps }: Plan): Facts {
  const assignmentId = account?.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
  return {
    plan: steps,
    ...(account && { serviceAccountId: account.id }),
    ...(account?.credentialId && { credentialId: account.credentialId }),
    ...(role && { roleId: role.id, roleName: role.name }),
    ...(assignmentId && { assignmentId }),
  };
}

/** Says what will be done before it is done. */
export async function tell({ steps, warnings }: Plan, { log, warn }: Context): Promise<void> {
  const title =
    steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  await log.group(title, async () => {
    for (const step of steps) log.info(describe(step));
  });
  for (const step of steps) {
    if (step.step !== 'update-role' || step.alsoHeldBy.length === 0) continue;
    warn(
      `the role ${step.role} changes, and with it the rights of the other accounts that hold it: ${step.alsoHeldBy.join(', ')}`,
    );
  }
  for (const warning of warnings) warn(warning);
}

export function planned(options: Options, { facts }: Context): Result {
  return { ...base(options), ...facts(), status: 'planned', changed: false, unseen: [] };
}

export interface Ending {
  readonly execution: Execution;
  /** Approvals that nobody has decided yet. */
  readonly undecided: readonly string[];
  readonly credential: ProvenCredential;
}

export function finished(options: Options, context: Context, { execution, undecided, credential }: Ending): Result {
  for (const id of undecided) {
    context.warn(
      `the change waits for the approval ${id}: those who may decide do so in the dashboard (Policies > Approvals)`,
    );
  }
  const nearEnd = endIsNear(credential, options);
  if (nearEnd) context.warn(nearEnd);
  const [approvalId] = undecided;
  const { roleId, assignmentId, changed } = execution;
  return {
    ...base(options),
    ...context.facts(),
    ...outcomeOfCredential(credential),
    ...(roleId && { roleId }),
    ...(assignmentId && { assignmentId }),
    ...(approvalId && { approvalId }),
    status: statusOf(execution, undecided),
    changed,
  };
}

function base({ name, apiUrl }: Options): Pick<Outcome, 'name' | 'apiUrl' | 'plan'> {
  return { name, apiUrl, plan: [] };
}

function statusOf({ made, changed, stored }: Execution, undecided: readonly string[]): Status {
  if (undecided.length > 0) return 'pending-approval';
  if (made) return 'created';
  return changed || stored ? 'updated' : 'unchanged';
}
