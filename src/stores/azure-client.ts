import { SecretClient } from '@azure/keyvault-secrets';
import { azureClientOptions, azureProblem } from '../clouds/azure.js';
import { sharedOver } from '../clouds/shared.js';
import type { AzureTarget } from '../core/store-target.js';
import { ActionError } from '../error.js';
import { withoutSlash } from '../network/address.js';
import { noResponseIn } from '../network/foreign-answer.js';
import { failed, loggedIn, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

export { azureProblem } from '../clouds/azure.js';

const RULES = {
  // A write to the vault would make a second version.
  repeatable: (method: string) => method === 'GET',
  isAnswer: ({ id, value }: Readonly<Record<string, unknown>>) => typeof id === 'string' || Array.isArray(value),
};

/** The address of the vault: its public name in Azure's global cloud unless `?endpoint=` gives another. */
export function vaultAddress({ vault, endpoint }: AzureTarget): string {
  return withoutSlash(endpoint ?? `https://${vault}.vault.azure.net`);
}

/** Azure's own client, its credentials' requests included, over our transport. */
export function azureClient(target: AzureTarget, settings: StoreSettings): SecretClient {
  const address = vaultAddress(target);
  const send = settings.world.connect(settings);
  return sharedOver(send, `azure ${address}`, () => {
    const asked = { environment: settings.environment, send };
    const { credential, options } = loggedIn(target.target, () => azureClientOptions(address, asked, RULES));
    return new SecretClient(address, credential, options);
  });
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
  if (status === 403) return denied(target, doing, code);
  return failed(target.target, doing, status);
}

/** What of Key Vault's refusals is no missing right, by its own code. */
const REFUSALS: Readonly<Record<string, { readonly by: string; readonly cure: string }>> = {
  ForbiddenByPolicy: {
    by: 'a policy of Azure that is assigned to the vault (ForbiddenByPolicy)',
    cure: 'Look at the compliance of the vault for the policy and its limits; where it limits how long a secret may be valid, choose a smaller days-valid.',
  },
  ForbiddenByFirewall: {
    by: "the vault's firewall (ForbiddenByFirewall)",
    cure: "Let the runner's address through the vault's firewall, or run the job on a runner in its network.",
  },
  ForbiddenByConnection: {
    by: 'the vault, which takes no connection from public networks (ForbiddenByConnection)',
    cure: "Run the job on a runner that reaches the vault's private endpoint.",
  },
};

function denied({ target }: AzureTarget, doing: string, code: string): ActionError {
  const refusal = REFUSALS[code];
  const right = doing.startsWith('reading')
    ? 'the role Key Vault Secrets User on the vault (or get in its access policy)'
    : 'the role Key Vault Secrets Officer on the vault (or get, list, set, delete and recover in its access policy)';
  return storeError(target, {
    code: 'STORE_DENIED',
    what:
      refusal === undefined
        ? `denied ${doing} (${code || 'HTTP 403'})`
        : `could not be used for ${doing}: it was refused by ${refusal.by}`,
    cure:
      refusal?.cure ??
      `Give the identity ${right}${code === 'ForbiddenByRbac' ? '' : ", and let the runner through the vault's firewall"}.`,
    detail: 'HTTP 403',
  });
}
