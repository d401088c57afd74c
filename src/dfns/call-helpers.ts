import type { Connection } from './connection.js';
import type { Operation } from './dfns-error.js';
import { DfnsFault } from './fault.js';
import { type ChangeRequest, readChangeRequest } from './responses.js';
import { PolicyPendingError } from './sdk.js';

/** A change that Dfns made, or holds for approval (202, docs/dfns-api.md, 1.6). */
export type Applied<T> = { readonly done: T } | { readonly pending: ChangeRequest };

/** The items of every page of a list. */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<{ items: T[]; nextPageToken: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.nextPageToken;
    // A page that leads back to itself would never end.
    if (token !== undefined && seen.has(token)) break;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return items;
}

/** What asks for a page; nothing for the first. */
export function page(paginationToken: string | undefined): { query?: { paginationToken: string } } {
  return paginationToken === undefined ? {} : { query: { paginationToken } };
}

/** The SDK throws where Dfns answers 202. */
export async function applied<T>(call: () => Promise<T>): Promise<Applied<T>> {
  try {
    return { done: await call() };
  } catch (error) {
    if (error instanceof PolicyPendingError) return { pending: readChangeRequest(error.context) };
    throw error;
  }
}

/** A change that leaves the same state behind however often it is made. */
export interface IdempotentChange<T> extends Operation {
  readonly call: () => Promise<T>;
  /** Looks for the wanted state. @returns `undefined` where it is not there */
  readonly alreadyDone: () => Promise<T | undefined>;
  /** The statuses of refusals that may only mean that the wanted state is there already. */
  readonly refusedWith: readonly number[];
}

/** Makes a change; where Dfns refuses it, or its response is lost, the wanted state may be there all the same. @throws ActionError */
export function idempotent<T>({ perform }: Pick<Connection, 'perform'>, change: IdempotentChange<T>): Promise<T> {
  const { call, alreadyDone, refusedWith, ...operation } = change;
  const callOnce = async () => {
    try {
      return await call();
    } catch (error) {
      const mayBeDone = error instanceof DfnsFault && refusedWith.some((status) => status === error.status);
      const found = mayBeDone ? await alreadyDone() : undefined;
      if (found === undefined) throw error;
      return found;
    }
  };
  return perform(operation, callOnce, alreadyDone);
}
