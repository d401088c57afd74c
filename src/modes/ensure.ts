import { pendingDocument } from '../account/document.js';
import { ownerOf, type Plan, planEnsure } from '../account/plan.js';
import { createClient } from '../dfns/client.js';
import type { Connection } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { waitForApprovals } from './approval.js';
import { type Context, connectFor, type Result } from './context.js';
import { credentialState, type Finding, findCredential, prover } from './credentials.js';
import { type Execution, execute, noteAssignment, type Tools, undo } from './execute.js';
import { type Keeper, openKeeper } from './keeper.js';
import { keySource, type NewKey } from './keys.js';
import { refuseUnableProvisioner } from './may-write.js';
import { observe } from './observe.js';
import { desiredOf, documentOf, type ProvenCredential } from './outcome.js';
import { factsOf, finished, planned, tell } from './telling.js';

/** The account exists, holds exactly the declared role, and its credential works and is kept; what is missing is made or repaired. */
export async function ensure(options: Options, context: Context): Promise<Result> {
  const connection = connectFor(options, context.deadline.signal);
  const keeper = await openKeeper(options, context);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureOnce(options, context, connection, keeper);
    } catch (error) {
      if (attempt === attempts || !(await lostRace(error, keeper))) throw error;
      context.log.info('Another run for this account was faster; looking again at what it did.');
      await keeper.settleDown(context.deadline.signal);
    }
  }
}

const attempts = 6;

async function lostRace(error: unknown, keeper: Keeper): Promise<boolean> {
  if (keeper.isEmpty || !(error instanceof ActionError) || error.code === 'TIMED_OUT') return false;
  return ['STORE_CONFLICT', 'NAME_TAKEN'].includes(error.code) || keeper.wasTakenOver().catch(() => false);
}

async function ensureOnce(options: Options, context: Context, connection: Connection, keeper: Keeper): Promise<Result> {
  const keys = keySource(options.key);
  const [finding, organisation] = await Promise.all([
    findCredential(options, connection, keeper, options.dryRun ? undefined : keys.begin),
    observe(connection, options),
  ]);
  const { client, accounts, roles } = organisation;
  const orgId = client.session.claims.orgId ?? options.orgId;
  context.note({ name: options.name, apiUrl: options.apiUrl, changed: false, ...(orgId && { orgId }) });

  const document =
    finding.state === 'working' ? documentOf(options, { ...finding.known, proof: finding.proof }, orgId) : undefined;
  const createdAt = ownerOf(credentialState(finding), accounts)?.createdAt;
  const plan = planEnsure(desiredOf(options), {
    accounts,
    roles,
    credential: credentialState(finding),
    stores: keeper.states(document, createdAt ? new Date(createdAt) : undefined),
    pending: keeper.pending,
    now: new Date(),
  });
  context.note(factsOf(plan));
  await tell(plan, context);
  await refuseUnableProvisioner(plan.steps, organisation, connection);
  if (options.dryRun) return planned(options, context);

  const reason = plan.steps.some((step) => step.step === 'create-account' && step.replaces) ? 'replace' : 'create';
  const tools: Tools = {
    ...context,
    connection,
    client,
    keeper,
    keys,
    before: new Set(accounts.map(({ id }) => id)),
    daysValid: options.daysValid,
    documentOf: (credential) => (credential ? documentOf(options, credential, orgId) : document),
    async nextKey() {
      const key = await keys.next();
      await keeper.announce(pendingDocument({ apiUrl: options.apiUrl, orgId }, new Date(), key, reason));
      return key;
    },
  };
  return carryOut(plan, finding, tools, options, context);
}

async function carryOut(
  plan: Plan,
  finding: Finding,
  tools: Tools,
  options: Options,
  context: Context,
): Promise<Result> {
  const execution: Execution = {
    changed: false,
    stored: false,
    mayBeStored: false,
    pendingApprovals: [...plan.pendingApprovals],
  };
  try {
    const key = await announceChange(plan, tools, options);
    await execute(plan, execution, { ...tools, ...(key && { firstKey: key }) });
    const undecided = await settleApprovals(execution, tools, options, context);
    await noteApproved(execution, plan, undecided, tools);
    const credential = execution.made ?? (await keptCredential(finding, options, tools));
    await tools.keeper.forget();
    return finished(options, context, { execution, undecided, credential });
  } catch (error) {
    await undoInTime(plan, execution, tools, options);
    throw error;
  }
}

/** Before anything is made or archived, every store has taken a write, and other runs are shut out. */
async function announceChange(
  plan: Plan,
  { keeper, nextKey, client }: Tools,
  { apiUrl }: Options,
): Promise<NewKey | undefined> {
  if (plan.steps.some(({ step }) => step === 'create-account')) return nextKey();
  if (keeper.hasPending || plan.steps.some(({ step }) => step === 'archive-account' || step === 'rename-account')) {
    await keeper.announce(pendingDocument({ apiUrl, orgId: client.session.claims.orgId }, new Date()));
  }
  return undefined;
}

async function settleApprovals(
  { pendingApprovals }: Execution,
  { client }: Tools,
  options: Options,
  context: Context,
): Promise<string[]> {
  if (pendingApprovals.length === 0) return [];
  const milliseconds = options.waitForApproval;
  context.deadline.extend(milliseconds);
  return waitForApprovals(pendingApprovals, {
    client,
    milliseconds,
    signal: context.deadline.signal,
    warn: context.warn,
  });
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

/** The credential that was found; it proves itself now where its account was inactive before. */
async function keptCredential(finding: Finding, { orgId }: Options, { connection }: Tools): Promise<ProvenCredential> {
  const now = finding.state === 'refused' ? await prover(connection, orgId)(finding.known) : finding;
  if (now.state === 'refused') throw now.error;
  if (now.state === 'none')
    throw new ActionError('UNEXPECTED', 'the run ended without a credential', 'report this as a defect');
  return { ...now.known, proof: now.proof };
}

/** Long enough for a few requests, short enough for the seconds that a cancelled job has before it is killed. */
const undoTime = 7_000;

/** Undoes on a connection of its own, since the run's time may be up. */
async function undoInTime(plan: Plan, execution: Execution, tools: Tools, options: Options): Promise<void> {
  const connection = connectFor({ ...options, timeout: undoTime }, AbortSignal.timeout(undoTime));
  try {
    await undo(plan, execution, options.name, {
      ...tools,
      connection,
      client: createClient(connection, tools.client.session),
    });
  } catch {
    tools.warn(
      `what this run made could not be cleared away: if a service account ${options.name} is left, its token is lost; ` +
        'a run with a readable store clears it; without one archive it in the dashboard, or run with on-lost-token: replace',
    );
  }
}
