import type { PublicKey } from '../../core/key-pair.js';
import { type Account, wasMadeWith } from '../../core/observed.js';
import type { KeyInKms } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import type { KmsKey } from '../../kms/kms.js';
import type { Options } from '../../runner/inputs/options.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
import type { Finding } from '../observe/prover.js';
import type { KmsKeys } from './kms-keys.js';

/** What `key` means, where it names a key in a KMS. */
export interface DeclaredKmsKey {
  readonly key: KmsKey;
  /** Why no new version of it can be made; absent where one can. */
  readonly cannotRenew?: ActionError;
}

/** Looks up the key that `key` names. @throws ActionError `KMS_…` */
export async function openDeclared(
  { key }: { readonly key: Options['key'] | BootstrapOptions['key'] },
  kms: KmsKeys,
): Promise<DeclaredKmsKey | undefined> {
  if (!('kms' in key)) return undefined;
  const [opened, cannotRenew] = await Promise.all([
    kms.open(key.kms),
    kms.refuseFixed(key.kms).catch((error: unknown) => {
      if (error instanceof ActionError) return error;
      throw error;
    }),
  ]);
  return { key: opened, ...(cannotRenew && { cannotRenew }) };
}

/** Whether a working credential is of another key than the one that `key` means now. @param declared the latter, where it is in a KMS */
export function signsWithOther(finding: Finding, declared: KeyInKms | undefined): boolean {
  return (
    declared !== undefined && finding.state === 'working' && finding.known.key?.fingerprint !== declared.fingerprint
  );
}

/** Whether an account was made with a key: Dfns takes a key once. */
export function isInUse({ fingerprint }: PublicKey, accounts: readonly Account[]): boolean {
  return accounts.some((account) => wasMadeWith(account, fingerprint) === true);
}
