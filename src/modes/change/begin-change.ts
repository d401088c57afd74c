import { type Account, wasMadeWith } from '../../core/observed.js';
import { isOfKey, isRequest } from '../../core/pending-changes.js';
import type { Plan } from '../../core/plan.js';
import { type CredentialDocument, pendingDocument } from '../../core/stored-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import type { ProvenCredential } from '../report/results.js';
import type { NewKey } from './key-source.js';
import type { Tools } from './progress.js';

/** What carrying out takes besides: how a change is begun in the stores. */
export interface ChangeTools extends Tools {
  readonly beginChange: (document: CredentialDocument) => Promise<void>;
}

/** Before anything is made or archived, every store has taken a write, and other runs are shut out. */
export async function announceChange(
  plan: Plan,
  { keeper, nextKey, beginChange, client, clock }: ChangeTools,
  { apiUrl }: Options,
): Promise<NewKey | undefined> {
  if (plan.steps.some(({ step }) => step === 'create-account')) return nextKey();
  if (keeper.hasUnfinished || plan.steps.some(({ step }) => step === 'archive-account' || step === 'rename-account')) {
    await beginChange(pendingDocument({ apiUrl, orgId: client.session.claims.orgId }, clock.now()));
  }
  return undefined;
}

/** What a person was asked for stays until it is brought, or the request is ended: its key is kept nowhere else. */
export async function endChange(
  { key }: ProvenCredential,
  { account }: Plan,
  { keeper, warn }: Tools,
  { name, stores }: Options,
): Promise<void> {
  await keeper.lock.end((change) => isRequest(change) && !isOf(change, key, account));
  if (!keeper.requested || stores.length === 0) return;
  warn(
    `a person was asked for the service account ${name}, and the key of that request is kept beside the credential; a run with ` +
      'mode: request ends the request, now that a credential works',
  );
}

/** Whether a pending change is one that brought this credential. */
export function isOf(change: CredentialDocument, key: ProvenCredential['key'], owner: Account | undefined): boolean {
  const { DFNS_KEY_FINGERPRINT: fingerprint } = change;
  if (key) return isOfKey(change, key.fingerprint);
  return fingerprint !== undefined && owner !== undefined && wasMadeWith(owner, fingerprint) === true;
}
