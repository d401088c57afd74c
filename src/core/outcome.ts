import type { Step } from './step.js';
import type { Retired } from './succession.js';

export type Status =
  | 'created'
  | 'unchanged'
  | 'updated'
  | 'rotated'
  | 'revoked'
  | 'requested'
  | 'pending-approval'
  | 'planned';

/** The result of a run, as the outputs, the log and the summary show it. */
export interface Outcome {
  readonly status: Status;
  /** Whether anything was written to Dfns. */
  readonly changed: boolean;
  readonly name: string;
  /** What the name belongs to; absent for a service account. */
  readonly subject?: 'provisioner';
  readonly apiUrl: string;
  readonly orgId?: string;
  readonly serviceAccountId?: string;
  readonly credentialId?: string;
  /** The role's name as Dfns gives it: text from outside. */
  readonly roleName?: string;
  readonly roleId?: string;
  readonly assignmentId?: string;
  readonly publicKey?: string;
  /** SHA-256 of the SPKI DER, hex. */
  readonly keyFingerprint?: string;
  readonly expiresAt?: Date;
  readonly daysLeft?: number;
  readonly approvalId?: string;
  /** Where the key signs, where that is a KMS: its pinned address. */
  readonly keyAddress?: string;
  /** The issue in which a person is asked for the account. */
  readonly requestUrl?: string;
  /** The proven credential: secrets. Absent in a plan. */
  readonly token?: string;
  readonly privateKey?: string;
  /** Accounts that were replaced and keep working for a while. */
  readonly retired?: readonly Retired[];
  /** In `revoke`: what was found at each store target, and what became of it; one sentence each. */
  readonly stores?: readonly string[];
  /** The steps that were, or in a dry run would be, taken. */
  readonly plan: readonly Step[];
  /** What the reader should look at; one sentence each. */
  readonly warnings: readonly string[];
  /** What this run could not verify; one sentence each. */
  readonly unseen: readonly string[];
}
