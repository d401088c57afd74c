import { pendingDocument } from '../../core/stored-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import { keySource, type NewKey } from '../change/key-source.js';
import type { Context } from '../context.js';
import type { CredentialStores } from '../credential-stores/stores.js';

/** The user's own key, else the one that waits in the store, else a new one. */
export async function keyToAskFor(
  { key }: Options,
  { requested }: CredentialStores,
  { protect, world }: Context,
): Promise<NewKey> {
  if ('own' in key) return key.own;
  const waiting = requested?.key ?? (await keySource(key, world).next());
  if (waiting.privateKey) protect(waiting.privateKey);
  return waiting;
}

/** Stores the key before anybody is asked: a run that dies in between leaves a key without an issue, and the next one opens it. */
export async function keepPending(
  key: NewKey,
  { apiUrl, orgId }: Options,
  stores: CredentialStores,
  now: Date,
  isAsked: boolean,
): Promise<void> {
  const { requested } = stores;
  if (requested?.isEverywhere && requested.pending.fingerprint === key.fingerprint) return;
  // Targets that cannot be read do not show whether they were written; where the issue is there, they were.
  if (!stores.isReadable && isAsked) return;
  const since = requested?.pending.since ?? now;
  await stores.lock.begin(pendingDocument({ apiUrl, orgId }, since, key, 'request'), () => false);
}
