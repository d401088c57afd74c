import type { GcpTarget } from '../core/store-target.js';
import { connectGcp } from './gcp-client.js';
import { GcpSecret } from './gcp-secret.js';
import { GcpSecretApi } from './gcp-secret-api.js';
import type { Store, StoreSettings } from './store.js';
import { twoSecretStore } from './two-secret-store.js';

/**
 * GCP Secret Manager: a JSON secret version, the pending document in a sibling secret `NAME-pending`. Google knows no
 * check-and-set, see emulated-cas.ts.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest
 */
export async function openGcpSecretManager(target: GcpTarget, settings: StoreSettings): Promise<Store> {
  const ask = connectGcp(target, settings);
  return twoSecretStore(
    target,
    (name) => new GcpSecret(target, new GcpSecretApi(target, ask, name), name, settings.warn),
  );
}
