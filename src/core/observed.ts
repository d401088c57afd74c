import { fingerprintOf, readLegacyFingerprint } from './key-pair.js';

/** A service account as Dfns lists it. A field that a response left empty is absent. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly orgId?: string;
  readonly credentialId?: string;
  /** PEM, or in old responses `SHA256:` and a fingerprint (docs/dfns-api.md, 1.4). */
  readonly publicKey?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly roles: readonly HeldRole[];
  /** What shows that it logs in by OIDC rather than with a token of Dfns; absent of any other. */
  readonly oidc?: string;
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

/** A change that Dfns holds for approval; old responses do not say which approval that is. */
export interface PendingApproval {
  readonly approvalId?: string;
}

/** A role that an account holds: Dfns's API says permission assignment. */
export interface HeldRole {
  readonly roleId: string;
  /** Text from outside. */
  readonly roleName: string;
  /** Absent in old responses to a creation. */
  readonly assignmentId?: string;
  /** The group of users that holds it, where the account holds it only as one of its members. */
  readonly through?: string;
  /** Its operations, where the response names them. */
  readonly permissions?: readonly string[];
}

/** A role: Dfns's API says permission. */
export interface Role {
  /** Empty in a plan, of a role that would be made before the accounts that share it. */
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
 * Whether an account was made with the key of this fingerprint, which may be its first digits alone; `undefined` where the response
 * does not show the key.
 */
export function wasMadeWith(account: Account, fingerprint: string): boolean | undefined {
  if (account.publicKey === undefined) return undefined;
  // It is undocumented what old fingerprints hash, so only a match proves anything.
  if (account.publicKey.startsWith('SHA256:'))
    return readLegacyFingerprint(account.publicKey).startsWith(fingerprint) || undefined;
  return fingerprintOf(account.publicKey)?.startsWith(fingerprint);
}
