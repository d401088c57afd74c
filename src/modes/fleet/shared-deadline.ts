import type { Deadline } from '../deadline.js';

/** The time of a run that many accounts share: while several wait for a person at once, that is one wait. */
export function sharedDeadline(deadline: Deadline): Deadline {
  let added = 0;
  return {
    ...deadline,
    extend(milliseconds) {
      if (milliseconds <= added) return;
      deadline.extend(milliseconds - added);
      added = milliseconds;
    },
  };
}
