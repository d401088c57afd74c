import { ActionError } from '../error.js';
import { type AdminRole, describeAdminRole } from './admin-roles.js';
import type { CredentialState } from './desired.js';
import type { Drift } from './drift.js';
import type { Account } from './observed.js';

export function nameAmbiguous(name: string, accounts: readonly Account[]): ActionError {
  return new ActionError(
    'NAME_AMBIGUOUS',
    `several service accounts are named ${name}: ${accounts.map(({ id }) => id).join(', ')}`,
    'archive or rename all but one of them in the dashboard (Settings > Service Accounts), and run again',
  );
}

export function accountNotFound(name: string): ActionError {
  return new ActionError(
    'ACCOUNT_NOT_FOUND',
    `the organisation has no service account named ${name}, so that there is nothing to rotate`,
    'check name and org-id, or run the action with mode: ensure, which creates it',
  );
}

export function tokenLost({ name, id }: Account, credential: CredentialState): ActionError {
  const replace =
    'set on-lost-token: replace, which makes a new account, proves it, and then archives this one; whatever still uses the old token stops working then';
  if (credential.state === 'refused' && !credential.tokenRefused) {
    return new ActionError(
      'TOKEN_LOST',
      `the service account ${name} (${id}) exists, but ${credential.why}`,
      `correct private-key, key and credential-id: the token works with its own key alone; where that key is gone, ${replace}`,
    );
  }
  const why = credential.state === 'refused' ? credential.why : 'no token and private key for it are known';
  return new ActionError(
    'TOKEN_LOST',
    `the service account ${name} (${id}) exists, but ${why}; Dfns shows a token only once, so that it cannot be had again`,
    `pass its token and private-key, or ${replace}`,
  );
}

export function credentialOfAnother(name: string, owner: Account | undefined): ActionError {
  return new ActionError(
    'CREDENTIAL_OF_ANOTHER',
    `the token works, but it belongs to ${owner ? `the service account ${owner.name} (${owner.id})` : 'no service account of this organisation'}, not to ${name}`,
    `pass the token and private-key of ${name}, keep each account in a store target of its own, or name the account that they belong to`,
  );
}

export function adminRoleRefused(found: readonly AdminRole[]): ActionError {
  return new ActionError(
    'ADMIN_ROLE',
    `${found.map(describeAdminRole).join('; ')}; nothing was changed`,
    `${adminRoleCure}, or set on-admin-role: warn or allow`,
  );
}

export const adminRoleCure =
  'take these permissions out of the role, or give the account another one: automation almost never needs them';

export function drifted(drifts: readonly Drift[]): ActionError {
  return new ActionError(
    'DRIFT',
    drifts.map(({ message }) => message).join('; '),
    'set on-drift: fix to have it mended, or change the declaration to what is there',
  );
}
