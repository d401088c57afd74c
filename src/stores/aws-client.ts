import { Readable } from 'node:stream';
import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../core/store-target.js';
import { ActionError } from '../error.js';
import { type HttpResponse, json, NoResponse, type Send } from '../network/http.js';
import { AWS_LOGIN, awsCredentials, awsProfile } from './aws-login.js';
import { refusePipes } from './credential-files.js';
import { type Fault, failed, isOfTheNetwork, notItsProvider, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { addressFrom, isLoopback } from './target-endpoint.js';

type Handler = Exclude<SecretsManagerClientConfig['requestHandler'], undefined | Record<string, unknown>>;
type AwsRequest = {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
};

/** Where an address of the provider may stand, as the SDK looks for it. */
const ENDPOINTS = ['AWS_ENDPOINT_URL_SECRETS_MANAGER', 'AWS_ENDPOINT_URL'];

/** Where a login may stand. */
const FILES = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

/**
 * The SDK's client, with the keys of a login or else AWS's default credential chain, over our door to the network. The SDK knows which
 * faults are worth a second try (AWS says "throttled" with HTTP 400), so retrying is left to it. An endpoint in a profile is the
 * SDK's to find.
 * @throws ActionError where an address in the environment is none to send a request to, or a key stands there without its other half
 */
export function awsClient(
  target: AwsTarget,
  { world, environment, signal, deadline }: StoreSettings,
): SecretsManagerClient {
  const region = target.region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true';
  const endpoint = target.endpoint ?? (ignored ? undefined : addressFrom(target.target, environment, ENDPOINTS));
  const credentials = awsCredentials(target.target, environment);
  refusePipes(target.target, environment, FILES);
  return new SecretsManagerClient({
    ...(region && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    requestHandler: awsHandler(world.connect({ signal, deadline })) as unknown as Handler,
  });
}

function awsHandler(send: Send) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: AwsRequest) {
      const { method, headers, body } = request;
      const sent = { method, url: addressOf(request), headers, ...(body !== undefined && { body }), repeatable: false };
      if (request.protocol === 'http:' && !isLoopback(request.hostname))
        throw new NoResponse('PLAIN_HTTP', request.hostname);
      const response = await send(sent);
      requireAws(response);
      return {
        response: { statusCode: response.status, headers: response.headers, body: Readable.from([response.body]) },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

/** A refusal of AWS names its class; a success is a JSON object. What answers otherwise says nothing of a secret. @throws NoResponse */
function requireAws(response: HttpResponse): void {
  const { status, headers } = response;
  if (isOfTheNetwork(response)) throw notItsProvider(response);
  const { __type: type } = json(response);
  const named = typeof type === 'string' || headers['x-amzn-errortype'] !== undefined;
  if ([400, 404, 409].includes(status) && !named) throw notItsProvider(response);
}

function addressOf({ protocol, hostname, port, path, query = {} }: AwsRequest): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) url.searchParams.append(name, each);
  }
  return url.href;
}

/** The class of an error of the SDK, `ResourceNotFoundException` say. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Whether AWS says so in its own words. They are compared and never printed: messages repeat values. */
export function awsSays(error: unknown, words: RegExp): boolean {
  return error instanceof Error && words.test(error.message);
}

/** AWS has one class for several things; only these words mean that the secret waits for its removal. */
export function isScheduledForDeletion(error: unknown): boolean {
  return (
    awsErrorName(error) === 'InvalidRequestException' &&
    awsSays(error, /(marked|scheduled) for deletion|marked deleted/i)
  );
}

const NOT_LOGGED_IN =
  /^(CredentialsProviderError|TokenProviderError|Expired|UnrecognizedClient|Invalid(Signature|ClientTokenId|IdentityToken|AccessKeyId)|MissingAuthenticationToken|IncompleteSignature|SignatureDoesNotMatch|RequestExpired|IDPRejectedClaim)/;

/** @param doing what was asked for, as the SDK calls it: `PutSecretValue` */
export function awsFault(
  target: AwsTarget,
  doing: string,
  error: unknown,
  environment: StoreSettings['environment'],
): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof NoResponse) {
    return unreachable(target.target, error, ' The region is part of the host name: check ?region= or AWS_REGION.');
  }
  const name = awsErrorName(error);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const noRegion = awsSays(error, /^Region is missing/);
  const fault = noRegion ? withoutRegion : (replicated(target, error) ?? explain(name, doing, target, environment));
  return fault === undefined
    ? failed(target.target, `${doing}${name === '' ? '' : ` with ${name}`}`, statusOf(name, status))
    : storeError(target.target, { ...fault, detail: `${name}${status === undefined ? '' : `, HTTP ${status}`}` });
}

function statusOf(name: string, status: number | undefined): number {
  return /Throttling|TooManyRequests/.test(name) ? 429 : (status ?? 0);
}

const withoutRegion: Fault = {
  code: 'STORE_NOT_LOGGED_IN',
  what: 'has no AWS region',
  cure: `Add ?region= to the target. ${AWS_LOGIN}`,
};

/** What stands in the way where a secret has replicas, or is one. */
function replicated({ name }: AwsTarget, error: unknown): Fault | undefined {
  if (awsSays(error, /replica regions/i)) {
    const regions = [...(error as Error).message.matchAll(/\b[a-z]{2,5}(?:-[a-z]{3,12}){1,2}-\d{1,2}\b/g)].map(String);
    const listed = [...new Set(regions.filter((each) => !name.includes(each)))];
    return {
      code: 'STORE_FAILED',
      what: `cannot be removed while it is replicated to other regions${listed.length === 0 ? '' : ` (${listed.join(', ')})`}: the same credential stands there`,
      cure: `Remove its replicas first (aws secretsmanager remove-regions-from-replication --secret-id ${name} --remove-replica-regions ${listed.join(' ') || 'REGION'}), then run the job again.`,
    };
  }
  if (!awsSays(error, /replica secret/i)) return undefined;
  return {
    code: 'STORE_FAILED',
    what: 'is the replica of a secret of another region, and cannot be written or removed here',
    cure: 'Name the region of the primary secret as ?region=; its replicas follow by themselves.',
  };
}

function explain(
  name: string,
  doing: string,
  target: AwsTarget,
  environment: StoreSettings['environment'],
): Fault | undefined {
  if (NOT_LOGGED_IN.test(name)) {
    const what = `got no valid AWS credentials (${name})${awsProfile(environment)}`;
    return { code: 'STORE_NOT_LOGGED_IN', what, cure: AWS_LOGIN };
  }
  if (/^AccessDenied|^(De|En)cryptionFailure/.test(name)) {
    return {
      code: 'STORE_DENIED',
      what: `denied ${doing} (${name})`,
      cure: `Allow the AWS identity ${needed(doing)}.`,
    };
  }
  if (name === 'ResourceNotFoundException') {
    return {
      code: 'STORE_NOT_FOUND',
      what: `does not exist, or was removed during the run (${doing})`,
      cure: `Check the name and region${target.kmsKeyId === undefined ? '' : ', and that the key of kms-key-id is in that region'}; then run the job again.`,
    };
  }
  return undefined;
}

/** Who only reads is told of reading alone. */
function needed(doing: string): string {
  return doing === 'GetSecretValue'
    ? 'secretsmanager:GetSecretValue on this secret, and kms:Decrypt on its key where that is your own'
    : 'secretsmanager:GetSecretValue, CreateSecret, PutSecretValue, UpdateSecretVersionStage, RestoreSecret and DeleteSecret on this secret, and kms:Decrypt and kms:GenerateDataKey on its key where that is your own';
}
