import { ActionError } from '../error.js';

/** The time of a run: `signal` is aborted when it is up, or when the runner cancels the job. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Adds milliseconds: waiting for a person's approval does not count against `timeout`. */
  extend(milliseconds: number): void;
  cancel(): void;
  /** Ends what is still under way, so that the process can end. */
  end(): void;
}

export function startDeadline(milliseconds: number): Deadline {
  const controller = new AbortController();
  const timedOut = () =>
    controller.abort(
      new ActionError('TIMED_OUT', 'the run took longer than its timeout', 'raise timeout and run again'),
    );
  let end = Date.now() + milliseconds;
  let timer = setTimeout(timedOut, milliseconds);
  return {
    signal: controller.signal,
    extend(more) {
      clearTimeout(timer);
      end += more;
      timer = setTimeout(timedOut, end - Date.now());
    },
    cancel: () =>
      controller.abort(
        new ActionError('CANCELLED', 'the job was cancelled', 'run again; what was done is found and not done twice'),
      ),
    end() {
      clearTimeout(timer);
      controller.abort(new ActionError('CANCELLED', 'the run is over', 'nothing'));
    },
  };
}
