import { ActionError } from '../error.js';
import type { World } from '../world.js';

/** The time of a run: `signal` is aborted when it is up, or when the runner cancels the job. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Adds milliseconds: waiting for a person's approval does not count against `timeout`. */
  extend(milliseconds: number): void;
  cancel(): void;
  /** Ends what is still under way, so that the process can end. */
  end(): void;
}

export function startDeadline(milliseconds: number, { now, timer }: Pick<World, 'now' | 'timer'>): Deadline {
  const controller = new AbortController();
  const timedOut = () =>
    controller.abort(
      new ActionError('TIMED_OUT', 'the run took longer than its timeout', 'raise timeout and run again'),
    );
  let end = now() + milliseconds;
  let stop = timer(milliseconds, timedOut);
  return {
    signal: controller.signal,
    extend(more) {
      stop();
      end += more;
      stop = timer(end - now(), timedOut);
    },
    cancel: () =>
      controller.abort(
        new ActionError('CANCELLED', 'the job was cancelled', 'run again; what was done is found and not done twice'),
      ),
    end() {
      stop();
      controller.abort(new ActionError('CANCELLED', 'the run is over', 'nothing'));
    },
  };
}
