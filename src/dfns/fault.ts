import { isTransient } from '../network/retry.js';

/** What became of a request that brought no usable answer. */
export type FaultKind =
  /** No connection, or it broke. */
  | 'connection'
  /** The request's deadline passed. */
  | 'deadline'
  /** A status of 400 or more. */
  | 'status'
  /** A status below 400 whose body is not what the contract says. */
  | 'answer'
  /** The run's own time is up, or it was cancelled. */
  | 'aborted';

/** A request that failed, as the transport saw it. {@link ../dfns/retry} decides whether the call is made again, {@link ../dfns/dfns-error} what the user reads. */
export class DfnsFault extends Error {
  override readonly name = 'DfnsFault';
  readonly kind: FaultKind;
  readonly method: string;
  /** The path of the request, without its query. */
  readonly path: string;
  readonly status: number | undefined;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** Whether the server can have acted on the request: after a refusal (4xx) it has not. */
  readonly mayHaveActed: boolean;
  /** Whether the next attempt fails in the same way: an unusable address of a proxy, for example. */
  readonly isLasting: boolean;

  constructor(
    message: string,
    facts: {
      kind: FaultKind;
      method: string;
      path: string;
      status?: number;
      retryAfter?: number;
      mayHaveActed: boolean;
      isLasting?: boolean;
    },
  ) {
    super(message);
    this.kind = facts.kind;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status;
    this.retryAfter = facts.retryAfter;
    this.mayHaveActed = facts.mayHaveActed;
    this.isLasting = facts.isLasting ?? false;
  }

  /** Whether the same request can succeed later: a transient status, a broken connection, a garbled answer. */
  get isTransient(): boolean {
    if (this.kind === 'aborted' || this.isLasting) return false;
    return this.status === undefined || isTransient(this.status);
  }
}
