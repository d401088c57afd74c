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
import { isLoopback } from '../network/endpoint.js';
import { type HttpResponse, json, NoResponse, type Send } from '../network/http.js';
import { addressFrom, type Environment } from './environment.js';

const AZ_DEADLINE = 20_000;

/**
 * What a client of Azure's for one vault is made with: the credentials, their requests included, go through our door to the network.
 * @param repeatable whether a request to the vault means the same twice
 * @throws LoginProblem where `AZURE_AUTHORITY_HOST` is no address to send a login to
 */
export function azureClientOptions(
  address: string,
  { environment, send }: { readonly environment: Environment; readonly send: Send },
  repeatable: (method: string, path: string) => boolean,
) {
  const { host, hostname, protocol } = new URL(address);
  addressFrom(environment, ['AZURE_AUTHORITY_HOST']);
  const transport = { httpClient: httpClient(send, host, repeatable), retryOptions: { maxRetries: 0 } };
  const options = {
    ...transport,
    // A server on loopback is no host of Key Vault's domain, which the client compares before it sends a token.
    ...(protocol === 'http:' && { allowInsecureConnection: true }),
    disableChallengeResourceVerification: isLoopback(hostname),
  };
  return { credential: credential(environment, transport), options };
}

/**
 * DefaultAzureCredential asks the metadata address of virtual machines before it asks `az`, which is where azure/login leaves
 * its login: here what the environment says comes first, then `az`, and the machine's identity last. Whoever sets
 * `AZURE_TOKEN_CREDENTIALS` gets exactly what that names.
 */
function credential(environment: Environment, transport: object): TokenCredential {
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

function httpClient(send: Send, vaultHost: string, repeatableAtVault: (method: string, path: string) => boolean) {
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { method, url, body } = request;
      const sent = typeof body === 'string' || body instanceof Uint8Array ? { body } : {};
      const { host, pathname } = new URL(url);
      // A login may be repeated.
      const toVault = host === vaultHost;
      const repeatable = !toVault || repeatableAtVault(method, pathname);
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

/** Key Vault's own refusals have a code; a page of something in between has none. @throws NoResponse */
function requireKeyVault(response: HttpResponse): void {
  const { status, host } = response;
  const { error } = json(response) as { error?: { code?: unknown } };
  // The challenge is a refusal too, and comes as it likes.
  const isRefusal = status >= 300 && status < 500 && ![401, 408, 429].includes(status);
  if (isRefusal && typeof error?.code !== 'string') throw new NoResponse('NO_JSON', host);
}

/** What is safe to look at in an error of Azure's client: its status and the service's codes, outer and inner. */
export function azureProblem(error: unknown): { readonly status: number; readonly code: string } {
  const { statusCode, code, details } = error as { statusCode?: number; code?: string; details?: unknown };
  const inner = (details as { error?: { innerError?: { code?: string } } } | undefined)?.error?.innerError?.code;
  return { status: statusCode ?? 0, code: inner ?? code ?? '' };
}

/** The request without a response that an error of a client comes from. */
export function noResponseIn(error: unknown): NoResponse | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof NoResponse) return each;
  return undefined;
}
