import { wasMadeWith } from '../../core/observed.js';
import { accountNamed, belongsTo, ownerOf } from '../../core/owner.js';
import { isRequest } from '../../core/pending-changes.js';
import { credentialOfAnother } from '../../core/plan-errors.js';
import type { Step } from '../../core/step.js';
import type { KnownCredential } from '../../core/stored-credential.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context, Result } from '../context.js';
import { credentialState, type Finding, prover } from '../observe/find-credential.js';
import type { Organisation } from '../observe/organisation.js';
import { logSteps, planned } from '../report/log-plan.js';
import {
  documentOf,
  endIsNear,
  outcomeOfCredential,
  type ProvenCredential,
  unseenWithoutProvisioner,
} from '../report/results.js';
import type { RequestRun } from './request-issue.js';

type Working = Finding & { readonly state: 'working' };

/**
 * Takes the token that a person brought: proves it against the key that waits, keeps it, and closes the issue.
 * @throws ActionError of the refusal; then nothing is stored
 */
export async function adopt(options: Options, context: Context, run: RequestRun): Promise<Result> {
  const { connection, stores, open } = run;
  const finding = await prover(connection, options.orgId)(broughtCredential(options, run));
  if (finding.state !== 'working') throw refused(finding, run);
  const wasOpen = open.length > 0 || stores.pending.some(({ reason }) => reason === 'request');
  const result = await settle(finding, options, context, run);
  const isNew = wasOpen || result.plan.length > 0;
  return isNew && ['unchanged', 'updated'].includes(result.status) ? { ...result, status: 'created' } : result;
}

/**
 * Sees to it that a working credential is kept in every target, its role as declared, and nobody asked any more.
 */
export async function settle(finding: Working, options: Options, context: Context, run: RequestRun): Promise<Result> {
  const { stores, organisation, desk, open } = run;
  const credential = ownedBy(finding, options, organisation);
  const request = stores.pending.find(({ reason }) => reason === 'request');
  const wanted = documentOf(options, credential, options.orgId);
  const steps = stores
    .states(wanted, request?.since)
    .filter(({ isUpToDate }) => !isUpToDate)
    .map(({ target }): Step => ({ step: 'store-credential', target }));
  if (!options.dryRun || !organisation) await logSteps(steps, context);
  if (!options.dryRun) for (const step of steps) if ('target' in step) await stores.writeCurrent(step.target, wanted);

  // Only now the key that waited is of no more use. What a dead run left besides is for one with a provisioner.
  if (request && !options.dryRun) await stores.lock.end((change) => !isRequest(change));

  const { token, key } = credential;
  const { privateKey } = key ?? {};
  const brought = { token, ...(key && privateKey && { key: { ...key, privateKey } }) };
  // From here it is the story of an account whose credential is known.
  const result = organisation
    ? await run.ensure({ ...options, credential: brought }, context)
    : alone(credential, steps, options, context);
  if (options.dryRun) return result;
  const { serviceAccountId, keyFingerprint: fingerprint, expiresAt } = result;
  await desk.closeAdopted(open, {
    ...(serviceAccountId && { serviceAccountId }),
    ...(fingerprint && { fingerprint }),
    ...(expiresAt && { expiresAt }),
  });
  return organisation ? { ...result, plan: [...steps, ...result.plan] } : result;
}

/** Without a provisioner: what is proven, and plainly what could not be seen. */
function alone(credential: ProvenCredential, plan: readonly Step[], options: Options, context: Context): Result {
  context.note({ plan });
  if (options.dryRun) return planned(options, context);
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
  const brought = credential?.key ?? ('own' in key ? key.own : stores.requested?.key);
  if (credential && brought) return { ...credential, key: brought };
  const issue = open[0] ? ` (${open[0].url})` : '';
  throw new ActionError(
    'PENDING_KEY_LOST',
    `a token is given, but no store holds the key that was made for the request${issue}, so that it cannot be proven to belong to it`,
    'check that store names the target of the earlier run; if its pending key is gone, archive the account, delete the secret that holds ' +
      'the token, and run again: a new request is made',
  );
}

function refused(finding: Finding, { open }: RequestRun): ActionError {
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
 * Where a provisioner can see the accounts, the credential must be that of the account of this name.
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
