import type { AzureTarget } from '../account/store-target.js';
import { azureClient } from './azure-client.js';
import { AzureSecret } from './azure-secret.js';
import type { Store, StoreSettings } from './store.js';
import { TwoSecretStore } from './two-secrets.js';

/**
 * Azure Key Vault: a JSON secret, the pending document in a sibling `NAME-pending`. Key Vault knows no check-and-set, see
 * first-writer.ts; runs that write in the same second are told apart by the clocks of their machines.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups
 */
export async function openAzureKeyVault(target: AzureTarget, settings: StoreSettings): Promise<Store> {
  const client = azureClient(target, settings);
  const sibling = `${target.name}-pending`;
  const [current, pending] = [target.name, sibling].map((name) => new AzureSecret(target, client, name, settings)) as [
    AzureSecret,
    AzureSecret,
  ];
  return new TwoSecretStore(target.target, current, pending, sibling);
}
