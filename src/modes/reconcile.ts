import { pendingDocument } from '../account/document.js';
import { type Account, wasMadeWith } from '../account/observed.js';
import { accountNamed, ownerOf, type Plan, planEnsure } from '../account/plan.js';
import { daysLeft } from '../account/token-claims.js';
import { createClient } from '../dfns/client.js';
import { type Connection, connect } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import type { Context, Result } from './context.js';
import { credentialState, type Finding, prover } from './credentials.js';
import { leaveIdOf, leaveTraceOf, leftToPost } from './ephemeral.js';
import { execute } from './execute.js';
import { beginExecution, type Execution, type Tools } from './execution.js';
import { fateOf, withFate } from './hand-over.js';
import type { Keeper } from './keeper.js';
import type { KeySource, NewKey } from './keys.js';
import { leftByRuns } from './left-by-runs.js';
import { refuseUnableProvisioner } from './may-write.js';
import type { Organisation } from './observe.js';
import { desiredOf, documentOf, type ProvenCredential } from './outcome.js';
import { refuseLackOfRoom } from './room.js';
import { noteApproved, rotationHeld, settleApprovals } from './settle-approvals.js';
import { refuseStale } from './stale-secrets.js';
import { factsOf, finished, planned, tell } from './telling.js';
import { undo, undoTime } from './undo.js';

/** What a run has looked at before it decides anything. */
export interface Seen {
  /** As the workflow gives them; `options` has the name of this run's own account where that is ephemeral. */
  readonly given: Options;
  readonly options: Options;
  readonly connection: Connection;
  readonly keeper: Keeper;
  readonly keys: KeySource;
  readonly finding: Finding;
  readonly organisation: Organisation;
}

