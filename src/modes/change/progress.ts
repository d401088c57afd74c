import type { HeldRole, PendingApproval } from '../../core/observed.js';
import type { Plan } from '../../core/plan.js';
import type { Step } from '../../core/step.js';
import type { Applied } from '../../dfns/call-helpers.js';
import type { ProvenCredential } from '../report/results.js';

/** The credential of an account that this run made. */
export type NewCredential = ProvenCredential & { readonly accountId: string };

/**
 * How far the account and its credential have come. An account that was there before goes from `none` to `storing` and `stored`, and
 * has no new credential; one that this run makes goes through all of them.
 */
export type AccountProgress =
  | { readonly is: 'none' }
  /** The creation is under way; it is unclear where it was sent, and an answer to it did not come. */
  | { readonly is: 'creating'; readonly isUnclear: boolean }
  | { readonly is: 'created'; readonly id: string }
  | { readonly is: 'proven'; readonly credential: NewCredential }
  /** A write was sent, so that a store may hold the credential: from here on the account must stay. */
  | { readonly is: 'storing'; readonly credential?: NewCredential | undefined }
  | { readonly is: 'stored'; readonly credential?: NewCredential | undefined };

/** What was done so far. */
export interface Progress {
  readonly applied: Step[];
  /** Accounts that could not be archived; a sentence each. */
  readonly notArchived: string[];
  account: AccountProgress;
  /** Whether anything was written to Dfns. */
  changed: boolean;
  roleId?: string;
  assignmentId?: string;
  /** Changes that Dfns holds for approval, and nobody has decided yet. */
  pendingApprovals: readonly PendingApproval[];
  /** Whether something was held for approval, and is approved by now. */
  wasApproved: boolean;
  /** Whether this run, and nobody else, made an inactive account active. */
  activated?: boolean;
}

export function beginProgress({ role, pendingApprovals }: Pick<Plan, 'role' | 'pendingApprovals'>): Progress {
  return {
    applied: [],
    notArchived: [],
    account: { is: 'none' },
    changed: false,
    wasApproved: false,
    pendingApprovals,
    ...(role && { roleId: role.id }),
  };
}

/** Whether Dfns may have made an account, or may still make one, whose answer did not come. */
export function isUnclear(account: AccountProgress): boolean {
  return account.is === 'creating' && account.isUnclear;
}

/** The id of the account that this run made, once Dfns has returned it. */
export function createdId(account: AccountProgress): string | undefined {
  switch (account.is) {
    case 'none':
    case 'creating':
      return undefined;
    case 'created':
      return account.id;
    case 'proven':
    case 'storing':
    case 'stored':
      return account.credential?.accountId;
  }
}

/** The credential of the account that this run made, once it is proven. */
export function newCredential(account: AccountProgress): NewCredential | undefined {
  return 'credential' in account ? account.credential : undefined;
}

/** Whether a store may hold the credential. */
export function mayBeStored({ is }: AccountProgress): boolean {
  return is === 'storing' || is === 'stored';
}

/** Notes by which assignment the account holds its role. */
export function noteAssignment(roles: readonly HeldRole[], progress: Progress): void {
  const assignmentId = roles.find(({ roleId }) => roleId === progress.roleId)?.assignmentId;
  if (assignmentId) progress.assignmentId = assignmentId;
}

/** Notes a change that Dfns holds for approval. */
export function notePending(result: Applied<unknown>, progress: Progress): void {
  if ('pending' in result) progress.pendingApprovals = [...progress.pendingApprovals, result.pending];
}
