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
import { isLoopback } from '../network/address.js';
import { isOfTheNetwork, notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json, type Send } from '../network/http.js';
import { refusePipes } from './credential-files.js';
import { addressFrom, type Environment } from './environment.js';

const AZ_DEADLINE = 20_000;

const FILES = { AZURE_FEDERATED_TOKEN_FILE: undefined, AZURE_CLIENT_CERTIFICATE_PATH: undefined };

/** What is known of a vault's requests and answers. */
export interface VaultRules {
  /** Whether a request means the same twice. */
  repeatable(method: string, path: string): boolean;
  /** Whether a success looks as Key Vault's do. */
  isAnswer(body: Readonly<Record<string, unknown>>): boolean;
}

/**
 * The options of Azure's client for one vault. Its requests, those of the credentials included, go through our transport.
 * @throws LoginProblem where `AZURE_AUTHORITY_HOST` is no address to send a login to, or a file with a login is a pipe
 */
export function azureClientOptions(
  address: string,
  { environment, send }: { readonly environment: Environment; readonly send: Send },
  rules: VaultRules,
) {
  const { host, hostname, protocol } = new URL(address);
  refusePipes(environment, FILES);
  addressFrom(environment, ['AZURE_AUTHORITY_HOST']);
  const transport = { httpClient: httpClient(send, host, rules), retryOptions: { maxRetries: 0 } };
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

function httpClient(send: Send, vaultHost: string, rules: VaultRules) {
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { method, url, body } = request;
      const sent = typeof body === 'string' || body instanceof Uint8Array ? { body } : {};
      const { host, pathname } = new URL(url);
      // A login may be repeated.
      const toVault = host === vaultHost;
      const repeatable = !toVault || rules.repeatable(method, pathname);
      const response = await send({ method, url, headers: request.headers.toJSON(), repeatable, ...sent });
      if (toVault) requireKeyVault(response, rules.isAnswer);
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
function requireKeyVault(response: HttpResponse, isAnswer: VaultRules['isAnswer']): void {
  if (isOfTheNetwork(response)) throw notItsProvider(response);
  const { status } = response;
  const body = json(response);
  if (status >= 200 && status < 300 && !isAnswer(body)) throw notItsProvider(response);
  const { code } = (body.error ?? {}) as { code?: unknown };
  if (status === 409 && typeof code !== 'string') throw notItsProvider(response);
  // It says what is missing, as in SecretNotFound; a gateway says NotFound.
  if (status === 404 && !/.NotFound$/.test(String(code))) throw notItsProvider(response);
}

/** What is safe to look at in an error of Azure's client: its status and the service's codes, outer and inner. */
export function azureProblem(error: unknown): { readonly status: number; readonly code: string } {
  const { statusCode, code, details } = error as { statusCode?: number; code?: string; details?: unknown };
  const inner = (details as { error?: { innerError?: { code?: string } } } | undefined)?.error?.innerError?.code;
  return { status: statusCode ?? 0, code: inner ?? code ?? '' };
}
