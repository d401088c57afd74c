import { fingerprintOf, readLegacyFingerprint } from './key-pair.js';

/** A service account as Dfns lists it. A field that an answer left empty is absent. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly orgId?: string;
  readonly credentialId?: string;
  /** PEM, or in old answers `SHA256:` and a fingerprint (docs/dfns-api.md, 1.4). */
  readonly publicKey?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly roles: readonly HeldRole[];
}

/** A policy, as far as it matters whom it names. */
export interface Policy {
  readonly id: string;
  /** Text from outside. */
  readonly name: string;
  readonly isActive: boolean;
  /** The whole policy as JSON, to be searched for an id. */
  readonly text: string;
}

/** A change that Dfns holds for approval; old answers do not say which approval that is. */
export interface PendingApproval {
  readonly approvalId?: string;
}

/** A role that an account holds: Dfns's API says permission assignment. */
export interface HeldRole {
  readonly roleId: string;
  /** Text from outside. */
  readonly roleName: string;
  /** Absent in old answers to a creation. */
  readonly assignmentId?: string;
}

/** A role: Dfns's API says permission. */
export interface Role {
  readonly id: string;
  /** Text from outside. */
  readonly name: string;
  /** Operations such as `Wallets:Read`. */
  readonly permissions: readonly string[];
  readonly isImmutable: boolean;
  readonly isArchived: boolean;
  /** A change that waits for approval. */
  readonly pendingChange?: { readonly approvalId?: string; readonly permissions: readonly string[] };
}

/**
 * Whether an account was made with the key of this fingerprint, or of one that begins with these digits, as far as its answer lets
 * one see; `undefined` where it does not show.
 */
export function wasMadeWith(account: Account, fingerprint: string): boolean | undefined {
  if (account.publicKey === undefined) return undefined;
  // Of what an old fingerprint is one is not documented, so that only a match tells something.
  if (account.publicKey.startsWith('SHA256:'))
    return readLegacyFingerprint(account.publicKey).startsWith(fingerprint) || undefined;
  return fingerprintOf(account.publicKey)?.startsWith(fingerprint);
}
