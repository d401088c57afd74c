import { adminRolesOf, describeAdminRole } from '../core/admin-roles.js';
import { defined } from '../core/defined.js';
import { type Drift, driftOfAccount, driftOfRole } from '../core/drift.js';
import { findRole } from '../core/find-role.js';
import { isOnItsWay } from '../core/names.js';
import { refuseOidcAccount } from '../core/oidc-accounts.js';
import { accountNamed, belongsTo, ownerOf } from '../core/owner.js';
import { judgeAdminRoles } from '../core/plan.js';
import { credentialOfAnother } from '../core/plan-errors.js';
import type { CredentialDocument } from '../core/stored-credential.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/inputs/options.js';
import { type Context, connectFor, type Facts, type Result } from './context.js';
import { refuseOtherToken, refuseStrangers } from './credential-stores/guards.js';
import type { CredentialStores } from './credential-stores/stores.js';
import { openDeclared, signsWithOther } from './keys/declared-key.js';
import {
  afterReading,
  credentialState,
  findCredential,
  readCheckedStores,
  warnOfMissingKeys,
} from './observe/find-credential.js';
import { markGroupRoles } from './observe/group-roles.js';
import { everyAccount, type Organisation, observe } from './observe/organisation.js';
import { type Finding, prover } from './observe/prover.js';
import type { Scene } from './observe/scene.js';
import { refuseStale } from './observe/stale-secrets.js';
import { openStores } from './observe/stored-provisioner.js';
import {
  desiredOf,
  documentOf,
  endIsNear,
  outcomeOfCredential,
  type ProvenCredential,
  unseenWithoutProvisioner,
} from './report/results.js';

/**
 * Changes nothing: proves the credential that the stores or the inputs hold and emits it, and with a provisioner holds the account
 * against the declaration.
 * @throws ActionError that says which fault it is
 */
export async function validate(given: Options, context: Context): Promise<Result> {
  const { options, stores } = await openStores(given, context);
  refuseOtherToken(options);
  const connection = connectFor(options, context);
  const look = () => observe(connection, options, context);
  return validateIn({ options, stores, connection, look, prover: () => prover(connection, options, context) }, context);
}

/** The same where the stores are open and the way to Dfns is there: one of many accounts shares both, and what was seen. */
export async function validateIn({ options, stores, look, ...scene }: Scene, context: Context): Promise<Result> {
  const reading = readCheckedStores(options, stores);
  const proving = findCredential(options, scene.prover(), stores, reading);
  const [finding, declared, organisation] = await Promise.all([
    proving,
    openDeclared(options, context.kms),
    options.provisioner && afterReading(stores, reading, () => look(proving)),
  ]);
  if (organisation) {
    refuseOidcAccount(organisation.oidcAccounts, options.name);
    refuseStrangers(stores.contents, everyAccount(organisation), options.name);
    refuseStale(options, finding, stores.contents, organisation.accounts);
  }
  const facts = organisation ? inspect(options, await markGroupRoles(options, organisation), finding, context) : {};
  context.note(facts);
  if (finding.state === 'refused') throw finding.error;
  if (finding.state === 'none') throw noCredential(options);
  if (signsWithOther(finding, declared?.key)) throw otherKey(options);
  const credential: ProvenCredential = { ...finding.known, proof: finding.proof };
  warnOfMissingKeys(finding, options, stores, context);
  warnOfOtherTargets(stores, documentOf(options, credential, options.orgId), context);
  const nearEnd = endIsNear(credential, options, context.clock.now());
  if (nearEnd) context.warn(nearEnd);
  const { unseen, ...proven } = outcomeOfCredential(credential, context.clock.now());
  return {
    ...proven,
    ...facts,
    name: options.name,
    apiUrl: options.apiUrl,
    status: 'unchanged',
    changed: false,
    plan: [],
    unseen: [...unseen, ...(organisation ? [] : unseenWithoutProvisioner(options))],
  };
}

function warnOfOtherTargets(stores: CredentialStores, document: CredentialDocument, { warn }: Context): void {
  for (const { target, isUpToDate } of stores.states(document, undefined)) {
    if (!isUpToDate) warn(`${target} does not hold this credential; a run with mode: ensure heals it`);
  }
}

/** Holds the account against the declaration; all faults at once. */
function inspect(
  options: Options,
  { accounts, roles }: Organisation,
  finding: Finding,
  { warn }: Pick<Context, 'warn'>,
): Facts {
  const state = credentialState(finding);
  const owner = ownerOf(state, accounts);
  // A replacement that is under way has stored its credential, and takes the name in a moment.
  const account = owner && isOnItsWay(options.name, owner.name) ? owner : accountNamed(options.name, accounts);
  if (!account) throw notFound(options.name, finding);
  if (!belongsTo(account, state, accounts)) throw credentialOfAnother(options.name, owner);
  const role = options.role && findRole(options.role, roles);
  const desired = desiredOf(options);
  const drifts = [...driftOfAccount(desired, account, role), ...driftOfRole(desired, role, accounts)];
  const admin = adminRolesOf({ ...desired, onDrift: 'warn' }, role, account.roles, roles);
  refuseFaulty(drifts, finding, options.onAdminRole === 'fail' ? admin.map(describeAdminRole) : []);
  for (const warning of judgeAdminRoles(desired, admin)) warn(warning);
  const assignmentId = account.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
  return defined({ serviceAccountId: account.id, roleId: role?.id, roleName: role?.name, assignmentId });
}

/** An inactive account is named first: it explains why the token is refused. */
function refuseFaulty(drifts: readonly Drift[], finding: Finding, more: readonly string[]): void {
  const [first] = drifts;
  if (!first) return;
  const refused = finding.state === 'refused' ? [finding.error.message] : [];
  const code = finding.state === 'refused' && first.code !== 'ACCOUNT_INACTIVE' ? finding.error.code : first.code;
  throw new ActionError(
    code,
    [...drifts.map(({ message }) => message), ...more, ...refused].join('; '),
    'run the action with mode: ensure, which mends this, or change the declaration to what is there',
  );
}

function notFound(name: string, finding: Finding): ActionError {
  const refused = finding.state === 'refused' ? `; and ${finding.error.message}` : '';
  return new ActionError(
    'ACCOUNT_NOT_FOUND',
    `the organisation has no service account named ${name}${refused}`,
    'check name and org-id, or run the action with mode: ensure, which creates it',
  );
}

function otherKey({ name }: Options): ActionError {
  return new ActionError(
    'KEY_DIFFERS',
    `the credential of ${name} works, but it is of another key than the one that key means now`,
    'run the action with mode: ensure, which rotates the account to that key, or correct key',
  );
}

function noCredential({ name, stores }: Options): ActionError {
  return new ActionError(
    'CREDENTIAL_NOT_FOUND',
    `no credential of ${name} is known: ${stores.length === 0 ? 'no store and no token is given' : 'no store holds one, and no token is given'}`,
    'name the store that keeps it, or pass token and private-key; a run with mode: ensure makes one',
  );
}
