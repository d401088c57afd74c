import type { Deadline } from '../deadline.js';

/** The time of a run that many accounts share: while several wait for a person at once, that is one wait. @param now milliseconds */
export function sharedDeadline(deadline: Deadline, now: () => number): Deadline {
  /** When the last of the waits is over. */
  let until = Number.NEGATIVE_INFINITY;
  return {
    ...deadline,
    extend(milliseconds) {
      const end = now() + milliseconds;
      const more = end - Math.max(now(), until);
      if (more <= 0) return;
      deadline.extend(more);
      until = end;
    },
  };
}
