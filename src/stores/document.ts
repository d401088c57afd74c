import { createHash } from 'node:crypto';
import { isUnclear } from './fault.js';
import type { Kept, StoredDocument } from './store.js';

/** The document as the JSON text that is kept, its names in a fixed order. */
export function toText(document: StoredDocument): string {
  return JSON.stringify(Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * Reads a kept text. An empty document counts as none, and so does what this action did not write (no object, values that
 * are no strings): such values are dropped.
 */
export function fromText(text: string | undefined): StoredDocument | undefined {
  try {
    return fromValue(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

export function fromValue(value: unknown): StoredDocument | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Tells two documents apart where a provider counts its versions from 1 again after a removal: 64 bits of SHA-256. */
export function fingerprint(document: StoredDocument): string {
  return createHash('sha256').update(toText(document)).digest('hex').slice(0, 16);
}

/**
 * Makes a conditional write whose outcome is known: where its response was lost, what is kept is read back and compared.
 * @returns the version of what was written
 */
export async function certain(
  write: () => Promise<string>,
  readBack: () => Promise<Kept | undefined>,
  document: StoredDocument,
): Promise<string> {
  try {
    return await write();
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const kept = await readBack().catch(() => undefined);
    if (kept === undefined || fingerprint(kept.document) !== fingerprint(document)) throw error;
    return kept.version;
  }
}
