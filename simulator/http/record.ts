import type { ActorKind } from '../organisation/actor.js';

/** One request, as it arrived and as it was answered. */
export interface RequestRecord {
  /** Counts from 1, in order of arrival. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Of the answer that the server had, also where a fault kept it from the client. */
  status?: number;
  readonly actor: ActorKind | 'none';
  readonly body?: unknown;
}

export type Moment = 'before' | 'after';
export type Observer = (moment: Moment, record: RequestRecord) => void | Promise<void>;
