import { CannotAsk } from '../bench.js';
import { claimsOf, describe, isDone, isForbidden, isRefused } from '../dfns.js';
import { newKeyPair } from '../keys.js';
import { kindOf } from '../shapes.js';

export const ofCreation = [
  'accountKind',
  'inheritPermissions',
  'accountTokenDays',
  'duplicateNameStatus',
  'duplicateKeyStatus',
];
export const ofShapes = ['legacyShapes', 'emptyCredIdOnCreate'];
export const ofEnd = ['deleteStatus', 'archivedStatus', 'archivedNames'];

/** @param {import('../bench.js').Bench} bench @param {any} account the first of this run */
export async function askCreation(bench, account) {
  const { answers, dfns } = bench;
  const { answer, name, keys } = account;
  const read = await dfns.get(account.path);
  const kind = (isDone(read) ? read.json : answer.json)?.userInfo?.kind;
  answers.oneOf('accountKind', kind, ['CustomerEmployee', 'TenantUser'], wordOf(kind));
  await askInherited(bench, await bench.rolesOf(account));
  const { exp, iat } = claimsOf(answer.json?.accessTokens?.[0]?.accessToken) ?? {};
  const days = (exp - iat) / 86_400;
  if (days > 0.99) answers.value('accountTokenDays', Math.round(days));
  else if (days <= 0.99) answers.other('accountTokenDays', `${exp - iat} seconds`);
  else answers.notAsked('accountTokenDays', 'the token of a service account does not say when it ends');
  const [sameName, sameKey] = [await bench.tryAccount({ name }), await bench.tryAccount({ keys })];
  // Another one is to be had: what was refused was refused for what it shares with the first.
  await bench.account();
  status(answers, 'duplicateNameStatus', sameName.answer);
  status(answers, 'duplicateKeyStatus', sameKey.answer);
}

const wordOf = (value) => (typeof value === 'string' && value !== '' ? value : `the member is ${kindOf(value)}`);

/**
 * The roles of an account for which none was asked: none, or its creator's. Where those are not known, the right to create accounts, which
 * its creator used, tells them from a role that every account gets.
 */
async function askInherited({ answers, dfns, provisionerRoles }, roles) {
  if (!roles) return answers.notAsked('inheritPermissions', 'its own account does not show its roles');
  if (roles.length === 0) return answers.value('inheritPermissions', false);
  const ids = roles.map(({ permissionId }) => permissionId);
  const read = await Promise.all(ids.map((id) => dfns.get(`/permissions/${id}`)));
  const isCreators = provisionerRoles
    ? ids.every((id) => provisionerRoles.includes(id))
    : read.some(({ json }) => json?.operations?.includes?.('Auth:ServiceAccounts:Create'));
  if (isCreators) return answers.value('inheritPermissions', true);
  return answers.other('inheritPermissions', `it holds roles (${ids.length}) that are not known as its creator's`);
}

/** A refusal's status; that it was no refusal is another answer. */
export function status(answers, name, answer, statuses = [409, 400, 422]) {
  if (answer.status < 300) answers.other(name, `accepted (${answer.status})`);
  else answers.oneOf(name, answer.status, statuses, describe(answer));
}

/** What old examples show: all of it is the switch; a part of it is another thing. @param {import('../bench.js').Bench} bench @param {any} account */
export async function askShapes({ answers, dfns }, { answer, name, path }) {
  const read = await dfns.get(path);
  const shown = read.json?.accessTokens?.[0];
  const made = answer.json?.accessTokens?.[0];
  if (!isDone(read)) throw new CannotAsk(`its own account cannot be read (${describe(read)})`);
  const changed = await activated(dfns, path);
  const signs = {
    'the username ends in @ServiceAccount': read.json?.userInfo?.username === `${name}@ServiceAccount`,
    'a public key is shown as its fingerprint': String(shown?.publicKey).startsWith('SHA256:'),
    'creation shows no public key': made?.publicKey === '',
    'creation shows no credential id': made?.credId === '',
    ...(Array.isArray(changed?.accessTokens) && { 'a change shows no tokens': changed.accessTokens.length === 0 }),
  };
  const seen = Object.keys(signs).filter((sign) => signs[sign]);
  const others = seen.filter((sign) => sign !== 'creation shows no credential id');
  if (seen.length === Object.keys(signs).length) answers.value('legacyShapes', true);
  else if (others.length === 0) answers.value('legacyShapes', false);
  else answers.other('legacyShapes', `some of it: ${seen.join('; ')}`);
  if (answers.valueOf('legacyShapes') === true)
    answers.notAsked('emptyCredIdOnCreate', 'the shapes of old examples leave the id empty in any case');
  else if (typeof made?.credId === 'string') answers.value('emptyCredIdOnCreate', made.credId === '');
  else answers.other('emptyCredIdOnCreate', wordOf(made?.credId));
}

/** The answer to a change that changes nothing; the account is only stopped where it may be started again. */
async function activated(dfns, path) {
  const first = await dfns.change('PUT', `${path}/activate`, {});
  if (isDone(first)) return first.json;
  if (isForbidden(first) || first.status === 404) return undefined;
  await dfns.change('PUT', `${path}/deactivate`, {});
  const again = await dfns.change('PUT', `${path}/activate`, {});
  return isDone(again) ? again.json : undefined;
}

/** The end of an account of this run, and what is left of its name. @param {import('../bench.js').Bench} bench @param {any} account */
export async function askEnd(bench, { name, path }) {
  const { answers, dfns } = bench;
  const before = await dfns.get(path);
  const removed = await dfns.change('DELETE', path);
  if (removed.status >= 300)
    throw new CannotAsk(
      isForbidden(removed)
        ? `the provisioner may not archive its own account (${describe(removed)})`
        : `its own account could not be archived (${describe(removed)})`,
    );
  answers.oneOf('deleteStatus', removed.status, [200, 204]);
  const read = await dfns.get(path);
  const isShown = isDone(read);
  if (isShown && read.json?.userInfo?.isActive !== false)
    throw new CannotAsk('its own account is still active after it was to be archived');
  if (!isDone(before)) answers.notAsked('archivedStatus', `its own account could never be read (${describe(before)})`);
  else
    answers.oneOf(
      'archivedStatus',
      read.status,
      [404, 422],
      isShown ? `shown (${read.status}), not active` : describe(read),
    );
  await askName(bench, name);
}

/** Where its name is refused, and another one is not, it is taken. */
async function askName(bench, name) {
  const again = await bench.tryAccount({ name, keys: newKeyPair() });
  if (again.isMade) return bench.answers.value('archivedNames', 'free');
  if (!isRefused(again.answer)) return bench.answers.other('archivedNames', describe(again.answer));
  await bench.account();
  return bench.answers.value('archivedNames', 'taken');
}
