import type { PostState } from '../core/ephemeral.js';
import type { Outcome } from '../core/outcome.js';
import type { Clock } from '../dfns/clock.js';
import { type Connection, connect } from '../dfns/connection.js';
import type { Pace } from '../dfns/pace.js';
import type { Options } from '../runner/inputs/options.js';
import type { Log } from '../runner/output/log.js';
import type { World } from '../world.js';
import type { Deadline } from './deadline.js';
import type { KmsKeys } from './keys/kms-keys.js';

/** What every mode is handed besides its options. */
export interface Context {
  readonly world: World;
  readonly log: Pick<Log, 'info' | 'debug' | 'group'>;
  /** Annotates the run with what the reader should look at; the summary lists it too. */
  warn(message: string): void;
  readonly deadline: Deadline;
  /** Dfns's time, by which everything of Dfns is named and judged. */
  readonly clock: Clock;
  readonly kms: KmsKeys;
  /** The one gate of all requests to Dfns, where a run makes many. */
  readonly pace?: Pace;
  /** Notes facts, so that a run that fails later can still report them. Never a secret. */
  note(facts: Facts): void;
  /** Everything noted so far. */
  facts(): Facts;
  /** Saves for the post step what there may be to archive. @throws ActionError `NOT_A_RUNNER` where that cannot be saved */
  savePostState(state: PostState): void;
  /** Hands a result to the later steps, once. @throws ActionError `OUTPUTS_NOT_WRITTEN`; then nothing of it is handed on */
  emit(result: Result): Promise<void>;
  /** Does something once the outputs are written and everything is told, however the run ended. Its failure fails nothing. */
  atEnd(work: () => Promise<void>): void;
  /** Keeps a secret out of everything that is printed from now on. */
  protect(secret: string): void;
  /** Takes every secret that is known out of a text for a page that others read. */
  redact(text: string): string;
}

/** The part of it that does not depend on how many accounts a run is for. */
export interface RunContext extends Omit<Context, 'note' | 'facts' | 'emit' | 'savePostState'> {
  readonly log: Log;
}

/** The result of a mode; its warnings were given as they arose. */
export type Result = Omit<Outcome, 'warnings'>;

export type Facts = Partial<Omit<Outcome, 'token' | 'privateKey' | 'warnings' | 'unseen'>>;

/** The longest that a healthy Dfns is expected to take for a response, milliseconds. */
const patience = 30_000;

/** The way to Dfns for this run. A request that hangs leaves time for others within the run's own. */
export function connectFor(
  { apiUrl, timeout }: Pick<Options, 'apiUrl' | 'timeout'>,
  { world, deadline: { signal }, clock, atEnd, pace }: Pick<Context, 'world' | 'deadline' | 'clock' | 'atEnd' | 'pace'>,
): Connection {
  return connect({ world, apiUrl, signal, clock, atEnd, pace, requestDeadline: Math.min(patience, timeout / 5) });
}
