import { adminRolesOf } from '../../core/admin-roles.js';
import { defined } from '../../core/defined.js';
import { findRole } from '../../core/find-role.js';
import { wasMadeWith } from '../../core/observed.js';
import { accountNamed, belongsTo, ownerOf } from '../../core/owner.js';
import { isRequest } from '../../core/pending-changes.js';
import { judgeAdminRoles } from '../../core/plan.js';
import { credentialOfAnother } from '../../core/plan-errors.js';
import { canSign } from '../../core/signing-key.js';
import type { StepOf } from '../../core/step.js';
import type { KnownCredential } from '../../core/stored-credential.js';
import { storeIn } from '../../core/succession.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context, Result } from '../context.js';
import { openDeclared, signsWithOther } from '../keys/declared-key.js';
import { credentialState } from '../observe/find-credential.js';
import type { Organisation } from '../observe/organisation.js';
import { type Finding, prover } from '../observe/prover.js';
import { logSteps, plannedResult } from '../report/log-plan.js';
import {
  desiredOf,
  documentOf,
  endIsNear,
  outcomeOfCredential,
  type ProvenCredential,
  unseenWithoutProvisioner,
} from '../report/results.js';
import type { RequestRun } from './request-issue.js';

type Working = Finding & { readonly state: 'working' };
type StoreStep = StepOf<'store-credential'>;

/**
 * Accepts the token that a person brought: proves it against the key that waits, stores it, and closes the issue.
 * @throws ActionError of the refusal; then nothing is stored
 */
export async function adopt(options: Options, context: Context, run: RequestRun): Promise<Result> {
  const { connection, stores, open } = run;
  const finding = await prover(connection, options, context)(broughtCredential(options, run));
  if (finding.state !== 'working') throw refusalOf(finding, run);
  const wasOpen = open.length > 0 || stores.pending.some(({ reason }) => reason === 'request');
  const result = await settle(finding, options, context, run);
  const isNew = wasOpen || result.plan.length > 0;
  return isNew && ['unchanged', 'updated'].includes(result.status) ? { ...result, status: 'created' } : result;
}

/** Sees to it that a working credential is stored in every target, its role as declared, and nobody asked any more. */
export async function settle(finding: Working, options: Options, context: Context, run: RequestRun): Promise<Result> {
  const { organisation, issues, open } = run;
  const credential = ownedBy(finding, options, organisation);
  if (organisation) refuseAdminRoles(credential, options, organisation);
  await warnOfOtherKey(finding, options, context);
  const steps = await storeWhereMissing(credential, options, context, run);
  const result = organisation
    ? await ensureWith(credential, steps, options, context, run)
    : resultWithoutProvisioner(credential, steps, options, context);
  if (options.dryRun) return result;
  const { serviceAccountId, keyFingerprint: fingerprint, expiresAt } = result;
  await issues.closeAdopted(open, defined({ serviceAccountId, fingerprint, expiresAt }));
  return result;
}

/** Only a person replaces an account here, so that it goes on with the key that it was made with. */
async function warnOfOtherKey(finding: Working, options: Options, { kms, warn }: Context): Promise<void> {
  const declared = await openDeclared(options, kms);
  if (!signsWithOther(finding, declared?.key)) return;
  warn(
    `${options.name} signs with the key that it was made with, and key means another key by now: name that one's version in key, or ` +
      'archive the account, so that the next run asks for one with the new key',
  );
}

/** Before the credential is stored anywhere. @throws ActionError `ADMIN_ROLE` */
function refuseAdminRoles({ accountId }: ProvenCredential, options: Options, { accounts, roles }: Organisation): void {
  if (options.onAdminRole !== 'fail') return;
  const desired = desiredOf(options);
  const role = desired.role && findRole(desired.role, roles);
  const held = options.exclusive ? [] : (accounts.find(({ id }) => id === accountId)?.roles ?? []);
  judgeAdminRoles(desired, adminRolesOf(desired, role, held, roles));
}

