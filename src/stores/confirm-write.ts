import { toText } from './document.js';
import { isUnclear } from './fault.js';
import type { Kept } from './store.js';

/**
 * Makes a conditional write whose outcome is known: where its response was lost, what is kept is read back and compared.
 * @returns the version of what was written
 */
export async function confirmWrite(
  write: () => Promise<string>,
  readBack: () => Promise<Kept | undefined>,
  text: string,
): Promise<string> {
  try {
    return await write();
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const kept = await readBack().catch(() => undefined);
    if (kept === undefined || toText(kept.document, kept.others) !== text) throw error;
    return kept.version;
  }
}
