import { DfnsFault } from './fault.js';
import { type ChangeRequest, readChangeRequest } from './responses.js';
import { PolicyPendingError } from './sdk.js';

/** A change that Dfns made, or holds for approval (202, facts 1.6). */
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

/** A refusal that may only say that the wanted state is there already: where it is, that is an answer too. */
export async function unlessRefusedWith<T>(
  statuses: number[],
  look: () => Promise<T | undefined>,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DfnsFault) || error.status === undefined || !statuses.includes(error.status)) throw error;
    const found = await look();
    if (found === undefined) throw error;
    return found;
  }
}
