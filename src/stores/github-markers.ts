import { isRequest } from '../core/pending-changes.js';
import { MARKER } from './github-names.js';
import type { StoredDocument } from './store.js';

const REQUEST = '_REQUEST';
const END = /^_([0-9A-F]{8})(_REQUEST)?$/;

/** Whether a secret's name, after the first part of every marker's, goes on as one's: others may begin like it. */
export function isEndOfMarker(end: string): boolean {
  return END.test(end);
}

/** The name of the secret that marks a change; of a request it says so, since a person may have the token of its account. */
export function markerOf(change: StoredDocument): string {
  const digits = change.DFNS_KEY_FINGERPRINT?.slice(0, 8).toUpperCase();
  return digits ? `${MARKER}_${digits}${isRequest(change) ? REQUEST : ''}` : MARKER;
}

/** The change that a marker stands for, read from the end of its name. */
export function changeOf(end: string, updatedAt: Date): StoredDocument {
  const [, digits, request] = END.exec(end) ?? [];
  return {
    DFNS_PENDING_SINCE: updatedAt.toISOString(),
    ...(digits && { DFNS_KEY_FINGERPRINT: digits.toLowerCase() }),
    ...(request && { DFNS_PENDING_REASON: 'request' }),
  };
}
