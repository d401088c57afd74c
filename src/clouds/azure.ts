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
import { type Connection, connect, json, NoResponse } from '../network/http.js';

const AZ_DEADLINE = 20_000;

type Environment = Readonly<Record<string, string | undefined>>;
export type AzureSettings = Connection & { readonly environment: Environment };

/**
 * What a client of Azure's for one vault is made with: the credentials, their requests included, go through our door to the network.
 * @param repeatable whether a request to the vault means the same twice
 */
export function azureClientOptions(
  address: string,
  settings: AzureSettings,
  repeatable: (method: string, path: string) => boolean,
) {
  const { host, hostname, protocol } = new URL(address);
  const transport = { httpClient: httpClient(settings, host, repeatable), retryOptions: { maxRetries: 0 } };
  const options = {
    ...transport,
    // A server on loopback is no host of Key Vault's domain, which the client compares before it sends a token.
    ...(protocol === 'http:' && { allowInsecureConnection: true }),
    disableChallengeResourceVerification: isLoopback(hostname),
  };
  return { credential: credential(settings.environment, transport), options };
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

function httpClient(
  connection: Connection,
  vaultHost: string,
  repeatableAtVault: (method: string, path: string) => boolean,
) {
  const send = connect(connection);
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { method, url, body } = request;
      const sent = typeof body === 'string' || body instanceof Uint8Array ? { body } : {};
      const { host, pathname } = new URL(url);
      // A login may be repeated.
      const toVault = host === vaultHost;
      const repeatable = !toVault || repeatableAtVault(method, pathname);
      const response = await send({ method, url, headers: request.headers.toJSON(), repeatable, ...sent });
      if (toVault) json(response);
      return {
        request,
        status: response.status,
        headers: createHttpHeaders(response.headers),
        bodyAsText: response.body.toString('utf8'),
      };
    },
  };
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
