import type { GithubTarget } from '../account/store-target.js';
import { storeError } from './fault.js';
import type { StoredDocument } from './store.js';

/** How many secrets a scope takes, and how large one may be (GitHub, limits for secrets). */
const MOST = { repository: 100, environment: 100, organization: 1000 };
const LARGEST = 48 * 1024;

/**
 * Refuses names for which there is no room.
 * @param listed the names that the scope has
 * @param wanted the names that are to be there at the same time
 * @throws ActionError `STORE_FULL`
 */
export function refuseLackOfRoom(target: GithubTarget, listed: readonly string[], wanted: readonly string[]): void {
  const fresh = [...new Set(wanted)].filter((name) => !listed.includes(name)).length;
  const most = MOST[target.scope];
  if (fresh === 0 || listed.length + fresh <= most) return;
  throw storeError(target.target, {
    code: 'STORE_FULL',
    what: `has no room: it holds ${listed.length} secrets of the ${most} that GitHub lets ${article[target.scope]} have, and ${fresh} more are needed`,
    cure: 'Remove secrets that nobody needs, or keep the credential in an environment or another store.',
  });
}

const article = { repository: 'a repository', environment: 'an environment', organization: 'an organization' };

/** Refuses a value before any other of its document is written. @throws ActionError `STORE_FAILED` */
export function refuseTooLarge({ target }: GithubTarget, document: StoredDocument): void {
  const [name] = Object.entries(document).find(([, value]) => Buffer.byteLength(value) > LARGEST) ?? [];
  if (name === undefined) return;
  throw storeError(target, {
    code: 'STORE_FAILED',
    what: `cannot keep ${name}: it has more than the 48 KB that GitHub takes for a secret`,
    cure: 'Keep the credential in another store.',
  });
}
