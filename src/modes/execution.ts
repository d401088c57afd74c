import type { CredentialDocument } from '../account/document.js';
import type { HeldRole, PendingApproval } from '../account/observed.js';
import type { Plan } from '../account/plan.js';
import type { Step } from '../account/step.js';
import type { Applied } from '../dfns/calls.js';
import type { DfnsClient } from '../dfns/client.js';
import type { Connection } from '../dfns/connection.js';
import type { Context } from './context.js';
import type { Keeper } from './keeper.js';
import type { KeySource, NewKey } from './keys.js';
import type { ProvenCredential } from './outcome.js';

export interface Tools extends Pick<Context, 'log' | 'warn' | 'note' | 'protect'> {
  readonly connection: Connection;
  readonly client: DfnsClient;
  readonly keeper: Keeper;
  readonly keys: KeySource;
  /** Another key, announced to the stores. */
  readonly nextKey: () => Promise<NewKey>;
  /** The key that was announced before the first step, where an account is to be made. */
  readonly firstKey?: NewKey;
  /** Says the id of an account as soon as it is made. */
  readonly noteMade?: (accountId: string) => void;
  /** What the stores shall hold: of the account that was made, else of the one that stays. */
  readonly documentOf: (made: ProvenCredential | undefined) => CredentialDocument | undefined;
  /** Waits, as long as the user wants, for the changes that Dfns holds for approval. */
  readonly settleApprovals: (execution: Execution) => Promise<void>;
  readonly daysValid: number | undefined;
  /** Whether an account is archived although an active policy names it. */
  readonly force: boolean;
  /** Ids of the accounts that were observed. */
  readonly before: ReadonlySet<string>;
}

/** What was done so far. */
export interface Execution {
  readonly taken: Step[];
  /** Accounts and stores that could not be done away with; a sentence each. */
  readonly left: string[];
  /** Whether anything was written to Dfns. */
  changed: boolean;
  /** Whether a credential was written to a store. */
  stored: boolean;
  /** Whether the new account's credential may be in a store: then the account must stay. */
  mayBeStored: boolean;
  roleId?: string;
  assignmentId?: string;
  /** Changes that Dfns holds for approval, and nobody has decided yet. */
  pendingApprovals: readonly PendingApproval[];
  /** Whether something was held for approval, and is approved by now. */
  wasApproved: boolean;
  /** Whether a creation was begun. */
  creating: boolean;
  /** The account that was created, as soon as it was; its credential when it was proven. */
  createdId?: string;
  made?: ProvenCredential;
}

export function beginExecution({ role, pendingApprovals }: Plan): Execution {
  return {
    taken: [],
    left: [],
    changed: false,
    stored: false,
    mayBeStored: false,
    wasApproved: false,
    creating: false,
    pendingApprovals,
    ...(role && { roleId: role.id }),
  };
}

/** Notes by which assignment the account holds its role. */
export function noteAssignment(roles: readonly HeldRole[], execution: Execution): void {
  const assignmentId = roles.find(({ roleId }) => roleId === execution.roleId)?.assignmentId;
  if (assignmentId) execution.assignmentId = assignmentId;
}

/** Notes a change that Dfns holds for approval. */
export function notePending(result: Applied<unknown>, execution: Execution): void {
  if ('pending' in result) execution.pendingApprovals = [...execution.pendingApprovals, result.pending];
}
