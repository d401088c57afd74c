import { type Account, wasMadeWith } from '../../core/observed.js';
import { isOfKey, isRequest } from '../../core/pending-changes.js';
import type { KnownKey } from '../../core/signing-key.js';
import { type CredentialDocument, type Pending, pendingDocument } from '../../core/stored-credential.js';
import { ActionError } from '../../error.js';
import { saveForPost } from '../ephemeral.js';
import { isInUse } from '../keys/declared-key.js';
import type { ProvenCredential } from '../report/results.js';
import type { Change } from './change.js';

/**
 * Before anything is made or archived, every store has taken a write, and other runs are shut out.
 * @returns the key that is pending in the stores, where an account is to be made
 */
export async function beginChange(change: Change): Promise<KnownKey | undefined> {
  const { decision, stores, client, context, options } = change;
  const kinds = decision.plan.steps.map(({ step }) => step);
  if (kinds.includes('create-account')) {
    await letOtherEnd(change);
    return nextKey(change);
  }
  if (stores.hasUnfinished || kinds.includes('archive-account') || kinds.includes('rename-account')) {
    const { orgId } = client.session.claims;
    await writePending(pendingDocument({ apiUrl: options.apiUrl, orgId }, context.clock.now()), change);
  }
  return undefined;
}

/**
 * Where no other key can be made, a run that is at work with the same one is given time to end: whoever takes over from it may make it
 * archive its account, and Dfns takes a key once. One that stands still is taken over from.
 * @throws ActionError `STORE_CONFLICT` where it went on, so that this one looks again
 */
async function letOtherEnd({ stores, options, declared, connection }: Change): Promise<void> {
  const fixed = 'own' in options.key ? options.key.own : declared?.cannotRenew && declared.key;
  const isOfFixed = ({ fingerprint, reason }: Pending) =>
    fixed && reason !== 'request' && fingerprint && fixed.fingerprint.startsWith(fingerprint);
  if (!stores.pending.some(isOfFixed)) return;
  await stores.lock.waitForOtherRun(connection.signal);
  if (!(await stores.lock.hasMoved())) return;
  throw new ActionError(
    'STORE_CONFLICT',
    `another run is at work for ${options.name}, with the same key`,
    'run again; to let runs wait for each other, give the job a concurrency group',
  );
}

/** Another key for the account, once it is pending in every store. */
export async function nextKey(change: Change): Promise<KnownKey> {
  const { decision, keys, context, options, organisation } = change;
  const { orgId, reason } = decision;
  const key = await keys.next((meant) => isInUse(meant, organisation.accounts));
  await writePending(pendingDocument({ apiUrl: options.apiUrl, orgId }, context.clock.now(), key, reason), change);
  if (options.ephemeral) saveForPost(keys.handedOut, { ...options, orgId }, context);
  return key;
}

async function writePending(document: CredentialDocument, { decision, stores }: Change): Promise<void> {
  const { finding, owner } = decision;
  await stores.lock.begin(
    document,
    (found) => finding.state === 'working' && broughtCredential(found, finding.known.key, owner),
  );
}

/** A request to a person stays until the account is brought, or the request is ended: its key is kept nowhere else. */
export async function endChange({ key }: ProvenCredential, change: Change): Promise<void> {
  const { decision, stores, options, context } = change;
  const { account } = decision.plan;
  await stores.lock.end((found) => isRequest(found) && !broughtCredential(found, key, account));
  if (!stores.requested || options.stores.length === 0) return;
  context.warn(
    `a person was asked for the service account ${options.name}, and the key of that request is kept beside the credential; a run with ` +
      'mode: request ends the request, now that a credential works',
  );
}

/** Whether a pending change is the one that brought this credential. */
function broughtCredential(
  pending: CredentialDocument,
  key: ProvenCredential['key'],
  owner: Account | undefined,
): boolean {
  const { DFNS_KEY_FINGERPRINT: fingerprint } = pending;
  if (key) return isOfKey(pending, key.fingerprint);
  return fingerprint !== undefined && owner !== undefined && wasMadeWith(owner, fingerprint) === true;
}
