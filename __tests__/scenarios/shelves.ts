import type { StoredDocument } from '../../src/stores/store.js';
import type { cupboardOf, Shelf } from './kept.js';

/** What is done at a place of its own in the stores of one provider. */
export function shelvesOf(cupboard: ReturnType<typeof cupboardOf>) {
  const onShelf = async (play: (shelf: Shelf) => Promise<void>) => {
    const shelf = await cupboard.shelf();
    try {
      await play(shelf);
    } finally {
      await shelf.close();
    }
  };
  const stored = async ({ store }: Shelf) => (await store.read()).current;
  const replaceWith = async (shelf: Shelf, document: StoredDocument, others?: Record<string, unknown>) => {
    await shelf.store.putCurrent(document, (await stored(shelf))?.version, others);
    return stored(shelf);
  };
  return { onShelf, stored, replaceWith };
}
