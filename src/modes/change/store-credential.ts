import type { CredentialDocument } from '../../core/stored-credential.js';
import { ActionError } from '../../error.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import { newCredential, type Progress } from './progress.js';

/** Makes a document the current one of a target. From the moment of the write on, the account must stay. */
export async function storeCredential(
  target: string,
  document: CredentialDocument,
  progress: Progress,
  stores: CredentialStores,
): Promise<void> {
  const before = progress.account;
  const credential = newCredential(before);
  if (before.is !== 'stored') progress.account = { is: 'storing', credential };
  try {
    await stores.writeCurrent(target, document);
  } catch (error) {
    // A conflict says for certain that nothing was written.
    if (error instanceof ActionError && error.code === 'STORE_CONFLICT') progress.account = before;
    throw error;
  }
  progress.account = { is: 'stored', credential };
}
