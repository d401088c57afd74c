import { CannotAsk } from '../bench.js';
import { claimsOf, describe, newKeyPair } from '../dfns.js';

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
  const kind = (read.json ?? answer.json)?.userInfo?.kind;
  answers.oneOf('accountKind', kind, ['CustomerEmployee', 'TenantUser']);
  const roles = read.json?.userInfo?.permissionAssignments;
  if (read.status === 200 && Array.isArray(roles)) answers.value('inheritPermissions', roles.length > 0);
  const { exp, iat } = claimsOf(answer.json?.accessTokens?.[0]?.accessToken) ?? {};
  if (Number.isInteger(exp - iat)) answers.value('accountTokenDays', Math.round((exp - iat) / 86_400));
  status(answers, 'duplicateNameStatus', (await bench.tryAccount({ name })).answer);
  status(answers, 'duplicateKeyStatus', (await bench.tryAccount({ keys })).answer);
}

/** A refusal's status; that it was no refusal is another answer. */
export function status(answers, name, answer, statuses = [409, 400, 422]) {
  if (answer.status >= 200 && answer.status < 300) answers.other(name, `accepted (${answer.status})`);
  else answers.oneOf(name, answer.status, statuses, describe(answer));
}

/** What old examples show: all of it is the switch; a part of it is another thing. @param {import('../bench.js').Bench} bench @param {any} account */
export async function askShapes({ answers, dfns }, { answer, name, path }) {
  const read = await dfns.get(path);
  const shown = read.json?.accessTokens?.[0];
  const made = answer.json?.accessTokens?.[0];
  if (read.status !== 200) throw new CannotAsk(`its own account cannot be read (${describe(read)})`);
  const stopped = await dfns.change('PUT', `${path}/deactivate`, {});
  const started = stopped.status === 200 ? await dfns.change('PUT', `${path}/activate`, {}) : undefined;
  const signs = {
    'the username ends in @ServiceAccount': read.json?.userInfo?.username === `${name}@ServiceAccount`,
    'a public key is shown as its fingerprint': String(shown?.publicKey).startsWith('SHA256:'),
    'creation shows no public key': made?.publicKey === '',
    'creation shows no credential id': made?.credId === '',
    ...(started?.status === 200 && { 'a change shows no tokens': started.json?.accessTokens?.length === 0 }),
  };
  const seen = Object.keys(signs).filter((sign) => signs[sign]);
  const { 'creation shows no credential id': isEmpty } = signs;
  const others = seen.filter((sign) => sign !== 'creation shows no credential id');
  if (seen.length === Object.keys(signs).length) answers.value('legacyShapes', true);
  else if (others.length === 0) answers.value('legacyShapes', false);
  else answers.other('legacyShapes', `some of it: ${seen.join('; ')}`);
  if (answers.valueOf('legacyShapes') === true)
    answers.notAsked('emptyCredIdOnCreate', 'the shapes of old examples leave the id empty in any case');
  else answers.value('emptyCredIdOnCreate', isEmpty);
}

/** The end of an account of this run, and what is left of its name. @param {import('../bench.js').Bench} bench @param {any} account */
export async function askEnd(bench, { name, path }) {
  const { answers, dfns } = bench;
  const removed = await dfns.change('DELETE', path);
  if (removed.status >= 300)
    throw new CannotAsk(`the provisioner may not archive its own account (${describe(removed)})`);
  answers.oneOf('deleteStatus', removed.status, [200, 204]);
  const read = await dfns.get(path);
  const isShown = read.status === 200;
  answers.oneOf(
    'archivedStatus',
    read.status,
    [404, 422],
    isShown ? `shown (200), isActive ${read.json?.userInfo?.isActive}` : describe(read),
  );
  const again = await bench.tryAccount({ name, keys: newKeyPair() });
  if (again.isMade) answers.value('archivedNames', 'free');
  else if ([409, 400, 422].includes(again.answer.status)) answers.value('archivedNames', 'taken');
  else answers.other('archivedNames', describe(again.answer));
  return again;
}