/** @returns the steps of the storing; in a dry run they are only logged, and only where `ensure` does not do so */
async function storeWhereMissing(
  credential: ProvenCredential,
  options: Options,
  context: Context,
  { stores, organisation }: RequestRun,
): Promise<StoreStep[]> {
  const request = stores.pending.find(({ reason }) => reason === 'request');
  const document = documentOf(options, credential, options.orgId);
  const states = stores.states(document, request?.since);
  const steps = storeIn(states.filter(({ isUpToDate }) => !isUpToDate).map(({ target }) => target));
  if (!options.dryRun || !organisation) await logSteps(steps, context);
  if (options.dryRun) return steps;
  for (const { target } of steps) await stores.writeCurrent(target, document);
  // Only now the key that waited is of no more use. Other changes of dead runs are left to a run with a provisioner.
  if (request) await stores.lock.end((change) => !isRequest(change));
  return steps;
}

/** From here on the account is one whose credential is known. */
async function ensureWith(
  { token, key }: ProvenCredential,
  steps: readonly StoreStep[],
  options: Options,
  context: Context,
  { ensure }: RequestRun,
): Promise<Result> {
  const credential = { token, ...(canSign(key) && { key }) };
  const result = await ensure({ ...options, credential }, context);
  return options.dryRun ? result : { ...result, plan: [...steps, ...result.plan] };
}

/** Without a provisioner: what is proven, and plainly what could not be seen. */
function resultWithoutProvisioner(
  credential: ProvenCredential,
  plan: readonly StoreStep[],
  options: Options,
  context: Context,
): Result {
  context.note({ plan });
  if (options.dryRun) return plannedResult(options, context);
  const nearEnd = endIsNear(credential, options, context.clock.now());
  if (nearEnd) context.warn(nearEnd);
  const { unseen, ...proven } = outcomeOfCredential(credential, context.clock.now());
  return {
    ...context.facts(),
    ...proven,
    name: options.name,
    apiUrl: options.apiUrl,
    status: plan.length > 0 ? 'updated' : 'unchanged',
    changed: false,
    plan,
    unseen: [...unseen, ...unseenWithoutProvisioner(options)],
  };
}

/** @throws ActionError `PENDING_KEY_LOST` where there is no key that the token could belong to */
function broughtCredential({ credential, key }: Options, { stores, open }: RequestRun): KnownCredential {
  const declared = 'own' in key ? key.own : 'kms' in key ? key.kms : undefined;
  // A key in a KMS waits pinned; what the input means may have moved on.
  const waiting = 'own' in key ? undefined : stores.requested?.key;
  const brought = credential?.key ?? waiting ?? declared;
  if (credential && brought) return { ...credential, key: brought };
  const issue = open[0] ? ` (${open[0].url})` : '';
  throw new ActionError(
    'PENDING_KEY_LOST',
    `a token is given, but no store holds the key that was made for the request${issue}, so that it cannot be proven to belong to it`,
    'check that store names the target of the earlier run; if its pending key is gone, archive the account, delete the secret that holds ' +
      'the token, and run again: a new request is made',
  );
}

function refusalOf(finding: Finding, { open }: RequestRun): ActionError {
  if (finding.state !== 'refused')
    return new ActionError('UNEXPECTED', 'a proof had no outcome', 'report this as a defect');
  const { code, message, cure } = finding.error;
  const issue = open[0] ? `in ${open[0].url}` : 'of the request';
  return new ActionError(
    code,
    `${message}; nothing was stored`,
    code === 'KEY_NOT_OF_TOKEN'
      ? `pass as token that of the account which was created with the public key ${issue}, and no other`
      : cure,
    finding.error,
  );
}

/**
 * The credential must be that of the account of this name, as far as a provisioner can see the accounts.
 * @throws ActionError `CREDENTIAL_OF_ANOTHER` or `KEY_DIFFERS`
 */
function ownedBy(finding: Working, { name }: Options, organisation: Organisation | undefined): ProvenCredential {
  const { known, proof } = finding;
  if (!organisation) return { ...known, proof };
  const { accounts } = organisation;
  const state = credentialState(finding);
  const account = accountNamed(name, accounts);
  if (!account || !belongsTo(account, state, accounts)) throw credentialOfAnother(name, ownerOf(state, accounts));
  if (known.key && wasMadeWith(account, known.key.fingerprint) === false) {
    throw new ActionError(
      'KEY_DIFFERS',
      `the service account ${name} (${account.id}) was made with another key than the one that is held for it`,
      'archive it, and have it created anew with the public key of the request',
    );
  }
  return { ...known, proof, accountId: account.id };
}
