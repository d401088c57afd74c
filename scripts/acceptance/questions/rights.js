import { claimsOf, isDone } from '../dfns.js';

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
 * @param {import('../bench.js').Bench} bench gets the ids of these roles
 * @returns {Promise<{ has?: string, lacks?: string }>}
 */
export async function findRights(bench) {
  const { dfns, answers } = bench;
  const roles = await dfns.list('/permissions');
  const accounts = await dfns.get('/auth/service-accounts');
  const held = await operationsOf(bench, roles.items);
  const has = isDone(roles.answer) ? 'Permissions:Read' : isDone(accounts) ? 'Auth:ServiceAccounts:Read' : undefined;
  const { shown, refused } = await readLists(dfns);
  const more = held ? shown.filter((operation) => !held.includes(operation)) : [];
  if (more.length > 0)
    answers.other('provisionerOperations', `its roles do not say all: it has ${more.join(', ')} too`);
  else if (held) answers.value('provisionerOperations', held);
  answers.notAsked('provisionerOperations', 'neither its own user nor the holders of all roles could be read');
  return { has, lacks: refused.find((operation) => !held?.includes(operation)) };
}

async function readLists(dfns) {
  const [shown, refused] = [[], []];
  for (const [path, operation] of lists) {
    const answer = await dfns.get(path);
    if (isDone(answer)) shown.push(operation);
    if (answer.status === 403) refused.push(operation);
  }
  return { shown, refused };
}

const mostRoles = 40;

async function operationsOf(bench, roles) {
  const { dfns } = bench;
  const { token } = await dfns.provisioner();
  const userId = claimsOf(token)?.['https://custom/app_metadata']?.userId;
  if (typeof userId !== 'string') return undefined;
  const user = await dfns.get(`/auth/users/${userId}`);
  const shown = isDone(user) ? user.json?.permissionAssignments : undefined;
  const ids = Array.isArray(shown)
    ? shown.map((assignment) => assignment?.permissionId)
    : await rolesByHolder(dfns, roles, userId);
  if (!ids) return undefined;
  const listed = roles.filter(({ id }) => ids.includes(id));
  const held = (await Promise.all(listed.map((role) => wholeRole(dfns, role)))).filter(({ isArchived }) => !isArchived);
  if (held.length === 0 || !held.every(({ operations }) => Array.isArray(operations))) return undefined;
  bench.provisionerRoles = held.map(({ id }) => id);
  return [...new Set(held.flatMap(({ operations }) => operations))].sort();
}

/** A list need not show what a role holds. */
async function wholeRole(dfns, role) {
  return Array.isArray(role.operations) ? role : ((await dfns.get(`/permissions/${role.id}`)).json ?? role);
}

async function rolesByHolder(dfns, roles, userId) {
  if (roles.length > mostRoles) return undefined;
  const held = [];
  for (const { id } of roles) {
    const { items, answer } = await dfns.list(`/permissions/${id}/assignments`);
    if (!isDone(answer)) return undefined;
    if (items.some(({ identityId }) => identityId === userId)) held.push(id);
  }
  return held;
}
