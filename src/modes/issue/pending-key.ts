import { type KnownKey, privateKeyOf } from '../../core/signing-key.js';
import { pendingDocument } from '../../core/stored-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import { keySource } from '../change/key-source.js';
import type { Context } from '../context.js';
import type { CredentialStores } from '../credential-stores/stores.js';

/** The user's own key or the one in a KMS, else the one that waits in the store, else a new one. */
export async function keyToAskFor(
  { key }: Options,
  { requested }: CredentialStores,
  context: Context,
): Promise<KnownKey> {
  const waiting = 'type' in key && requested?.key;
  // One in a KMS waits from a time when `key` was given: a new request is made.
  const asked = waiting && 'privateKey' in waiting ? waiting : await keySource(key, context).next();
  const privateKey = privateKeyOf(asked);
  if (privateKey) context.protect(privateKey);
  return asked;
}

/** Stores the key before anybody is asked: a run that dies in between leaves a key without an issue, and the next one opens it. */
export async function keepPending(
  key: KnownKey,
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
