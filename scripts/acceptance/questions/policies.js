import { CannotAsk } from '../bench.js';
import { claimsOf, describe, isDone, isForbidden } from '../dfns.js';

export const ofPolicies = [
  'permissionIdAtCreation',
  'protectedAccountStatus',
  'serviceAccountsCanApprove',
  'blockStatus',
];

/** In minutes: whatever becomes of this run, what its policy holds is denied by then. */
const autoRejectTimeout = 5;

/**
 * With policies that are about one role of this run alone: what is held or refused, and who may decide.
 * @param {import('../bench.js').Bench} bench
 * @param {{ role: any, permissionIdAssigns: boolean | undefined }} given
 */
export async function askPolicies(bench, { role, permissionIdAssigns }) {
  const { dfns, answers, assignsAtOnce } = bench;
  if (!assignsAtOnce) throw new CannotAsk('no role of its own could be assigned at once, also without a policy');
  const [approver, subject] = [await bench.account(), await bench.account()];
  const voter = await tried(() => voterRole(bench, approver));
  const { token } = await dfns.provisioner();
  const own = claimsOf(token)?.['https://custom/app_metadata']?.userId;
  const policy = await holdingPolicy(bench, role, [approver.id, ...(typeof own === 'string' ? [own] : [])]);
  const held = await bench.assign(role, subject);
  if (held.status === 202) {
    if (permissionIdAssigns !== false) await askHeldCreation(bench, role, permissionIdAssigns);
    const protection = await dfns.change('DELETE', approver.path);
    await bench.ask(['serviceAccountsCanApprove'], () => askVote(bench, { approver, voter, policy, held }));
    await endPolicy(bench, policy);
    await askProtection(bench, approver, protection);
  } else {
    answers.notAsked(ofPolicies.slice(0, 3), `its own policy does not hold an assignment (${describe(held)})`);
    await endPolicy(bench, policy);
  }
  await bench.ask(['blockStatus'], () => askBlocked(bench, role));
}

async function endPolicy({ dfns }, policy) {
  const ended = await dfns.change('DELETE', policy.path);
  if (!isDone(ended)) throw new CannotAsk(`its own policy could not be archived (${describe(ended)})`);
}

/** The account that is to decide gets the right to, under the names that this API knows and that the provisioner may hand on. */
async function voterRole(bench, approver) {
  const names = ['Policies:Approvals:Approve', 'Policies:Evaluations:Vote'];
  let refused;
  for (const operations of [names, names.slice(0, 1), names.slice(1)]) {
    const role = await bench.tryRole(operations);
    const assigned = role.isMade ? await bench.assign(role, approver) : role.answer;
    if (role.isMade && isDone(assigned)) return role;
    refused = assigned;
  }
  throw new CannotAsk(`its own account could not be given the right to decide (${describe(refused)})`);
}

async function tried(work) {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof CannotAsk)) throw error;
    return { why: error.message };
  }
}

async function holdingPolicy(bench, role, approvers) {
  const group = { name: bench.prefix, quorum: 1, approvers: { userId: { in: approvers } }, initiatorCanApprove: true };
  const asked = await createPolicy(bench, role, {
    kind: 'RequestApproval',
    approvalGroups: [{ ...group, serviceAccountsCanApprove: true }],
    autoRejectTimeout,
  });
  if (asked.isMade) return { ...asked, letsAccounts: true };
  const plain = await createPolicy(bench, role, {
    kind: 'RequestApproval',
    approvalGroups: [group],
    autoRejectTimeout,
  });
  if (!plain.isMade) {
    const why = isForbidden(plain.answer)
      ? 'the provisioner may not make policies'
      : 'a policy of its own was not to be had';
    throw new CannotAsk(`${why} (${describe(plain.answer)})`);
  }
  return { ...plain, letsAccounts: false, refusal: asked.answer };
}

async function createPolicy({ dfns, prefix }, role, action) {
  const name = `${prefix}-policy${action.kind === 'Block' ? 2 : 1}`;
  const rule = { kind: 'AlwaysTrigger', configuration: {} };
  const body = { name, activityKind: 'Permissions:Assign', rule, action, filters: { permissionId: { in: [role.id] } } };
  const answer = await dfns.change('POST', '/v2/policies', body);
  const id = answer.json?.id;
  return { answer, id, path: `/v2/policies/${id}`, isMade: isDone(answer) && typeof id === 'string' };
}

async function askHeldCreation(bench, role, permissionIdAssigns) {
  const { answers } = bench;
  if (permissionIdAssigns === undefined) return;
  const made = await bench.tryAccount({ permissionId: role.id });
  if (made.answer.status === 202) return answers.value('permissionIdAtCreation', 'policy-202');
  if (made.answer.status === 403) return answers.value('permissionIdAtCreation', 'policy-403');
  const held = made.isMade ? await bench.rolesOf(made) : undefined;
  if (!held) return answers.other('permissionIdAtCreation', describe(made.answer));
  const holds = held.some(({ permissionId }) => permissionId === role.id);
  return answers.value('permissionIdAtCreation', holds ? 'assign' : 'policy-200');
}

/** What came of archiving the account that a policy named, without force; that it may be archived shows when the policy is gone. */
async function askProtection({ answers, dfns }, approver, protection) {
  if (isDone(protection))
    return answers.other('protectedAccountStatus', `archived in spite of it (${protection.status})`);
  const control = await dfns.change('DELETE', approver.path);
  if (!isDone(control))
    throw new CannotAsk(`its own account could not be archived without a policy either (${describe(control)})`);
  return answers.oneOf('protectedAccountStatus', protection.status, [409, 403, 422], describe(protection));
}

async function askVote(bench, { approver, voter, policy, held }) {
  const { answers, dfns } = bench;
  if (!policy.letsAccounts)
    return answers.other(
      'serviceAccountsCanApprove',
      `a policy that lets them is refused (${describe(policy.refusal)})`,
    );
  if (voter.why) throw new CannotAsk(voter.why);
  const { approvalId } = held.json ?? {};
  if (!approvalId) throw new CannotAsk('a held assignment does not name its approval');
  const actor = await bench.actorOf(approver);
  const path = `/v2/policy-approvals/${approvalId}/decisions`;
  const control = await dfns.beginSigning(actor, 'POST', path, '{}');
  if (!isDone(control)) throw new CannotAsk(`the token of its own account is not accepted (${describe(control)})`);
  const vote = await dfns.change('POST', path, { value: 'Approved' }, { as: actor });
  if (isDone(vote)) return answers.value('serviceAccountsCanApprove', true);
  if (isForbidden(vote) || vote.status === 404) return answers.value('serviceAccountsCanApprove', false);
  return answers.other('serviceAccountsCanApprove', describe(vote));
}

async function askBlocked(bench, role) {
  const subject = await bench.account();
  const blocking = await createPolicy(bench, role, { kind: 'Block' });
  if (!blocking.isMade) throw new CannotAsk(`a policy that blocks was not to be had (${describe(blocking.answer)})`);
  const blocked = await bench.assign(role, subject);
  bench.answers.oneOf('blockStatus', blocked.status, [403, 400, 409, 422], describe(blocked));
  await bench.dfns.change('DELETE', blocking.path);
}
