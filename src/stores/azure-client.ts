import { createHttpHeaders, type PipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import {
  AzureCliCredential,
  ChainedTokenCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../core/store-target.js';
import { ActionError } from '../error.js';
import { type HttpResponse, json, type Send } from '../network/http.js';
import { refusePipes } from './credential-files.js';
import { failed, isOfTheNetwork, noResponseIn, notItsProvider, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { addressFrom, isLoopback, withoutSlash } from './target-endpoint.js';

const AZ_DEADLINE = 20_000;
/** Where a login may stand. */
const FILES = ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH'];

/** The address of the vault: its public name in Azure's global cloud unless `?endpoint=` gives another. */
export function vaultAddress({ vault, endpoint }: AzureTarget): string {
  return withoutSlash(endpoint ?? `https://${vault}.vault.azure.net`);
}

/** Azure's own client, its credentials' requests included, over our door to the network. */
export function azureClient(target: AzureTarget, settings: StoreSettings): SecretClient {
  const address = vaultAddress(target);
  addressFrom(target.target, settings.environment, ['AZURE_AUTHORITY_HOST']);
  refusePipes(target.target, settings.environment, FILES);
  const transport = {
    httpClient: httpClient(settings.world.connect(settings), new URL(address).host),
    retryOptions: { maxRetries: 0 },
  };
  const local = new URL(address).protocol === 'http:';
  return new SecretClient(address, credential(settings.environment, transport), {
    ...transport,
    // A server on loopback is no host of Key Vault's domain, which the client compares before it sends a token.
    ...(local && { allowInsecureConnection: true }),
    disableChallengeResourceVerification: isLoopback(new URL(address).hostname),
  });
}

/**
 * DefaultAzureCredential asks the metadata address of virtual machines before it asks `az`, which is where azure/login leaves
 * its login: here what the environment says comes first, then `az`, and the machine's identity last. Whoever sets
 * `AZURE_TOKEN_CREDENTIALS` gets exactly what that names.
 */
function credential(environment: StoreSettings['environment'], transport: object): TokenCredential {
  if (environment.AZURE_TOKEN_CREDENTIALS) return new DefaultAzureCredential(transport);
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = environment;
  const secret = environment.AZURE_CLIENT_SECRET || environment.AZURE_CLIENT_CERTIFICATE_PATH;
  const chain: TokenCredential[] = [];
  if (tenant && client && secret) chain.push(new EnvironmentCredential(transport));
  if (tenant && client && environment.AZURE_FEDERATED_TOKEN_FILE) chain.push(new WorkloadIdentityCredential(transport));
  chain.push(new AzureCliCredential({ ...transport, processTimeoutInMs: AZ_DEADLINE }));
  chain.push(new ManagedIdentityCredential(transport));
  return new ChainedTokenCredential(...chain);
}

function httpClient(send: Send, vaultHost: string) {
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { method, url, body } = request;
      const sent = typeof body === 'string' || body instanceof Uint8Array ? { body } : {};
      // A login may be repeated, and a read; a write to the vault would make a second version.
      const toVault = new URL(url).host === vaultHost;
      const repeatable = method === 'GET' || !toVault;
      const response = await send({ method, url, headers: request.headers.toJSON(), repeatable, ...sent });
      if (toVault) requireKeyVault(response);
      return {
        request,
        status: response.status,
        headers: createHttpHeaders(response.headers),
        bodyAsText: response.body.toString('utf8'),
      };
    },
  };
}

/** What says of itself that it is missing, or in the way, is Key Vault's own error; the page of an ingress is not. @throws NoResponse */
function requireKeyVault(response: HttpResponse): void {
  if (isOfTheNetwork(response)) throw notItsProvider(response);
  const { status } = response;
  const { error, id, value } = json(response) as { error?: { code?: unknown }; id?: unknown; value?: unknown };
  const isSecret = typeof id === 'string' || Array.isArray(value);
  if (status >= 200 && status < 300 && !isSecret) throw notItsProvider(response);
  if ([404, 409].includes(status) && typeof error?.code !== 'string') throw notItsProvider(response);
}

/** What is safe to look at in an error of Azure's client: its status and the service's codes, outer and inner. */
export function azureProblem(error: unknown): { readonly status: number; readonly code: string } {
  const { statusCode, code, details } = error as { statusCode?: number; code?: string; details?: unknown };
  const inner = (details as { error?: { innerError?: { code?: string } } } | undefined)?.error?.innerError?.code;
  return { status: statusCode ?? 0, code: inner ?? code ?? '' };
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
