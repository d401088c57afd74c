import { describe, isDone } from './dfns.js';
import { prefixOf } from './names.js';

/**
 * Clears all that the record names: approvals, policies, accounts, roles, in this order. What it changes it knows by id and by name.
 * @param {import('./dfns.js').Dfns} dfns @param {import('./record.js').Record} record
 * @returns {Promise<string[]>} what is left, and why
 */
export async function clear(dfns, record) {
  if (record.entries.length === 0) return [];
  const left = [];
  const seen = await look(dfns, record);
  // Where names need not be unique, another entry's is not the one whose answer was lost.
  const known = new Set(record.entries.flatMap(({ id }) => id ?? []));
  for (const kind of ['approval', 'policy', 'account', 'role']) {
    for (const entry of record.entries.filter((each) => each.kind === kind)) {
      const why = await tried(() => clearOne(dfns, entry, seen, known));
      if (why === undefined) record.gone(entry);
      else left.push(`${entry.kind} ${entry.names.at(-1) ?? entry.id}: ${why}`);
    }
  }
  record.end();
  return left;
}

/**
 * A record of what stands there under names of exactly the form that this program gives, for a run whose record is lost.
 * @param {import('./dfns.js').Dfns} dfns @param {import('./record.js').Record} record filled
 * @param {string} [prefix] this run's alone
 * @returns {Promise<string[]>} the kinds that may not be read
 */
export async function findWithoutRecord(dfns, record, prefix) {
  const isMade = (name) => {
    const found = prefixOf(name, record.head.orgId);
    return found !== undefined && (prefix === undefined || found === prefix);
  };
  const { account, role, policy } = await look(dfns, record, true);
  const kinds = Object.entries({ policy, account, role });
  for (const [kind, all] of kinds)
    for (const [id, { name, isGone }] of all ?? [])
      if (!isGone && isMade(name)) record.entries.push({ kind, id, names: [name] });
  return kinds.filter(([, all]) => all === undefined).map(([kind]) => kind);
}

/** All that there is, by kind and id; undefined of a kind that may not be read. */
async function look(dfns, record, isAll = false) {
  const needs = (kind) => isAll || record.entries.some((entry) => entry.kind === kind);
  const read = async (kind, path, shape) => {
    if (!needs(kind)) return undefined;
    const { items, answer } = await dfns.list(path);
    return isDone(answer) ? new Map(items.map(shape)) : undefined;
  };
  return {
    account: await read('account', '/auth/service-accounts', ({ userInfo }) => [
      userInfo?.userId,
      { name: userInfo?.name, isGone: userInfo?.isArchived === true, isActive: userInfo?.isActive !== false },
    ]),
    role: await read('role', '/permissions', ({ id, name, isArchived }) => [id, { name, isGone: isArchived === true }]),
    policy: await read('policy', '/v2/policies', ({ id, name, status }) => [
      id,
      { name, isGone: status === 'Archived' },
    ]),
  };
}

/** @returns {Promise<string | undefined>} why it stays; undefined where it is gone */
async function clearOne(dfns, entry, seen, known) {
  if (entry.kind === 'approval') return deny(dfns, entry);
  const all = seen[entry.kind];
  if (!all) return 'the provisioner may not read what there is, so nothing can be told of it by its name';
  const ids =
    entry.id === undefined
      ? [...all].filter(([id, { name }]) => entry.names.includes(name) && !known.has(id)).map(([id]) => id)
      : [entry.id];
  // One that was to be made, and was not.
  if (ids.length === 0) return undefined;
  if (ids.length > 1) return `${ids.length} have this name, and which one is this run's is not known`;
  const [id = ''] = ids;
  const found = all.get(id);
  if (!found || found.isGone || (entry.isRemoved && !found.isActive)) return undefined;
  if (!entry.names.includes(found.name)) return `it is called ${found.name} by now; somebody renamed it`;
  entry.id = id;
  return removals[entry.kind](dfns, id);
}

const removals = {
  account: async (dfns, id) => {
    const answer = await dfns.change('DELETE', `/auth/service-accounts/${id}`);
    if (isDone(answer)) return undefined;
    for (let tries = 0; ; tries += 1) {
      const after = await dfns.get(`/auth/service-accounts/${id}`);
      if ([404, 410, 422].includes(after.status)) return undefined;
      // An API that shows what it archived has nothing to remove there.
      if ([404, 410].includes(answer.status) && after.json?.userInfo?.isActive === false) return undefined;
      if (!isUnderWay(answer) || tries === mostLooks) return refusal(answer);
      await dfns.door.world.sleep(pauseMs);
    }
  },
  role: async (dfns, id) => {
    const archived = await dfns.change('PUT', `/permissions/${id}/archive`, { isArchived: true });
    if (isDone(archived)) return undefined;
    if (archived.status === 202) return refusal(archived);
    const deleted = await dfns.change('DELETE', `/permissions/${id}`);
    return isDone(deleted) ? undefined : refusal([404, 405].includes(deleted.status) ? archived : deleted);
  },
  policy: async (dfns, id) => {
    const answer = await dfns.change('DELETE', `/v2/policies/${id}`);
    return isDone(answer) ? undefined : refusal(answer);
  },
};

/** Only one of this run's making: its initiator is who acts here, and its id came with an answer. */
async function deny(dfns, { id }) {
  const now = await dfns.get(`/v2/policy-approvals/${id}`);
  if (isDone(now) && now.json?.status !== 'Pending') return undefined;
  const answer = await dfns.change('POST', `/v2/policy-approvals/${id}/decisions`, { value: 'Denied' });
  return isDone(answer) ? undefined : `it waits for its approvers, or for the end of its time (${describe(answer)})`;
}

const [mostLooks, pauseMs] = [3, 2000];

/** Not held, but not done yet. */
const isUnderWay = ({ status, json }) => status === 202 && !json?.approvalId;

function refusal(answer) {
  if (isUnderWay(answer)) return 'its removal is not done yet (202)';
  if (answer.status === 202) return 'a policy holds its removal for approval';
  return `Dfns refuses to remove it (${describe(answer)})`;
}

async function tried(act) {
  try {
    return await act();
  } catch (error) {
    return error.message;
  }
}
