import { isOfFamily } from '../../core/names.js';
import type { Account } from '../../core/observed.js';
import { type CredentialDocument, memberOf } from '../../core/stored-credential.js';
import { type Damage, damagedAddress, damageOf } from '../../core/stored-damage.js';
import { type Expected, kindOf, organisationOf, type StoredContents } from '../../core/stored-kind.js';
import { tidyToken } from '../../core/tidy-text.js';
import { readClaims } from '../../core/token-claims.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import { refuseOtherOrganisation } from '../observe/organisation.js';

/** What a target was last seen to hold. */
export interface TargetContents extends StoredContents {
  readonly target: string;
  readonly readable: boolean;
}

/** Whose documents this run may use: what is known of it before Dfns is asked. */
export function expectedOf({ apiUrl, orgId, provisioner, credential }: Options): Expected {
  const tokens = [provisioner?.kind === 'token' ? provisioner.token : undefined, credential?.token];
  const known = orgId ?? tokens.map((token) => token && readClaims(token).orgId).find((id) => id);
  return { kind: 'account', apiUrl, isGiven: credential !== undefined, ...(known && { orgId: known }) };
}

/** Before a token that the workflow hands in is sent anywhere. @throws ActionError `OTHER_ORGANISATION` */
export function refuseOtherToken({ orgId, provisioner, credential }: Options): void {
  const wanted = orgId ?? (provisioner?.kind === 'token' ? readClaims(provisioner.token).orgId : undefined);
  if (credential)
    refuseOtherOrganisation(wanted, readClaims(credential.token).orgId, 'the token of the service account');
}

/**
 * The one guard of every mode: what is at the targets is ours and can be read, or nothing is done. Asked before any token is sent, and
 * before anything is written, so that one target which is another's keeps the others from being changed too.
 * @throws ActionError `STORE_HOLDS_OTHER`, `STORE_UNREADABLE` or `STORED_KEY_UNREADABLE`
 */
export async function refuseOthers(contents: readonly TargetContents[], expected: Expected): Promise<void> {
  let { orgId } = expected;
  for (const found of contents) {
    refuseOther(found, { ...expected, ...(orgId && { orgId }) });
    // Targets that name different organisations cannot both be meant.
    if (found.current) orgId ??= organisationOf(found.current.document);
  }
  for (const { target, current, pending } of contents) {
    if (current) await refuseDamaged(target, current.document);
    if (pending) await refuseDamaged(`${target} (pending)`, pending.document);
  }
}

function refuseOther(found: TargetContents, expected: Expected): void {
  const { target } = found;
  const kind = kindOf(found, expected);
  if (kind.is === 'another') throw foreignDocument(target, kind.what, kind.isOfOtherPlace);
  if (kind.is === 'unreadable') throw storeUnreadable(target, kind.why);
}

/** The target holds something that is not this run's. @param what completes "holds …", and holds nothing of a value */
export function foreignDocument(target: string, what: string, isOfOtherPlace?: boolean): ActionError {
  return new ActionError(
    'STORE_HOLDS_OTHER',
    `the store ${target} holds ${what}: it is neither used nor written over`,
    isOfOtherPlace
      ? 'correct store, or api-url and org-id: a workflow that was copied for another environment needs a target of its own'
      : 'name another target, or empty this one first if nobody needs what it holds',
  );
}

export function storeUnreadable(target: string, why: string): ActionError {
  return new ActionError(
    'STORE_UNREADABLE',
    `what the store ${target} holds cannot be told: ${why}; it is not taken for nothing, and not written over`,
    'look at what is kept there, and mend it; or empty the target if nobody needs it',
  );
}

/** @throws ActionError `STORED_KEY_UNREADABLE` or `STORE_UNREADABLE` of a member that is there and cannot be used */
export async function refuseDamaged(target: string, document: CredentialDocument): Promise<void> {
  const damage = damageOf(document) ?? (await damageOfAddress(document));
  if (damage) throw new ActionError(damage.code, `in the store ${target} ${damage.what}`, damage.cure);
}

/** What reads addresses is loaded where a document holds one. */
async function damageOfAddress(document: CredentialDocument): Promise<Damage | undefined> {
  const written = memberOf(document, 'DFNS_KEY');
  if (!written) return undefined;
  const { isPinned, parseKmsAddress } = await import('../../kms/index.js');
  const { address } = parseKmsAddress(written);
  if (!address) return damagedAddress('is no address of a key in a KMS');
  return isPinned(address) ? undefined : damagedAddress('is not pinned: it may mean another key tomorrow');
}

/**
 * Refuses a document of an account that Dfns lists and that is not of this name's family, whether its token works or not.
 * @throws ActionError `CREDENTIAL_OF_ANOTHER`
 */
export function refuseStrangers(contents: readonly TargetContents[], accounts: readonly Account[], name: string): void {
  for (const { target, current } of contents) {
    const stranger = current && strangerIn(current.document, accounts, name);
    if (!stranger) continue;
    throw new ActionError(
      'CREDENTIAL_OF_ANOTHER',
      `the credential in the store ${target} belongs to the service account ${stranger.name} (${stranger.id}), not to ${name}: nothing is changed`,
      `keep each account in a store target of its own: correct store, or name the account that it belongs to`,
    );
  }
}

/** The account that a document or its token names, if it is outside the family of the name. */
export function strangerIn(
  document: CredentialDocument,
  accounts: readonly Account[],
  name: string,
): Account | undefined {
  const { userId } = readClaims(tidyToken(document.DFNS_AUTH_TOKEN ?? ''));
  const ids = [memberOf(document, 'DFNS_SERVICE_ACCOUNT_ID'), userId].filter((id) => id);
  const credentialId = ids.length === 0 ? memberOf(document, 'DFNS_CRED_ID') : '';
  return accounts.find(
    (account) =>
      !isOfFamily(name, account.name) &&
      (ids.includes(account.id) || (credentialId !== '' && account.credentialId === credentialId)),
  );
}
