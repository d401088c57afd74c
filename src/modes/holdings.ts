import { isAccountDocument } from '../account/provisioner-document.js';
import { ActionError } from '../error.js';
import type { Holding } from './keeper.js';

/** The one place that keeps a working credential must not lose it to a credential of another kind. */
export function holdsOther(target: string, what: string): ActionError {
  return new ActionError(
    'STORE_HOLDS_OTHER',
    `the store ${target} holds ${what}, which would be lost`,
    'name another target, or empty this one first if nobody needs what it holds',
  );
}

/** @throws ActionError `STORE_HOLDS_OTHER` where a provisioner is to be kept and a service account is, or is about to be */
export function refuseAccounts(holdings: readonly Holding[]): void {
  for (const { target, current, pending, writtenAt } of holdings) {
    // Of GitHub's secrets only the names can be seen; all names of an account's credential are there.
    if (writtenAt || (current && isAccountDocument(current)))
      throw holdsOther(target, 'the credential of a service account');
    if (pending && isAccountDocument(pending))
      throw holdsOther(target, 'the pending key of a service account that is being made');
  }
}

/** @throws ActionError `STORE_HOLDS_OTHER` where a service account's credential is to be kept and a provisioner's is */
export function refuseProvisioners(holdings: readonly Holding[]): void {
  for (const { target, current, pending } of holdings) {
    if ([current, pending].some((document) => document?.DFNS_USERNAME && !isAccountDocument(document)))
      throw holdsOther(target, 'the credential of a provisioner');
  }
}
