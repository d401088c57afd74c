import type { Event } from './event.js';

/** What became of a history. */
export interface Outcome {
  /** What must not be and was; none where all held. */
  readonly broken: readonly string[];
  /** Whether every event met its request. */
  readonly isWhole: boolean;
  /** The state at its end. */
  readonly end: string;
}

/** What follows from a state, with requests counted from there. */
export interface Ending extends Outcome {
  readonly starts: readonly number[];
  readonly requests: number;
  readonly states: readonly string[];
}

/** What became of a state, between two runs, and of the events that were still to come: the same for the same ones. */
export const endings = new Map<string, Ending>();

/** @param step the requests before the state */
export function keyOf(state: string, events: readonly Event[], step: number): string {
  return [state, ...events.map(({ at, kind }) => `${at - step}:${kind}`)].join(' ');
}
