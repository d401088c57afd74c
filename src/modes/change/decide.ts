import { type Account, wasMadeWith } from '../../core/observed.js';
import { accountNamed, ownerOf } from '../../core/owner.js';
import { type EnsurePlan, planEnsure } from '../../core/plan.js';
import type { CredentialDocument, PendingReason } from '../../core/stored-credential.js';
import { daysLeft } from '../../core/token-claims.js';
import type { Connection } from '../../dfns/connection.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import { type DeclaredKmsKey, isInUse, signsWithOther } from '../keys/declared-key.js';
import { credentialState } from '../observe/find-credential.js';
import type { Organisation } from '../observe/organisation.js';
import type { Finding } from '../observe/prover.js';
import { desiredOf, documentOf } from '../report/results.js';
import { keyInUse } from './key-in-use.js';
import type { KeySource } from './key-source.js';

/** What a run has looked at before it decides anything. */
export interface Observation {
  /** As the workflow gives them; `options` has the name of this run's own account where that is ephemeral. */
  readonly given: Options;
  readonly options: Options;
  readonly connection: Connection;
  readonly stores: CredentialStores;
  readonly keys: KeySource;
  /** The key that `key` means, where that is one in a KMS. */
  readonly declared?: DeclaredKmsKey | undefined;
  readonly finding: Finding;
  readonly organisation: Organisation;
}

/** Whether the account shall get a successor although it works; `held up` where that would need another key than the one that is given. */
export type Renewal = 'not due' | 'due' | 'key changes' | 'held up';

/** What a run is to do, and what it needs to know to do it. */
export interface Decision {
  readonly plan: EnsurePlan;
  /** Why nothing of the plan may be done. */
  readonly refusal?: ActionError;
  /** The credential that was found, once it is held against the key that is held elsewhere. */
  readonly finding: Finding;
  readonly orgId: string | undefined;
  /** The account that the working credential belongs to. */
  readonly owner: Account | undefined;
  /** What the stores shall hold of the working credential; absent where none works. */
  readonly document: CredentialDocument | undefined;
  /** Why a key is made, where one is. */
  readonly reason: PendingReason;
}

/** In `rotate`, in `ensure` when the end of the token is nearer than the user wants, and in both when `key` means another key. */
export function renewalOf({ options, organisation, declared, ...observation }: Observation, now: Date): Renewal {
  const { mode, renewBeforeDays } = options;
  const { accounts } = organisation;
  const finding = refuseOtherKey(observation.finding, options, accounts);
  if (signsWithOther(finding, declared?.key) && mode !== 'request') return 'key changes';
  const { expiresAt } = finding.state === 'working' ? finding.proof : {};
  const endsSoon = renewBeforeDays > 0 && expiresAt !== undefined && daysLeft(expiresAt, now) <= renewBeforeDays;
  if (mode !== 'rotate' && !endsSoon) return 'not due';
  const isFixed = mode !== 'rotate' && declared?.cannotRenew && isInUse(declared.key, accounts);
  return isFixed || hasKeyOf(options, accounts) ? 'held up' : 'due';
}

/** Decides what is to be done; it only reads what was observed. @throws ActionError as {@link planEnsure} */
export function decide(
  { options, stores, organisation, declared, ...observation }: Observation,
  renewal: Renewal,
  leftByRuns: ReadonlyMap<string, string>,
  now: Date,
): Decision {
  const { client, accounts, roles } = organisation;
  const orgId = client.session.claims.orgId ?? options.orgId;
  const finding = refuseOtherKey(observation.finding, options, accounts);
  const credential = credentialState(finding);
  const owner = ownerOf(credential, accounts);
  const document = finding.state === 'working' ? documentOfFound(finding, owner, options, orgId) : undefined;
  const plan = planEnsure(desiredOf(options, renewal === 'due' || renewal === 'key changes' ? renewal : 'none'), {
    accounts,
    roles,
    credential,
    stores: stores.states(document, owner?.createdAt ? new Date(owner.createdAt) : undefined),
    pending: stores.pending,
    leftByRuns,
    now,
  });
  const creation = plan.steps.find((step) => step.step === 'create-account');
  const replaces = creation?.step === 'create-account' && creation.replaces !== undefined;
  const cannotRenew = declared && isInUse(declared.key, accounts) ? declared.cannotRenew : undefined;
  const refusal = creation && (ownKeyInUse(options, accounts) ?? cannotRenew);
  return {
    plan,
    ...(refusal && { refusal }),
    finding,
    orgId,
    owner,
    document,
    reason: plan.renews ? 'rotate' : replaces ? 'replace' : 'create',
  };
}

function documentOfFound(
  { known, proof }: Finding & { state: 'working' },
  owner: Account | undefined,
  options: Options,
  orgId: string | undefined,
): CredentialDocument {
  return documentOf(options, { ...known, proof, ...(owner && { accountId: owner.id }) }, orgId);
}

/** Whether the account was made with the key that `public-key` gives: Dfns takes a key once. */
function hasKeyOf({ key, name }: Options, accounts: readonly Account[]): boolean {
  const account = accountNamed(name, accounts);
  return 'own' in key && account !== undefined && wasMadeWith(account, key.own.fingerprint) === true;
}

/** Dfns takes a key once: an account that was made with the key of `public-key` is nothing that a new one with the same key could replace. */
function ownKeyInUse({ key, name }: Options, accounts: readonly Account[]): ActionError | undefined {
  if (!('own' in key)) return undefined;
  const holder = accounts.find((account) => wasMadeWith(account, key.own.fingerprint) === true);
  if (!holder) return undefined;
  const because =
    holder.name === name ? 'the one to replace it needs another' : `Dfns takes a key once: ${name} needs another`;
  return keyInUse(`the service account ${holder.name} has the key that public-key gives, and ${because}`);
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
