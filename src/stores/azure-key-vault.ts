import type { AzureTarget } from '../core/store-target.js';
import { azureClient } from './azure-client.js';
import { AzureSecret } from './azure-secret.js';
import { AzureSecretApi } from './azure-secret-api.js';
import type { Store, StoreSettings } from './store.js';
import { twoSecretStore } from './two-secret-store.js';

/**
 * Azure Key Vault: a JSON secret, the pending document in a sibling `NAME-pending`. Key Vault knows no check-and-set, see
 * emulated-cas.ts; runs that write in the same second are put in order by the clocks of their machines.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups
 */
export async function openAzureKeyVault(target: AzureTarget, settings: StoreSettings): Promise<Store> {
  const client = azureClient(target, settings);
  const api = (name: string) => new AzureSecretApi(target, client, name, settings.world);
  return twoSecretStore(target, (name) => new AzureSecret(target, api(name), name, settings));
}
