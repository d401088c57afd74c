import { ActionError } from '../error.js';
import type { Account } from './observed.js';

/**
 * A service account that logs in by OIDC has no token that the action could keep or replace, and may have keys of others
 * (docs/dfns-api.md, 8.1): it is told apart, named where it matters, and never written to.
 */
export function tellApart(accounts: readonly Account[]): {
  accounts: readonly Account[];
  oidcAccounts: readonly Account[];
} {
  const oidcAccounts = accounts.filter(({ oidc }) => oidc !== undefined);
  return {
    accounts: oidcAccounts.length === 0 ? accounts : accounts.filter(({ oidc }) => oidc === undefined),
    oidcAccounts,
  };
}

/** @throws ActionError `OIDC_ACCOUNT` where one of them has one of the names */
export function refuseOidcAccount(oidcAccounts: readonly Account[], ...names: readonly string[]): void {
  const found = oidcAccounts.find(({ name }) => names.includes(name));
  if (found) throw oidcAccount(found);
}

export function oidcAccount({ name, id, oidc }: Account): ActionError {
  return new ActionError(
    'OIDC_ACCOUNT',
    `the service account ${name} (${id}) logs in by OIDC, as Dfns shows it (${oidc}): this action gives it neither token nor key, and leaves it as it is`,
    'choose another name for the account that this action shall make; where nobody uses that one, archive it in the dashboard (Settings > Service Accounts)',
  );
}
