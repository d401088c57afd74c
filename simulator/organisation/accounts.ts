import { generateKeyPairSync } from 'node:crypto';
import { ApiError, badRequest, conflict, notFound } from '../http/errors.js';
import { newId } from './ids.js';
import type { OidcShape, PersonalAccessToken, ServiceAccount, User } from './state.js';
import type { Store } from './store.js';

const day = 24 * 60 * 60 * 1000;

/** Default and maximum life of a service account's token; docs/dfns-api.md, 3 [DOC]. */
const longestDays = 730;

export interface NewServiceAccount {
  readonly name: string;
  readonly publicKey: string;
  readonly externalId?: string;
  readonly daysValid?: number;
  readonly expiresAt?: number;
}

/** Makes a service account with its credential and its token; the token is not kept anywhere. */
export function createServiceAccount(
  store: Store,
  wish: NewServiceAccount,
): { account: ServiceAccount; token: string } {
  requireFreeName(store, wish.name);
  const key = store.freshKey(wish.publicKey);
  const now = store.clock.now();
  const expiresAt = wish.expiresAt ?? now + daysOf(wish.daysValid) * day;
  const userId = newId('us');
  const tokenId = newId('to');
  const account: ServiceAccount = {
    userId,
    name: wish.name,
    ...(wish.externalId === undefined ? {} : { externalId: wish.externalId }),
    isActive: true,
    isArchived: false,
    tokenId,
    dateCreated: store.clock.iso(now),
    expiresAt: store.clock.iso(expiresAt),
    credentials: [store.newCredential(key, wish.name)],
  };
  store.serviceAccounts.set(userId, account);
  const subject = {
    kind: 'ServiceAccount',
    identityId: userId,
    userId,
    username: wish.name,
    tokenId,
    expiresAt,
  } as const;
  return { account, token: store.tokens.issue(subject).token };
}

/** Makes an account that logs in by OIDC, as somebody else would: its tokens are those of another issuer. */
export function createOidcAccount(store: Store, name: string, oidc: OidcShape): ServiceAccount {
  requireFreeName(store, name);
  const count = oidc === 'several-credentials' ? 2 : 0;
  const keys = Array.from({ length: count }, () => generateKeyPairSync('ed25519').publicKey);
  const account: ServiceAccount = {
    userId: newId('us'),
    name,
    isActive: true,
    isArchived: false,
    tokenId: newId('to'),
    dateCreated: store.clock.iso(),
    expiresAt: store.clock.iso(store.clock.now() + longestDays * day),
    oidc,
    credentials: keys.map((key, index) =>
      store.newCredential(
        store.freshKey(key.export({ type: 'spki', format: 'pem' }).toString()),
        `${name} ${index + 1}`,
      ),
    ),
  };
  store.serviceAccounts.set(account.userId, account);
  return account;
}

/** A name is unique in the organisation [OLD]; which status refuses a second one is not known. */
export function requireFreeName(store: Store, name: string, except?: ServiceAccount): void {
  const taken = [...store.serviceAccounts.values()].some(
    (account) =>
      account !== except && account.name === name && (!account.isArchived || store.switches.archivedNames === 'taken'),
  );
  if (taken) throw new ApiError(store.switches.duplicateNameStatus, `a service account named ${name} already exists`);
}

function daysOf(daysValid = longestDays): number {
  if (daysValid > longestDays) throw badRequest(`daysValid must not be above ${longestDays}`);
  return daysValid;
}

/** The account, unless it is unknown or archived. */
export function liveAccount(store: Store, id: string): ServiceAccount {
  const account = store.serviceAccounts.get(id);
  if (!account) throw notFound('Service account');
  if (account.isArchived) throw new ApiError(store.switches.archivedStatus, 'Service account is archived');
  return account;
}

/** An account that an active policy names is neither archived nor deactivated, unless by force [DOC]. */
export function requireUnprotected(store: Store, account: ServiceAccount, force: boolean): void {
  const isNamed = [...store.policies.values()].some(
    ({ status, action }) =>
      status === 'Active' &&
      action.kind === 'RequestApproval' &&
      action.approvalGroups.some(({ approvers }) => approvers.userId?.in.includes(account.userId)),
  );
  if (isNamed && !force) {
    throw new ApiError(store.switches.protectedAccountStatus, 'the service account is referenced in an active policy');
  }
}

/** An archived account loses its roles and its place in the list; its token is refused from now on. */
export function archive(store: Store, account: ServiceAccount): void {
  account.isArchived = true;
  account.isActive = false;
  for (const { id } of store.assignmentsOf(account.userId)) store.assignments.delete(id);
}

export interface NewUser {
  readonly publicKey?: string;
  readonly credentialId?: string;
}

export function createUser(store: Store, username: string, { publicKey, credentialId }: NewUser): User {
  if (store.userNamed(username)) throw conflict(`a user named ${username} already exists`);
  const credentials =
    publicKey === undefined ? [] : [store.newCredential(store.freshKey(publicKey), 'Key', credentialId)];
  const isRegistered = credentials.length > 0;
  const user: User = { userId: newId('us'), username, isActive: true, isRegistered, passkeys: [], credentials };
  store.users.set(user.userId, user);
  return user;
}

export interface NewPersonalAccessToken {
  readonly name: string;
  readonly publicKey: string;
  readonly daysValid?: number;
  readonly secondsValid?: number;
}

export function createPersonalAccessToken(
  store: Store,
  { userId, username }: User,
  { name, publicKey, daysValid, secondsValid }: NewPersonalAccessToken,
): { pat: PersonalAccessToken; token: string } {
  const life = secondsValid === undefined ? daysOf(daysValid) * day : secondsValid * 1000;
  if (life > longestDays * day) throw badRequest(`a personal access token lives at most ${longestDays} days`);
  const now = store.clock.now();
  const tokenId = newId('to');
  const pat: PersonalAccessToken = {
    tokenId,
    userId,
    name,
    isActive: true,
    dateCreated: store.clock.iso(now),
    expiresAt: store.clock.iso(now + life),
    credentials: [store.newCredential(store.freshKey(publicKey), name)],
  };
  store.personalAccessTokens.set(tokenId, pat);
  const subject = { kind: 'Pat', identityId: tokenId, userId, username, tokenId, expiresAt: now + life } as const;
  return { pat, token: store.tokens.issue(subject).token };
}