/** Plans what is missing, says it, and takes the steps. @throws ActionError of the step that failed, once what it left is taken back */
export async function reconcile(seen: Seen, context: Context): Promise<Result> {
  const { given, options, connection, keeper, keys, organisation } = seen;
  const { client, accounts, roles } = organisation;
  const orgId = client.session.claims.orgId ?? options.orgId;
  context.note({ name: options.name, apiUrl: options.apiUrl, changed: false, ...(orgId && { orgId }) });

  refuseStale(options, seen.finding, keeper.holdings, accounts);
  const finding = refuseOtherKey(seen.finding, options, accounts);
  const document =
    finding.state === 'working' ? documentOf(options, credentialOf(finding, accounts), orgId) : undefined;
  const createdAt = ownerOf(credentialState(finding), accounts)?.createdAt;
  const renews = renewsNow(options, finding);
  const hasOwnKey = hasKeyOf(options, accounts);
  if (renews && hasOwnKey)
    context.warn(
      `${options.name} has the key that public-key gives, and a successor needs another one: it is not replaced until public-key is changed`,
    );
  const plan = planEnsure(desiredOf(options, renews && !hasOwnKey), {
    accounts,
    roles,
    credential: credentialState(finding),
    stores: keeper.states(document, createdAt ? new Date(createdAt) : undefined),
    pending: keeper.pending,
    leftByRuns: await leftByRuns(given, organisation, context),
    now: new Date(),
  });
  context.note(factsOf(plan));
  if (hasOwnKey && plan.steps.some((step) => step.step === 'create-account' && step.replaces)) throw keyInUse(options);
  if (plan.rotatedAt)
    context.log.info(`Rotated already at ${plan.rotatedAt.toISOString()}: the account before is in its grace period.`);
  await tell(plan, organisation, context);
  refuseLackOfRoom(plan, document, options, keeper);
  if (options.dryRun) return planned(options, context);
  await refuseUnableProvisioner(plan.steps, organisation, connection);

  const replaces = plan.steps.some((step) => step.step === 'create-account' && step.replaces);
  const reason = plan.renews ? 'rotate' : replaces ? 'replace' : 'create';
  const tools: Tools = {
    ...context,
    connection,
    client,
    keeper,
    keys,
    before: new Set(accounts.map(({ id }) => id)),
    daysValid: options.daysValid,
    force: options.force,
    documentOf: (made) => (made ? documentOf(options, made, orgId) : document),
    async nextKey() {
      const key = await keys.next();
      await keeper.announce(pendingDocument({ apiUrl: options.apiUrl, orgId }, new Date(), key, reason));
      if (options.ephemeral) leaveTraceOf(keys.handedOut, { ...options, orgId }, context);
      return key;
    },
    noteMade(accountId) {
      if (options.ephemeral) leaveIdOf(accountId, keys.handedOut, { ...options, orgId }, context);
    },
    async settleApprovals(execution) {
      await settleApprovals(execution, organisation, options, context);
      if (plan.renews && execution.pendingApprovals.length > 0) throw rotationHeld(options, execution);
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
  const execution = beginExecution(plan);
  let isHandingOver = false;
  try {
    const key = await announceChange(plan, tools, options);
    await execute(plan, execution, { ...tools, ...(key && { firstKey: key }) });
    if (!execution.made) await tools.settleApprovals(execution);
    await noteApproved(execution, plan, tools);
    const credential = execution.made ?? (await keptCredential(plan, finding, options, tools));
    await tools.keeper.forget();
    const result = finished(options, context, plan, execution, credential);
    // Here, where what was made can still be taken back.
    isHandingOver = true;
    await context.emit(result);
    return result;
  } catch (error) {
    context.note({ plan: execution.taken, changed: execution.changed });
    const isUndone = await undoInTime(plan, execution, error, tools, options);
    throw isHandingOver ? withFate(error, fateOf(execution, isUndone, tools, options)) : error;
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

/** Whether the account was made with the key that `public-key` gives: Dfns takes a key once. */
function hasKeyOf({ key, name }: Options, accounts: readonly Account[]): boolean {
  const account = accountNamed(name, accounts);
  return 'own' in key && account !== undefined && wasMadeWith(account, key.own.fingerprint) === true;
}

function keyInUse({ name }: Options): ActionError {
  return new ActionError(
    'KEY_IN_USE',
    `the service account ${name} has the key that public-key gives, and the one to replace it needs another`,
    'make a new key pair where the key is held, and give its public key',
  );
}

/** Whether the account shall get a successor: in `rotate`, and in `ensure` when the end of its token is nearer than the user wants. */
function renewsNow({ mode, renewBeforeDays }: Options, finding: Finding): boolean {
  if (mode === 'rotate') return true;
  const { expiresAt } = finding.state === 'working' ? finding.proof : {};
  return renewBeforeDays > 0 && expiresAt !== undefined && daysLeft(expiresAt, new Date()) <= renewBeforeDays;
}

/** An account that was made with another key than the one that is held elsewhere is of no use to who holds it. */
function refuseOtherKey(finding: Finding, { key, name, mode }: Options, accounts: readonly Account[]): Finding {
  const account = accountNamed(name, accounts);
  if (finding.state !== 'working' || !('own' in key) || !account || mode === 'rotate') return finding;
  if (wasMadeWith(account, key.own.fingerprint) !== false) return finding;
  const error = new ActionError(
    'KEY_DIFFERS',
    `the service account ${name} was made with another key than public-key`,
    'give the public key that it was made with, or replace it with on-lost-token: replace',
  );
  return { state: 'refused', known: finding.known, error };
}

function credentialOf(
  { known, proof }: Finding & { state: 'working' },
  accounts: readonly Account[],
): ProvenCredential {
  const accountId = ownerOf({ state: 'working', ...proof }, accounts)?.id;
  return { ...known, proof, ...(accountId && { accountId }) };
}

/** The credential that was found; it proves itself now where its account was inactive before. */
async function keptCredential(
  plan: Plan,
  finding: Finding,
  { orgId, key }: Options,
  { connection }: Tools,
): Promise<ProvenCredential> {
  const now = finding.state === 'refused' ? await prover(connection, orgId)(finding.known) : finding;
  if (now.state === 'refused') throw now.error;
  if (now.state === 'none')
    throw new ActionError('UNEXPECTED', 'the run ended without a credential', 'report this as a defect');
  return {
    ...('own' in key && { key: key.own }),
    ...now.known,
    proof: now.proof,
    ...(plan.account && { accountId: plan.account.id }),
  };
}

/** Undoes on a connection of its own, since the run's time may be up. @returns whether it came to its end */
async function undoInTime(
  plan: Plan,
  execution: Execution,
  error: unknown,
  tools: Tools,
  options: Options,
): Promise<boolean> {
  const { world } = tools.connection;
  const controller = new AbortController();
  const stop = world.timer(undoTime, () => controller.abort());
  const connection = connect({
    world,
    apiUrl: options.apiUrl,
    signal: controller.signal,
    requestDeadline: undoTime,
  });
  try {
    await undo({ plan, execution, error }, options, {
      ...tools,
      connection,
      client: createClient(connection, tools.client.session),
    });
    return true;
  } catch {
    if (options.ephemeral) {
      tools.warn(`what this run did could not all be taken back: ${leftToPost}`);
      return false;
    }
    const left = execution.createdId
      ? `the service account ${execution.createdId} is left, and its token is lost`
      : 'an account may be left';
    tools.warn(
      `what this run did could not all be taken back: ${left}; a run with a readable store clears it, without one ` +
        'archive it in the dashboard, or run with on-lost-token: replace',
    );
    return false;
  } finally {
    stop();
  }
}
