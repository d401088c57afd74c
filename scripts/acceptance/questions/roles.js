import { CannotAsk } from '../bench.js';
import { describe } from '../dfns.js';
import { status } from './accounts.js';

export const ofAssignments = ['assignedTwiceStatus', 'revokeStatus'];
export const ofVocabulary = ['vocabulary', 'unknownOperationStatus'];

/**
 * Gives a role of this run to an account of this run, twice, and takes it back.
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<boolean>} whether assignments are done at once
 */
export async function askAssignment(bench, role, account) {
  const { answers, dfns } = bench;
  const assigned = await bench.assign(role, account);
  if (assigned.status === 202) throw new CannotAsk('a policy of the organisation holds assignments for approval');
  if (assigned.status !== 200) throw new CannotAsk(`a role of its own could not be assigned (${describe(assigned)})`);
  status(answers, 'assignedTwiceStatus', await bench.assign(role, account), [409, 400, 422]);
  const revoked = await dfns.change('DELETE', `${role.path}/assignments/${assigned.json?.id}`);
  if (revoked.status === 202) throw new CannotAsk('a policy of the organisation holds revocations for approval');
  if (revoked.status === 401 || revoked.status === 403)
    throw new CannotAsk(`the provisioner may not revoke (${describe(revoked)})`);
  answers.oneOf('revokeStatus', revoked.status, [200, 204], describe(revoked));
}

/** A role of this run with a right that the provisioner lacks, for an account of this run. */
export async function askWiderRole(bench, lacks, account) {
  const { answers } = bench;
  if (!lacks) throw new CannotAsk('the provisioner lacks none of the rights that reading could tell');
  const wider = await bench.role([lacks]);
  const assigned = await bench.assign(wider, account);
  if (assigned.status === 202) throw new CannotAsk('a policy of the organisation holds assignments for approval');
  if (assigned.status === 200) answers.value('widerRole', 'allow');
  else if (assigned.status === 403) answers.value('widerRole', 'refuse');
  else answers.other('widerRole', describe(assigned));
}

/** A name of each age, in a role of this run: `Wallets:Sign` stands in guides and in no list. */
export async function askVocabulary({ answers, dfns }, role) {
  const accepts = async (operation) => {
    const answer = await dfns.change('PUT', role.path, { operations: [operation] });
    if (answer.status === 200) return { is: true, answer };
    if (answer.status === 400 || answer.status === 422) return { is: false, answer };
    if (answer.status === 202) throw new CannotAsk('a policy of the organisation holds changes of roles for approval');
    throw new CannotAsk(`a role of its own could not be changed (${describe(answer)})`);
  };
  const [both, late, early] = [
    await accepts('Wallets:Read'),
    await accepts('Payins:Read'),
    await accepts('Alias:Read'),
  ];
  if (!both.is) throw new CannotAsk('not even Wallets:Read is an operation');
  if (late.is) answers.value('vocabulary', early.is ? 'union' : '1.993');
  else if (early.is) answers.value('vocabulary', '1.578');
  else answers.other('vocabulary', 'neither Payins:Read (since 1.993) nor Alias:Read (until then) is an operation');
  const unknown = await accepts('Wallets:Sign');
  if (unknown.is) answers.other('unknownOperationStatus', 'accepted (200)');
  else answers.value('unknownOperationStatus', unknown.answer.status);
}

/** The first page of all roles, as long as Dfns makes it. */
export async function askPageSize({ answers, dfns }) {
  const [plain, most] = [await dfns.get('/permissions'), await dfns.get('/permissions?limit=1000')];
  if (plain.status !== 200) throw new CannotAsk(`the provisioner may not read roles (${describe(plain)})`);
  const sizeOf = ({ json }) => (json?.nextPageToken ? json.items.length : undefined);
  const [usual, longest] = [sizeOf(plain), most.status === 200 ? sizeOf(most) : sizeOf(plain)];
  if (usual === undefined) throw new CannotAsk(`the ${plain.json?.items?.length} roles are all on one page`);
  if (usual === longest) answers.value('pageSize', usual);
  else answers.other('pageSize', `${usual} without a limit, ${longest ?? 'all'} with 1000`);
}

/** `permissionId` at creation, without a policy of this run: whether it does anything. @returns {Promise<boolean>} whether it assigned */
export async function askPermissionId(bench, role) {
  const { answers } = bench;
  const made = await bench.tryAccount({ permissionId: role.id });
  if (made.answer.status === 202) throw new CannotAsk('a policy of the organisation holds the creation for approval');
  if (!made.isMade)
    throw new CannotAsk(`an account with a role of its own was not to be had (${describe(made.answer)})`);
  const held = await bench.rolesOf(made);
  if (!held) throw new CannotAsk('its own account cannot be read');
  const holds = held.some(({ permissionId }) => permissionId === role.id);
  if (!holds) answers.value('permissionIdAtCreation', 'ignored');
  return holds;
}

/** The newer way to remove a role, on one of this run. */
export async function askRemoval({ answers, dfns }, role) {
  const removed = await dfns.change('DELETE', role.path);
  if (removed.status === 401 || removed.status === 403)
    throw new CannotAsk(`the provisioner may not remove its own role (${describe(removed)})`);
  answers.oneOf('deletePermissionStatus', removed.status, [200, 204, 404, 405], describe(removed));
}
