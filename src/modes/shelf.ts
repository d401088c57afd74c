import type { CredentialDocument } from '../account/document.js';
import { ActionError } from '../error.js';
import type { Store, StoreContents } from '../stores/store.js';

/** A store and what it was last seen, or made, to hold. */
export interface Shelf {
  readonly store: Store;
  contents: StoreContents;
  isRead?: boolean;
  /** The pending version that this run wrote. */
  announced?: string;
}

/** Says in a store that a change is under way; one that another run began is taken over. @throws ActionError `STORE_CONFLICT` */
export async function announceOn(shelf: Shelf, document: CredentialDocument): Promise<void> {
  const { store, contents } = shelf;
  const found = contents.pending;
  const version = await store.putPending(document, found?.version);
  shelf.contents = { ...contents, pending: { document, version } };
  const isTakeover = found !== undefined && found.version !== shelf.announced;
  shelf.announced = version;
  if (isTakeover && store.readable) await fence(shelf);
}

/**
 * Makes sure that the run whose change is taken over cannot make its credential the current one any more: the current document is
 * written again, unchanged, so that the version which the other run expects is gone.
 */
async function fence(shelf: Shelf): Promise<void> {
  const { store, contents } = shelf;
  const { current } = contents;
  if (current) {
    const version = await store.putCurrent(current.document, current.version);
    shelf.contents = { ...contents, current: { ...current, version } };
  } else if ((await store.read()).current) {
    throw new ActionError(
      'STORE_CONFLICT',
      `another run wrote to ${store.target} while this run was at work`,
      'run again; to let runs wait for each other, give the job a concurrency group',
    );
  }
}
