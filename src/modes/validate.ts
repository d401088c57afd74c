import { type Drift, driftOfAccount, driftOfRole } from '../account/drift.js';
import { findRole } from '../account/find-role.js';
import { accountNamed, belongsTo, ofAnother, ownerOf } from '../account/plan.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { type Context, connectFor, type Facts, type Result } from './context.js';
import { credentialState, type GivenProof, type Organisation, observe, proveGiven } from './observe.js';
import { desiredOf, endIsNear, outcomeOfCredential } from './outcome.js';

/**
 * Changes nothing: proves the given credential and emits it, and with a provisioner holds the account against the declaration.
 * @throws ActionError that says which fault it is
 */
export async function validate(options: Options, context: Context): Promise<Result> {
  const connection = connectFor(options, context.deadline.signal);
  const [given, organisation] = await Promise.all([
    proveGiven(connection, options.credential, options.orgId),
    options.provisioner && observe(connection, options),
  ]);
  const facts = organisation ? inspect(options, organisation, given) : {};
  context.note(facts);
  if (given.state === 'refused') throw given.error;
  if (given.state === 'none' || !options.credential)
    throw new ActionError('INVALID_INPUTS', 'there is no credential to validate', 'give token');
  const { token, key } = options.credential;
  const credential = { token, proof: given.proof, ...(key && { key }) };
  const { unseen, ...proven } = outcomeOfCredential(credential);
  const nearEnd = endIsNear(credential, options);
  if (nearEnd) context.warn(nearEnd);
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

/** Holds the account against the declaration; all faults at once. */
function inspect(options: Options, { accounts, roles }: Organisation, given: GivenProof): Facts {
  const account = accountNamed(options.name, accounts);
  if (!account) throw notFound(options.name, given);
  const state = credentialState(given);
  if (!belongsTo(account, state, accounts)) throw ofAnother(account, ownerOf(state, accounts));
  const role = options.role && findRole(options.role, roles);
  const desired = desiredOf(options);
  const drifts = [...driftOfAccount(desired, account, role), ...driftOfRole(desired, role, accounts)];
  refuseFaulty(drifts, given);
  const assignmentId = account.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
  return {
    serviceAccountId: account.id,
    ...(role && { roleId: role.id, roleName: role.name }),
    ...(assignmentId && { assignmentId }),
  };
}

/** An inactive account is named first: it explains why the token is refused. */
function refuseFaulty(drifts: readonly Drift[], given: GivenProof): void {
  const [first] = drifts;
  if (!first) return;
  const refused = given.state === 'refused' ? [given.error.message] : [];
  const code = given.state === 'refused' && first.code !== 'ACCOUNT_INACTIVE' ? given.error.code : first.code;
  throw new ActionError(
    code,
    [...drifts.map(({ message }) => message), ...refused].join('; '),
    'run the action with mode: ensure, which mends this, or change the declaration to what is there',
  );
}

function notFound(name: string, given: GivenProof): ActionError {
  const refused = given.state === 'refused' ? `; and ${given.error.message}` : '';
  return new ActionError(
    'ACCOUNT_NOT_FOUND',
    `the organisation has no service account named ${name}${refused}`,
    'check name and org-id, or run the action with mode: ensure, which creates it',
  );
}

function unseenWithoutProvisioner({ name, role }: Options): string[] {
  return [
    `whether the account that the token belongs to is named ${name}, and is the only one: that takes a provisioner`,
    ...(role ? [`whether it holds the role ${role.value}, and what that role permits: that takes a provisioner`] : []),
  ];
}
