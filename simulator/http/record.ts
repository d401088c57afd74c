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

/** A request and the answer that the server had, for tests that hold every one of them to the contract. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly body: unknown;
}

let watcher: ((exchange: Exchange) => void) | undefined;

/** Tells of every exchange of every simulator of this process. */
export function watchExchanges(watch: (exchange: Exchange) => void): void {
  watcher = watch;
}

export function tellOf(exchange: Exchange): void {
  watcher?.(exchange);
}

export type Moment = 'before' | 'after';
export type Observer = (moment: Moment, record: RequestRecord) => void | Promise<void>;
