import type { EnsureStep } from '../../core/plan.js';
import type { KnownKey } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import type { Context, Result } from '../context.js';
import { saveIdForPost, saveNothingForPost } from '../ephemeral.js';
import { prover } from '../observe/prover.js';
import { finishedResult } from '../report/log-plan.js';
import { documentOf, type ProvenCredential } from '../report/results.js';
import { endingHandlers } from './archive-account.js';
import { beginChange, endChange, nextKey } from './begin-change.js';
import type { Change } from './change.js';
import { createAndProve } from './create-account.js';
import type { Decision, Observation } from './decide.js';
import { execute, type StepHandlers } from './execute.js';
import { fateOf, withFate } from './hand-over.js';
import { keyUsedUp } from './key-in-use.js';
import { beginProgress, createdId, isUnclear, newCredential, type Progress } from './progress.js';
import { assignRole, revokeRole, roleHandlers } from './roles.js';
import { noteApproved, rotationHeld, settleApprovals } from './settle-approvals.js';
import { storeCredential } from './store-credential.js';
import { undoInTime } from './undo-in-time.js';

/** Carries a decision out. @throws ActionError of the step that failed, once what it left is taken back */
export async function apply(decision: Decision, observation: Observation, context: Context): Promise<Result> {
  const { plan } = decision;
  const { options } = observation;
  const change: Change = { ...observation, client: observation.organisation.client, decision, context };
  const progress = beginProgress(plan);
  let isHandingOver = false;
  try {
    const key = await beginChange(change);
    await execute(plan.steps, handlersOf(change, key), { progress, note: context.note });
    if (!newCredential(progress.account)) await settle(progress, change);
    await noteApproved(progress, change);
    const credential = newCredential(progress.account) ?? (await keptCredential(change));
    await endChange(credential, change);
    const result = finishedResult(change, progress, credential);
    // Here, where what was made can still be taken back.
    isHandingOver = true;
    await context.emit(result);
    return result;
  } catch (error) {
    context.note({ plan: progress.applied, changed: progress.changed });
    const isUndone = await undoInTime(progress, change);
    if (options.ephemeral && wasNotMade(progress)) saveNothingForPost({ ...options, orgId: decision.orgId }, context);
    throw isHandingOver ? withFate(error, fateOf(progress.account, isUndone, change)) : error;
  }
}

/** Whether it is certain that no account was made: one that has the key is another job's then. */
function wasNotMade({ account }: Progress): boolean {
  return createdId(account) === undefined && !isUnclear(account);
}

function handlersOf(change: Change, firstKey: KnownKey | undefined): StepHandlers<EnsureStep['step']> {
  const { decision, client, stores, keys, options, context } = change;
  const { orgId, document } = decision;
  const creation = {
    ...context,
    ...change,
    firstKey,
    nextKey: () => nextKey(change),
    noteCreated(accountId: string) {
      if (options.ephemeral) saveIdForPost(accountId, keys.handedOut, { ...options, orgId }, context);
    },
    settleApprovals: (progress: Progress) => settle(progress, change),
    mayBeUsed: 'kms' in options.key,
    usedUp: 'own' in options.key ? keyUsedUp : undefined,
    sharesKey: 'type' in options.key ? undefined : () => stores.lock.hasMoved(),
    daysValid: options.daysValid,
    observedIds: change.organisation.ids,
  };
  const { 'archive-account': archive } = endingHandlers({ client, force: options.force, warn: context.warn });
  return {
    ...roleHandlers(client, context),
    'create-account': (step, progress) => createAndProve(step, progress, creation),
    async 'activate-account'({ accountId, account }, progress) {
      progress.activated = await client.activateAccount({ id: accountId, name: account });
    },
    'assign-role': ({ accountId }, progress) => assignRole(accountId, progress, client),
    'revoke-role': (step, progress) => revokeRole(step, progress, client),
    'archive-account': archive,
    async 'rename-account'({ account, accountId, to }, progress) {
      const id = accountId ?? createdId(progress.account);
      if (id) await client.renameAccount({ id, name: account }, to);
    },
    async 'store-credential'({ target }, progress) {
      const made = newCredential(progress.account);
      const wanted = made ? documentOf(options, made, orgId) : document;
      if (wanted) await storeCredential(target, wanted, progress, stores);
    },
  };
}

/** Waits for approvals. @throws ActionError `ROTATION_HELD` where a successor would have to take the place without its role */
async function settle(progress: Progress, { decision, organisation, options, context }: Change): Promise<void> {
  await settleApprovals(progress, organisation, options, context);
  if (decision.plan.renews && progress.pendingApprovals.length > 0) throw rotationHeld(options, progress);
}

/** The credential that was found. One of an account that was inactive before proves itself now. */
async function keptCredential({ decision, options, connection, context }: Change): Promise<ProvenCredential> {
  const { finding, plan } = decision;
  const { key } = options;
  const now = finding.state === 'refused' ? await prover(connection, options, context)(finding.known) : finding;
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
