import type { Account } from './observed.js';
import type { Outcome, Status } from './outcome.js';
import type { Step } from './step.js';

/** What became of one account of a manifest. */
export interface AccountOutcome {
  readonly name: string;
  /** The line of the manifest that names it; absent for one that is pruned. */
  readonly line?: number;
  /** Absent where the run failed for this account, or ended before it. */
  readonly status?: Status;
  /** Whether anything was written to Dfns for this account, also where the run then failed. */
  readonly changed: boolean;
  /** Never a secret. What was known when the run failed for it, too. */
  readonly facts: Partial<Omit<Outcome, 'token' | 'privateKey' | 'warnings' | 'name' | 'status' | 'changed'>>;
  readonly error?: { readonly code: string; readonly message: string; readonly cure: string };
  /** One sentence each. */
  readonly warnings: readonly string[];
}

/** The result of a run over a manifest, as the outputs, the summary and the comment show it. */
export interface FleetOutcome {
  /** The path as the input gives it. */
  readonly manifest: string;
  readonly prefix?: string;
  readonly mode: 'ensure' | 'validate';
  readonly dryRun: boolean;
  /** From 1. */
  readonly shard: { readonly index: number; readonly count: number };
  readonly apiUrl: string;
  readonly orgId?: string;
  /** Those of this shard, in the order of their names. Without status and error: not reached. */
  readonly accounts: readonly AccountOutcome[];
  /** Those that the manifest names no longer, and what was or would be done with them. */
  readonly pruned: readonly AccountOutcome[];
  /** What was, or in a dry run would be, done to roles that several accounts share, before any account. */
  readonly roleSteps: readonly Step[];
  /** Within how many days the end of a token is near; 30 where it is absent. */
  readonly warnBeforeDays?: number;
  /**
   * In a dry run over an empty list with a prefix: every account of the organisation whose name has the prefix, those that log in by
   * OIDC too. A manifest of them is shown.
   */
  readonly found?: readonly Account[];
  /** Why a plan is refused as a whole, and what to do: nothing of it would be done. */
  readonly refused?: AccountOutcome['error'] | undefined;
  /** What concerns the whole fleet; one sentence each. */
  readonly warnings: readonly string[];
}
