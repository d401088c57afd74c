import { createHash } from 'node:crypto';
import type { DfnsModel } from './models/dfns.js';
import type { Universe } from './universe.js';

/** Ids, keys, tokens and times that differ from one playing to another, whatever they are called. */
const names =
  /[a-z]{2}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}|eyJ[\w-]+\.[\w-]+\.[\w-]+|-----BEGIN [^-]+-----[^-]+-----END [^-]+-----|[0-9a-f]{64}|-next-[0-9a-f]{8}|key [0-9a-f]{12}\b|\b(?:Y2kt|cHJv)[\w-]{10,}|\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d(?:\.\d+)?Z/g;

/** All that a later run could tell apart, with ids by the order in which they appear, and times by the hour. */
export function shapeOf(universe: Universe): string {
  const { dfns, stores, github, brought, kms } = universe;
  const { users, approvals } = organisationOf(dfns);
  const kept = stores.map((store) => store.shape());
  const text = JSON.stringify([
    accountsOf(universe),
    users,
    approvals,
    kept,
    usedKeys(dfns, JSON.stringify(kept)),
    github.issues.map(({ body, comments, ...issue }) => ({ ...issue, body, comments: comments.map(unescaped) })),
    [...brought],
    kms.versions,
  ]);
  // What roles allow has none of these names, and is long.
  return canonical(text, universe.now()) + JSON.stringify(rolesOf(dfns));
}

function accountsOf({ dfns, stores }: Universe) {
  return dfns.accounts.map(({ name, userId, isActive, credentials, expiresAt }) => [
    name,
    userId,
    isActive,
    expiresAt,
    // As the stores write it: whether an account has the pending key is what decides.
    credentials.map(({ fingerprint, credentialId, isActive: counts }) => [
      Buffer.from(fingerprint, 'base64').toString('hex'),
      credentialId,
      counts,
    ]),
    dfns.rolesOf(userId),
    stores.map((store) => [dfns.ownerOf(store.current()?.DFNS_AUTH_TOKEN ?? '')?.userId, dfns.works(store.current())]),
  ]);
}

function organisationOf({ organisation }: DfnsModel) {
  const users = [...organisation.users.values()].map(({ userId, credentials, isActive }) => [
    userId,
    isActive,
    credentials.map(({ publicKey }) => publicKey),
  ]);
  const approvals = [...organisation.approvals.values()].map(({ id, status, activity }) => [
    id,
    status,
    activity.changeRequest.operationKind,
    activity.changeRequest.entityId,
  ]);
  return { users, approvals };
}

function rolesOf({ organisation }: DfnsModel) {
  return [...organisation.roles.values()].map(({ name, operations, isArchived }) => [name, operations, isArchived]);
}

/** The text with a number for each name that a playing gives, and with times as they are from now. */
function canonical(text: string, now: number): string {
  const known = new Map<string, string>();
  return text.replace(names, (found) => {
    // An id may begin with as many digits as a date does.
    if (/^\d{4}-?\d\d/.test(found) && !Number.isNaN(timeOf(found)))
      return found.startsWith('1970') ? 'long ago' : `${Math.round((timeOf(found) - now) / 3_600_000)}h`;
    const name = known.get(found) ?? `#${known.size}`;
    known.set(found, name);
    return name;
  });
}

/** As it stood before it was made safe for Markdown. */
function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Dfns takes no key twice: of archived accounts the keys count that a store still speaks of. */
function usedKeys({ organisation }: DfnsModel, kept: string): string[] {
  const archived = [...organisation.serviceAccounts.values()].filter(({ isArchived }) => isArchived);
  const keys = archived.flatMap(({ credentials }) =>
    credentials.map(({ fingerprint }) => Buffer.from(fingerprint, 'base64').toString('hex')),
  );
  // A store may keep the first digits alone.
  return keys.filter((key) => kept.includes(key.slice(0, 8)));
}

function timeOf(text: string): number {
  const [, year, month, date, hour, minute, second] =
    /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second));
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
