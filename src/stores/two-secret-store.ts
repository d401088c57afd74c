import { settleAll } from '../network/async.js';
import { contentsOf, othersIn } from './content.js';
import { toText } from './document.js';
import { type AppendOnlySecret, type Place, putFirst, type Version } from './emulated-cas.js';
import { conflict } from './fault.js';
import { placeOf, requireDocument, requireOurs } from './not-ours.js';
import type { Kept, Store, StoreContents, StoredDocument } from './store.js';

/** A secret whose pending document can be ended. */
export interface EndableSecret<V extends Version> extends AppendOnlySecret<V> {
  /** Removes a pending document, as far as the identity may. */
  end(version: string): Promise<void>;
}

/**
 * A store that keeps the current document in one secret and the pending one in a sibling `NAME-pending` (Google, Azure).
 * @param open gives one secret of the provider by its name
 */
export function twoSecretStore<V extends Version>(
  { target, name }: { readonly target: string; readonly name: string },
  open: (name: string) => EndableSecret<V>,
): Store {
  const sibling = `${name}-pending`;
  return new TwoSecretStore(target, open(name), open(sibling), sibling);
}

class TwoSecretStore<V extends Version> implements Store {
  readonly readable = true;
  private readonly places: readonly [Place, Place];

  constructor(
    readonly target: string,
    private readonly current: EndableSecret<V>,
    private readonly pending: EndableSecret<V>,
    private readonly sibling: string,
  ) {
    this.places = [
      { target, what: 'current' },
      { target, what: 'pending' },
    ];
  }

  async read(): Promise<StoreContents> {
    const [current, pending] = await Promise.all([this.current.newest(), this.pending.newest()]);
    return contentsOf(current, pending, this.sibling);
  }

  async readCurrent(): Promise<StoreContents> {
    return contentsOf(await this.current.newest(), undefined, this.sibling);
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    return putFirst(this.pending, toText(document), expected, this.places[1]);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined, others?: Kept['others']): Promise<string> {
    return putFirst(this.current, toText(document, others), expected, this.places[0]);
  }

  async removePending(expected: string): Promise<void> {
    const found = await this.pending.newest();
    if (found === undefined) return;
    requireDocument(this.target, found, placeOf(this.places[1]));
    if (found.version !== expected) throw conflict(this.target, 'pending');
    await this.pending.end(expected);
  }

  async clear(): Promise<void> {
    const [current, pending] = await Promise.all([this.current.newest(), this.pending.newest()]);
    requireOurs(this.target, current, placeOf(this.places[0]));
    requireOurs(this.target, pending, placeOf(this.places[1]));
    await settleAll([
      this.empty(this.current, current, this.places[0]),
      this.empty(this.pending, pending, this.places[1]),
    ]);
  }

  private async empty(secret: EndableSecret<V>, found: V | undefined, place: Place): Promise<void> {
    if (found === undefined) return;
    const theirs = othersIn(found);
    if (theirs === undefined) return secret.remove(found);
    const rest = await putFirst(secret, toText(theirs.document ?? {}, theirs.others), found.version, place);
    await secret.keepOnly(rest);
  }
}
