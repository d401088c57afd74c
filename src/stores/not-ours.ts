import { type Content, isOurs } from './content.js';
import { storeError } from './fault.js';

/** Refuses to write over, move or remove what is not ours. @throws ActionError `STORE_CONFLICT`: the modes had read something else */
export function requireDocument(target: string, found: Content | undefined, place = 'there'): void {
  const { foreign, unreadable } = found ?? {};
  if (foreign === undefined && unreadable === undefined) return;
  throw storeError(target, {
    code: 'STORE_CONFLICT',
    what: `was changed by somebody else: ${foreign === undefined ? `what stands ${place} cannot be read, ${unreadable}` : `${foreign} stands ${place} now`}; it is left as it is`,
    cure: 'Find out who writes to this target; name another one, or remove what nobody needs, then run the job again.',
  });
}

/** Only what has a member of ours is removed. @throws ActionError `STORE_CONFLICT` */
export function requireOurs(target: string, found: Content | undefined, place: string): void {
  requireDocument(target, found, place);
  if (found === undefined || found.document === undefined || isOurs(found)) return;
  throw storeError(target, {
    code: 'STORE_CONFLICT',
    what: `was changed by somebody else: JSON that is no document of this action stands ${place} now; it is left as it is`,
    cure: 'Check the target; empty it yourself if nobody needs what it holds, then run the job again.',
  });
}

/** A place in the words of a message. */
export function placeOf({ what }: { readonly what: 'current' | 'pending' }): string {
  return what === 'current' ? 'there' : 'where its pending document is kept';
}
