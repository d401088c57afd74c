import { certain } from './document.js';
import { conflict } from './fault.js';
import type { Kept, StoredDocument } from './store.js';

/** One secret of a provider that only adds versions and knows no check-and-set (Google, Azure). */
export interface AppendOnlySecret {
  /** What a reader gets: the newest version, if it is alive and holds a document. */
  newest(): Promise<Kept | undefined>;
  /** Ends the life of every version but this one. */
  keepOnly(version: string): Promise<void>;
  /** Adds a version that shall follow `after`, making the secret where it is missing. @returns the new version */
  add(document: StoredDocument, after: string | undefined): Promise<string>;
  /** The earliest version that another run added after the same one, before `own`. */
  earlierRival(own: string, after: string | undefined): Promise<Kept | undefined>;
  retire(version: string): Promise<void>;
}

/**
 * Adds a version as if the provider had check-and-set: of runs that added one after the same version the first wins, and a run that
 * comes later puts the winner's document back on top, retires its own and reports the conflict. For that moment a reader may see
 * the loser's document; that is as far as these providers go.
 * @throws ActionError `STORE_CONFLICT`
 */
export async function putFirst(
  secret: AppendOnlySecret,
  document: StoredDocument,
  expected: string | undefined,
  place: { readonly target: string; readonly what: 'current' | 'pending' },
): Promise<string> {
  if ((await secret.newest())?.version !== expected) throw conflict(place.target, place.what);
  // Before the write: a forbidden removal is then found out while nothing is lost, and the write leaves two versions alive.
  if (expected !== undefined) await secret.keepOnly(expected);
  const own = await certain(
    () => secret.add(document, expected),
    () => secret.newest(),
    document,
  );
  const winner = await secret.earlierRival(own, expected);
  if (winner === undefined) return own;
  if ((await secret.newest())?.version === own) {
    await secret.add(winner.document, own);
    if (expected !== undefined) await secret.retire(expected);
  }
  await secret.retire(own);
  throw conflict(place.target, place.what);
}
