import { CannotAsk } from '../bench.js';
import { describe, isDone, isForbidden, isRefused } from '../dfns.js';
import { status } from './accounts.js';

export const ofAssignments = ['assignedTwiceStatus', 'revokeStatus'];
export const ofVocabulary = ['vocabulary', 'unknownOperationStatus'];

/** Gives a role of this run to an account of this run, twice, and takes it back. @param {import('../bench.js').Bench} bench */
export async function askAssignment(bench, role, account) {
  const { answers, dfns } = bench;
  const assigned = await bench.assign(role, account);
  if (assigned.status === 202) throw new CannotAsk('a policy of the organisation holds assignments for approval');
  if (!isDone(assigned)) throw new CannotAsk(`a role of its own could not be assigned (${describe(assigned)})`);
  bench.assignsAtOnce = true;
  status(answers, 'assignedTwiceStatus', await bench.assign(role, account), [409, 400, 422]);
  const id = assigned.json?.id;
  if (typeof id !== 'string') throw new CannotAsk('an assignment of its own does not show its id');
  const revoked = await dfns.change('DELETE', `${role.path}/assignments/${id}`);
  if (revoked.status === 202) throw new CannotAsk('a policy of the organisation holds revocations for approval');
  if (isForbidden(revoked)) throw new CannotAsk(`the provisioner may not revoke (${describe(revoked)})`);
  answers.oneOf('revokeStatus', revoked.status, [200, 204], describe(revoked));
}

/** A role of this run with a right that the provisioner lacks, for an account of this run. */
export async function askWiderRole(bench, lacks, account) {
  const { answers, assignsAtOnce } = bench;
  if (!assignsAtOnce) throw new CannotAsk('no role of its own could be assigned at once');
  if (!lacks) throw new CannotAsk('reading shows no right that the provisioner lacks');
  const wider = await bench.role([lacks]);
  const assigned = await bench.assign(wider, account);
  if (assigned.status === 202) throw new CannotAsk('a policy of the organisation holds assignments for approval');
  if (isDone(assigned)) answers.value('widerRole', 'allow');
  else if (isRefused(assigned)) answers.value('widerRole', 'refuse');
  else answers.other('widerRole', describe(assigned));
}

/** A name of each age, in a role of this run: `Wallets:Sign` stands in guides and in no list. */
export async function askVocabulary({ answers, dfns }, role) {
  const accepts = (operation) => takes(dfns, role, operation);
  const [both, late, early, unknown] = [
    await accepts('Wallets:Read'),
    await accepts('Payins:Read'),
    await accepts('Alias:Read'),
    await accepts('Wallets:Sign'),
  ];
  if (!both.is) throw new CannotAsk(`a role of its own could not be given Wallets:Read (${describe(both.answer)})`);
  if (!unknown.is) answers.value('unknownOperationStatus', unknown.answer.status);
  else answers.other('unknownOperationStatus', `accepted (${unknown.answer.status})`);
  if (unknown.is && (await accepts('Acceptance:Nothing')).is)
    return answers.other('vocabulary', 'a name that means nothing is accepted too');
  if (late.is) return answers.value('vocabulary', early.is ? 'union' : '1.993');
  if (early.is) return answers.value('vocabulary', '1.578');
  return answers.other('vocabulary', 'neither Payins:Read (since 1.993) nor Alias:Read (until then) is an operation');
}

/** Whether the role may hold this operation: refused as a slip, or shown by the role afterwards. @throws CannotAsk */
async function takes(dfns, role, operation) {
  const answer = await dfns.change('PUT', role.path, { operations: [operation] });
  if (answer.status === 400 || answer.status === 422) return { is: false, answer };
  if (answer.status === 202) throw new CannotAsk('a policy of the organisation holds changes of roles for approval');
  if (!isDone(answer)) throw new CannotAsk(`a role of its own could not be changed (${describe(answer)})`);
  const { operations } = answer.json?.operations ? answer.json : ((await dfns.get(role.path)).json ?? {});
  if (Array.isArray(operations) && !operations.includes(operation))
    throw new CannotAsk(`a role of its own was changed, and does not show ${operation}`);
  return { is: true, answer };
}

/** The first page of all roles, where there is a second one. */
export async function askPageSize({ answers, dfns }) {
  const [plain, most] = [await dfns.get('/permissions'), await dfns.get('/permissions?limit=1000')];
  if (isForbidden(plain)) throw new CannotAsk(`the provisioner may not read roles (${describe(plain)})`);
  if (!isDone(plain)) throw new CannotAsk(`roles could not be read (${describe(plain)})`);
  const usual = await sizeOf(dfns, plain);
  if (usual === undefined) throw new CannotAsk(`the ${plain.json?.items?.length} roles are all on one page`);
  if (!isDone(most)) return answers.other('pageSize', `${usual} without a limit; 1000 is refused (${describe(most)})`);
  const longest = await sizeOf(dfns, most);
  if (usual === longest) return answers.value('pageSize', usual);
  return answers.other('pageSize', `${usual} without a limit, ${longest ?? 'all'} with 1000`);
}

/** The number of items on a first page; undefined where nothing follows, whatever it names. */
async function sizeOf(dfns, { json }) {
  if (!json?.nextPageToken || !Array.isArray(json.items)) return undefined;
  const next = await dfns.get(`/permissions?paginationToken=${encodeURIComponent(json.nextPageToken)}`);
  return next.json?.items?.length > 0 ? json.items.length : undefined;
}

/** `permissionId` at creation, without a policy of this run: whether it does anything. @returns {Promise<boolean>} whether it assigned */
export async function askPermissionId(bench, role) {
  const { answers, assignsAtOnce } = bench;
  const made = await bench.tryAccount({ permissionId: role.id });
  if (made.answer.status === 202) throw new CannotAsk('a policy of the organisation holds the creation for approval');
  if (!made.isMade)
    throw new CannotAsk(`an account with a role of its own was not to be had (${describe(made.answer)})`);
  const held = await bench.rolesOf(made);
  if (!held) throw new CannotAsk('its own account does not show its roles');
  const holds = held.some(({ permissionId }) => permissionId === role.id);
  if (holds) return true;
  if (!assignsAtOnce) throw new CannotAsk('no role of its own could be assigned at once in any case');
  answers.value('permissionIdAtCreation', 'ignored');
  return false;
}

/** The newer way to remove a role, on one of this run. */
export async function askRemoval({ answers, dfns }, role) {
  const removed = await dfns.change('DELETE', role.path);
  if (isForbidden(removed)) throw new CannotAsk(`the provisioner may not remove its own role (${describe(removed)})`);
  if (removed.status === 202)
    throw new CannotAsk('a policy of the organisation holds the removal of roles for approval');
  // As Dfns may say of what somebody may not: the older way then shows that it may.
  if (!isDone(removed)) {
    const archived = await dfns.change('PUT', `${role.path}/archive`, { isArchived: true });
    if (!isDone(archived)) throw new CannotAsk(`its own role is neither deleted nor archived (${describe(archived)})`);
  }
  answers.oneOf('deletePermissionStatus', removed.status, [200, 204, 404, 405], describe(removed));
}
