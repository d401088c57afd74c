import { type Content, contentsOf, type Found, isNothing, isOurs } from './content.js';
import type { StoreContents } from './store.js';

/** What the two labels of a secret stand at. */
export interface Labels {
  readonly current?: Found;
  readonly pending?: Found;
  /** The secret waits for its removal and cannot be read. */
  readonly removed: boolean;
}

/**
 * A pending document that became AWSCURRENT by itself, being the first version of a secret that someone made without a value. Only ours:
 * a rotation of AWS leaves its AWSPENDING at the current version, and that is not to be touched.
 */
export function isPendingOnly({ current, pending }: Labels): boolean {
  if (current === undefined || current.version !== pending?.version || !isOurs(current)) return false;
  return current.document?.DFNS_AUTH_TOKEN === undefined && current.document?.DFNS_USERNAME === undefined;
}

/** What stands at each place, once a version with both labels is counted once. */
export function placesOf(labels: Labels): { current: Found | undefined; pending: Found | undefined } {
  const { current, pending } = labels;
  const isSame = current?.version === pending?.version;
  return {
    current: isPendingOnly(labels) ? undefined : unlessNothing(current),
    pending: isSame && !isPendingOnly(labels) ? undefined : unlessNothing(pending),
  };
}

export function contentsOfLabels(labels: Labels): StoreContents {
  const { current, pending } = placesOf(labels);
  return contentsOf(current, pending, 'its version AWSPENDING');
}

function unlessNothing<C extends Content>(content: C | undefined): C | undefined {
  return isNothing(content) ? undefined : content;
}
