import { createHash } from 'node:crypto';
import type { Kept, StoredDocument } from './store.js';

/** The document as the JSON text that is kept, with what others added, its names in a fixed order. */
export function toText(document: StoredDocument, others: Kept['others'] = {}): string {
  const members = Object.entries({ ...others, ...document });
  return JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Tells two values apart where a provider counts its versions from 1 again after a removal: 64 bits of SHA-256. */
export function fingerprint(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}
