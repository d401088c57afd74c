import { claimsOf } from '../dfns.js';

/** Lists that are read with one right each, none of which a provisioner of service accounts needs. */
const lists = [
  ['/wallets?limit=1', 'Wallets:Read'],
  ['/v2/policies?limit=1', 'Policies:Read'],
  ['/v2/policy-approvals?limit=1', 'Policies:Approvals:Read'],
  ['/auth/users?limit=1', 'Auth:Users:Read'],
];

/**
 * What the provisioner may do, found by reading alone: the operations of its roles where they can be told, one that it has, and one that
 * it lacks.
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<{ has?: string, lacks?: string }>}
 */
export async function findRights(bench) {
  const { dfns, answers } = bench;
  const roles = await dfns.list('/permissions');
  const accounts = await dfns.get('/auth/service-accounts');
  const held = await operationsOf(bench, roles.items);
  if (held) answers.value('provisionerOperations', held);
  answers.notAsked('provisionerOperations', 'neither its own user nor the holders of all roles could be read');
  const has =
    roles.answer.status === 200
      ? 'Permissions:Read'
      : accounts.status === 200
        ? 'Auth:ServiceAccounts:Read'
        : undefined;
  for (const [path, operation] of lists) {
    const { status } = await dfns.get(path);
    if (status === 403 || status === 401) return { has, lacks: operation };
  }
  return { has };
}

const mostRoles = 40;

async function operationsOf({ dfns, settings }, roles) {
  const { token } = await dfns.provisioner();
  const userId = claimsOf(token)?.['https://custom/app_metadata']?.userId;
  if (typeof userId !== 'string' || settings.orgId === '') return undefined;
  const user = await dfns.get(`/auth/users/${userId}`);
  const ids = user.status === 200 ? rolesOfUser(user.json) : await rolesByHolder(dfns, roles, userId);
  if (!ids) return undefined;
  const held = roles.filter(({ id, isArchived }) => ids.includes(id) && !isArchived);
  return held.length === 0 ? undefined : [...new Set(held.flatMap(({ operations }) => operations ?? []))].sort();
}

const rolesOfUser = ({ permissionAssignments = [] }) => permissionAssignments.map(({ permissionId }) => permissionId);

async function rolesByHolder(dfns, roles, userId) {
  if (roles.length > mostRoles) return undefined;
  const held = [];
  for (const { id } of roles) {
    const { items, answer } = await dfns.list(`/permissions/${id}/assignments`);
    if (answer.status !== 200) return undefined;
    if (items.some(({ identityId }) => identityId === userId)) held.push(id);
  }
  return held;
}
