import type { Options } from './options.js';

/** An account of the manifest, with every input that it declares or takes from the defaults, read and checked. */
export interface FleetEntry {
  /** The line of the manifest on which its name stands, from 1. */
  readonly line: number;
  readonly options: Options;
}

/** The inputs of a run over a manifest, read and checked; the manifest too. */
export interface FleetOptions
  extends Pick<
    Options,
    | 'apiUrl'
    | 'apiUrlIsDefault'
    | 'orgId'
    | 'provisioner'
    | 'provisionerStore'
    | 'githubToken'
    | 'dryRun'
    | 'force'
    | 'warnBeforeDays'
    | 'timeout'
    | 'warnings'
  > {
  readonly mode: 'ensure' | 'validate';
  /** The path of the file as the input gives it. */
  readonly manifest: string;
  /** With which every name begins; needed for `prune`. */
  readonly prefix?: string;
  /** All accounts of the file, in the order of their names, whatever the shard. */
  readonly entries: readonly FleetEntry[];
  /** From 1. Entry k, from 0, is of shard 1 + k mod count. */
  readonly shard: { readonly index: number; readonly count: number };
  readonly prune: boolean;
  readonly commentPlan: boolean;
}
