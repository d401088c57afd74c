/**
 * @typedef {object} Verdict What a request that is let through means for the record.
 * @property {{ kind: import('./record.js').Kind, name: string }} [creates]
 * @property {{ entry: import('./record.js').Entry, name: string }} [renames]
 */

/** A request that would touch what this run did not make; it is not sent. */
export class NotOurs extends Error {}

const signing = /^\/auth\/(login|login\/init|action|action\/init|registration\/init)$/;
const single = {
  account: /^\/auth\/service-accounts\/([^/]+)(\/activate|\/deactivate)?$/,
  role: /^\/permissions\/([^/]+)(\/archive)?$/,
  policy: /^\/v2\/policies\/([^/]+)$/,
};

/**
 * Lets through what reads, signs, or concerns what this run made, and nothing else: the one promise that holds whatever a story, a
 * question or the action itself has in mind.
 * @param {{ method: string, path: string, body: unknown, token: string | undefined }} request `path` without its query
 * @param {{ record: import('./record.js').Record, ownTokens: ReadonlySet<string>, ownAssignments: ReadonlySet<string> }} own assignments by the
 *   ids of their role and of themselves
 * @returns {Verdict}
 * @throws NotOurs
 */
export function examine({ method, path, body, token }, own) {
  const { record, ownTokens } = own;
  if (method === 'GET' || (method === 'POST' && signing.test(path))) return {};
  const creation = creationOf(method, path, body, record);
  if (creation) return { creates: creation };
  const renaming = changeOfOwn(method, path, body, record);
  if (renaming) return renaming;
  if (isAssignment(method, path, body, own)) return {};
  // Without `allSessions` it ends the login whose token it shows.
  if (method === 'PUT' && path === '/auth/logout' && body?.allSessions !== true) return {};
  if (/^\/auth\/credentials(\/init)?$/.test(path) && method === 'POST' && ownTokens.has(token ?? '')) return {};
  const [, approval] = /^\/v2\/policy-approvals\/([^/]+)\/decisions$/.exec(path) ?? [];
  if (method === 'POST' && record.find('approval', approval)) return {};
  throw new NotOurs(`${method} ${path} would touch what this run did not make`);
}

const collections = { '/auth/service-accounts': 'account', '/permissions': 'role', '/v2/policies': 'policy' };

function creationOf(method, path, body, record) {
  const kind = method === 'POST' ? collections[path] : undefined;
  if (!kind) return undefined;
  const name = requireOwnName(body?.name, record);
  const roles =
    kind === 'policy' ? body.filters?.permissionId?.in : body.permissionId === undefined ? [] : [body.permissionId];
  const isOwn = Array.isArray(roles) && roles.every((role) => record.find('role', role));
  // A policy without roles would be about every role of the organisation.
  if (!isOwn || (kind === 'policy' && roles.length === 0))
    throw new NotOurs(`the ${kind} ${name} would concern roles of others`);
  return { kind, name };
}

function changeOfOwn(method, path, body, record) {
  if (method !== 'PUT' && method !== 'DELETE') return undefined;
  for (const [kind, pattern] of Object.entries(single)) {
    const entry = record.find(kind, pattern.exec(path)?.[1]);
    if (entry) return body?.name === undefined ? {} : { renames: { entry, name: requireOwnName(body.name, record) } };
  }
  return undefined;
}

/** Of a role of this run, or of another that an account of this run got without being asked. */
function isAssignment(method, path, body, { record, ownAssignments }) {
  const [, role, assignment] = /^\/permissions\/([^/]+)\/assignments(?:\/([^/]+))?$/.exec(path) ?? [];
  const isOwnRole = record.find('role', role) !== undefined;
  if (method === 'DELETE' && assignment !== undefined) return isOwnRole || ownAssignments.has(`${role} ${assignment}`);
  if (!isOwnRole) return false;
  return method === 'POST' && record.find('account', body?.identityId) !== undefined;
}

function requireOwnName(name, { head: { prefix } }) {
  if (typeof name !== 'string' || !name.startsWith(`${prefix}-`))
    throw new NotOurs(`the name ${name} has not this run's prefix`);
  return name;
}
