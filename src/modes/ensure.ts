import type { Outcome, Status } from '../account/outcome.js';
import { type Plan, planEnsure } from '../account/plan.js';
import { describe } from '../account/step.js';
import { createClient } from '../dfns/client.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { waitForApprovals } from './approval.js';
import { type Context, connectFor, type Facts, type Result } from './context.js';
import { type Execution, execute, noteAssignment, type Tools, undo } from './execute.js';
import { keySource } from './keys.js';
import { refuseUnableProvisioner } from './may-write.js';
import { credentialState, type GivenProof, observe, proveGiven } from './observe.js';
import { desiredOf, endIsNear, outcomeOfCredential, type ProvenCredential } from './outcome.js';

/** The account exists, holds exactly the declared role, and its token and key work; what is missing is created or repaired. */
export async function ensure(options: Options, context: Context): Promise<Result> {
  const connection = connectFor(options, context.deadline.signal);
  const keys = keySource(options.key);
  if (!options.credential && !options.dryRun) keys.begin();

  const [given, organisation] = await Promise.all([
    proveGiven(connection, options.credential, options.orgId),
    observe(connection, options),
  ]);
  const { client, accounts, roles } = organisation;
  const orgId = client.session.claims.orgId ?? options.orgId;
  context.note({ name: options.name, apiUrl: options.apiUrl, changed: false, ...(orgId && { orgId }) });
  const plan = planEnsure(desiredOf(options), { accounts, roles, credential: credentialState(given), now: new Date() });
  context.note(factsOf(plan));
  await tell(plan, context);
  await refuseUnableProvisioner(plan.steps, organisation, connection);
  if (options.dryRun) return planned(options, context);

  const tools: Tools = {
    ...context,
    connection,
    client,
    keys,
    before: new Set(accounts.map(({ id }) => id)),
    daysValid: options.daysValid,
  };
  try {
    const execution = await execute(plan, tools);
    const undecided = await settleApprovals(execution, tools, options, context);
    await noteApproved(execution, plan, undecided, tools);
    const credential = await credentialOf(execution, given, options, tools);
    return finished(options, context, { execution, undecided, credential });
  } catch (error) {
    await undoInTime(plan, tools, options);
    throw error;
  }
}

function factsOf({ account, role, steps }: Plan): Facts {
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
async function tell({ steps, warnings }: Plan, { log, warn }: Context): Promise<void> {
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

function planned(options: Options, { facts }: Context): Result {
  return { ...base(options), ...facts(), status: 'planned', changed: false, unseen: [] };
}

async function settleApprovals(
  { pendingApprovals }: Execution,
  { client }: Tools,
  options: Options,
  { deadline, warn }: Context,
): Promise<string[]> {
  if (pendingApprovals.length === 0) return [];
  const milliseconds = options.waitForApproval;
  deadline.extend(milliseconds);
  return waitForApprovals(pendingApprovals, { client, milliseconds, signal: deadline.signal, warn });
}

/** The assignment that an approval brought about has its id only now. */
async function noteApproved(
  execution: Execution,
  plan: Plan,
  undecided: readonly string[],
  { client }: Tools,
): Promise<void> {
  const accountId = execution.made?.account.id ?? plan.account?.id;
  if (execution.pendingApprovals.length === 0 || undecided.length > 0 || !accountId) return;
  noteAssignment((await client.getAccount(accountId)).roles, execution);
}

/** The fresh credential; else the given one, which proves itself now where its account was inactive before. */
async function credentialOf(
  { made }: Execution,
  given: GivenProof,
  options: Options,
  { connection }: Tools,
): Promise<ProvenCredential> {
  if (made) return made;
  const proven = given.state === 'working' ? given : await proveGiven(connection, options.credential, options.orgId);
  if (proven.state === 'refused') throw proven.error;
  if (proven.state === 'none' || !options.credential)
    throw new ActionError('UNEXPECTED', 'the run ended without a credential', 'report this');
  const { token, key } = options.credential;
  return { token, proof: proven.proof, ...(key && { key }) };
}

interface Ending {
  readonly execution: Execution;
  readonly undecided: readonly string[];
  readonly credential: ProvenCredential;
}

function finished(options: Options, context: Context, { execution, undecided, credential }: Ending): Result {
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

function statusOf({ made, changed }: Execution, undecided: readonly string[]): Status {
  if (undecided.length > 0) return 'pending-approval';
  if (made) return 'created';
  return changed ? 'updated' : 'unchanged';
}

/** Long enough for a few requests, short enough for the seconds that a cancelled job has before it is killed. */
const undoTime = 7_000;

/** Undoes on a connection of its own, since the run's time may be up. */
async function undoInTime(plan: Plan, tools: Tools, options: Options): Promise<void> {
  const connection = connectFor({ ...options, timeout: undoTime }, AbortSignal.timeout(undoTime));
  try {
    await undo(plan, options.name, { ...tools, connection, client: createClient(connection, tools.client.session) });
  } catch {
    tools.warn(
      `what this run made could not be cleared away: if a service account ${options.name} is left, its token is lost; ` +
        'archive it in the dashboard, or run with on-lost-token: replace',
    );
  }
}
