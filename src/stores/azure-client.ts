import { SecretClient } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../account/store-target.js';
import { azureClientOptions, azureProblem, noResponseIn } from '../clouds/azure.js';
import { ActionError } from '../error.js';
import { failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { withoutSlash } from './target-endpoint.js';

export { azureProblem } from '../clouds/azure.js';

/** The address of the vault: its public name in Azure's global cloud unless `?endpoint=` gives another. */
export function vaultAddress({ vault, endpoint }: AzureTarget): string {
  return withoutSlash(endpoint ?? `https://${vault}.vault.azure.net`);
}

/** Azure's own client, its credentials' requests included, over our door to the network. */
export function azureClient(target: AzureTarget, settings: StoreSettings): SecretClient {
  const address = vaultAddress(target);
  // A write to the vault would make a second version.
  const { credential, options } = azureClientOptions(address, settings, (method) => method === 'GET');
  return new SecretClient(address, credential, options);
}

/** @param doing what was asked for, in a few words: `reading the secret` */
export function azureFault(target: AzureTarget, doing: string, error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  const broken = noResponseIn(error);
  if (broken?.code === 'ENOTFOUND') {
    return storeError(target.target, {
      code: 'STORE_NOT_FOUND',
      what: `does not exist: there is no vault at ${vaultAddress(target)}`,
      cure: "Check the vault's name; a vault of a sovereign cloud needs ?endpoint=, as in ?endpoint=https://my-vault.vault.azure.cn.",
      detail: broken.message,
    });
  }
  if (broken !== undefined) return unreachable(target.target, broken);
  const { status, code } = azureProblem(error);
  const name = error instanceof Error ? error.name : '';
  if (status === 401 || /Credential|Authentication/.test(name)) {
    return storeError(target.target, {
      code: 'STORE_NOT_LOGGED_IN',
      what: `got no valid Azure credentials (${status === 401 ? 'HTTP 401' : name})`,
      cure: 'Put azure/login before this step, or set what AZURE_TOKEN_CREDENTIALS names.',
    });
  }
  if (status === 403) {
    return storeError(target.target, {
      code: 'STORE_DENIED',
      what: `denied ${doing} (${code || 'HTTP 403'})`,
      cure:
        'Give the identity the role Key Vault Secrets Officer on the vault (or get, list, set, delete and recover in its access policy), ' +
        "and let the runner through the vault's firewall.",
      detail: 'HTTP 403',
    });
  }
  return failed(target.target, doing, status);
}
