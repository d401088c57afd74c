import { confirmWrite } from './confirm-write.js';
import { type Found, isNothing, isOurs, keptIn } from './content.js';
import { conflict } from './fault.js';
import { placeOf, requireDocument } from './not-ours.js';

/** A version as it stands there, with all that it takes to put it back. */
export interface Version extends Found {
  readonly raw: Buffer;
}

/** One secret of a provider that only adds versions and knows no check-and-set (Google, Azure). */
export interface AppendOnlySecret<V extends Version = Version> {
  /** What a reader gets: the newest version that is alive; `undefined` where there is none, or an empty document. */
  newest(): Promise<V | undefined>;
  /** Ends the life of every version of ours but this one. */
  keepOnly(version: string | undefined): Promise<void>;
  /** Adds a version that shall follow `after`, making the secret where it is missing. `like` is what it takes the place of. @returns the new version */
  add(raw: Buffer, after: string | undefined, like: V | undefined): Promise<string>;
  /** The earliest version that another run, or anybody else, added after the same one, before `own`. */
  earlierRival(own: string, after: string | undefined): Promise<V | undefined>;
  retire(version: string): Promise<void>;
  /** Removes what is ours, of which `found` is the newest. */
  remove(found: V): Promise<void>;
}

export interface Place {
  readonly target: string;
  readonly what: 'current' | 'pending';
}

/**
 * Adds a version as if the provider had check-and-set: of runs that added one after the same version the first wins, and a run that
 * comes later puts the winner's value back on top, retires its own and reports the conflict. For that moment a reader may see
 * the loser's document; that is as far as these providers go.
 * @throws ActionError `STORE_CONFLICT`
 */
export async function putFirst<V extends Version>(
  secret: AppendOnlySecret<V>,
  text: string,
  expected: string | undefined,
  place: Place,
): Promise<string> {
  const found = await secret.newest();
  requireDocument(place.target, found, placeOf(place));
  if (found?.version !== expected) throw conflict(place.target, place.what);
  // Before the write: a forbidden removal is then found out while nothing is lost, and the write leaves two versions alive.
  await secret.keepOnly(expected);
  const own = await confirmWrite(
    () => secret.add(Buffer.from(text), expected, found),
    async () => keptIn(await secret.newest()),
    text,
  );
  const winner = await secret.earlierRival(own, expected);
  if (winner === undefined) return own;
  if ((await secret.newest())?.version === own) {
    await secret.add(winner.raw, own, winner);
    // What came between was a run's that had read the same version, and has replaced it.
    if (expected !== undefined && isOurs(winner)) await secret.retire(expected);
  }
  await secret.retire(own);
  requireDocument(place.target, winner, placeOf(place));
  throw conflict(place.target, place.what);
}

/** A version that counts as none is none. */
export function unlessNothing<V extends Version>(version: V | undefined): V | undefined {
  return isNothing(version) ? undefined : version;
}

/** What stands for a version that is there and cannot be read. @param why completes "cannot be read: …" */
export function unreadableVersion(why: string): Version {
  return { unreadable: why, raw: Buffer.alloc(0), version: '' };
}
