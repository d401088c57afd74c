import { ActionError } from '../error.js';
import { untilAborted } from '../network/until-aborted.js';
import type { World } from '../world.js';

/** The time of a run: `signal` is aborted when it is up, or when the runner cancels the job. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Aborted some seconds later, for work that did not end when `signal` was: taking back what was done has had its time then. */
  readonly last: AbortSignal;
  /** Adds milliseconds: waiting for a person's approval does not count against `timeout`. */
  extend(milliseconds: number): void;
  cancel(): void;
  /** Ends the run for a fault that no work of it throws. */
  fail(reason: ActionError): void;
  /** Ends what is still under way, so that the process can end. */
  end(): void;
}

/** Longer than taking back takes (`undoTime`); a cancelled job is killed after ten seconds. */
const graceOfLast = 9_000;

export function startDeadline(milliseconds: number, { now, timer }: Pick<World, 'now' | 'timer'>): Deadline {
  const controller = new AbortController();
  const last = new AbortController();
  let stopLast = () => {};
  const abort = (reason: ActionError) => {
    if (controller.signal.aborted) return;
    stopLast = timer(graceOfLast, () => last.abort(reason));
    controller.abort(reason);
  };
  const timedOut = () =>
    abort(new ActionError('TIMED_OUT', 'the run took longer than its timeout', 'raise timeout and run again'));
  let end = now() + milliseconds;
  let stop = timer(milliseconds, timedOut);
  return {
    signal: controller.signal,
    last: last.signal,
    extend(more) {
      stop();
      end += more;
      stop = timer(end - now(), timedOut);
    },
    cancel: () => abort(cancelled('the job was cancelled', 'run again; what was done is found and not done twice')),
    fail: abort,
    end() {
      stop();
      const over = cancelled('the run is over', 'nothing');
      abort(over);
      stopLast();
      // What a KMS was asked for may still be under way.
      last.abort(over);
    },
  };
}

function cancelled(what: string, cure: string): ActionError {
  return new ActionError('CANCELLED', what, cure);
}

/**
 * Waits for a run, as long as it may take.
 * @throws ActionError `TIMED_OUT` or `CANCELLED` where that is why it failed, or where it does not end
 */
export async function within<T>({ signal, last }: Deadline, run: Promise<T>): Promise<T> {
  try {
    return await untilAborted(run, last);
  } catch (error) {
    // The error of a pause that is cut short does not say why.
    throw signal.aborted && !(error instanceof ActionError) ? signal.reason : error;
  }
}
