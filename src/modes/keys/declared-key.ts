import { ActionError } from '../../error.js';
import type { KmsKey } from '../../kms/kms.js';
import type { Options } from '../../runner/inputs/options.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
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
