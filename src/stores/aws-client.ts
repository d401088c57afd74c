import { Readable } from 'node:stream';
import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../account/store-target.js';
import { ActionError } from '../error.js';
import { NoResponse, type Send } from '../network/http.js';
import { type Fault, failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

const LOGIN = 'Put aws-actions/configure-aws-credentials with aws-region before this step.';

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

/**
 * The SDK's client with AWS's default credential chain, over our door to the network. The SDK knows which faults are worth a
 * second try (AWS says "throttled" with HTTP 400), so retrying is left to it. An endpoint in `AWS_ENDPOINT_URL_SECRETS_MANAGER` is
 * the SDK's to find.
 */
export function awsClient(
  target: AwsTarget,
  { world, environment, signal, deadline }: StoreSettings,
): SecretsManagerClient {
  const region = target.region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  return new SecretsManagerClient({
    ...(region && { region }),
    ...(target.endpoint !== undefined && { endpoint: target.endpoint }),
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
      const response = await send(sent);
      return {
        response: { statusCode: response.status, headers: response.headers, body: Readable.from([response.body]) },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

function addressOf({ protocol, hostname, port, path, query = {} }: AwsRequest): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) url.searchParams.append(name, each);
  }
  return url.href;
}

/** The class of an error of the SDK, `ResourceNotFoundException` say. Nothing else of it is looked at: messages repeat values. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

const NOT_LOGGED_IN =
  /^(CredentialsProviderError|TokenProviderError|Expired|UnrecognizedClient|Invalid(Signature|ClientTokenId|IdentityToken|AccessKeyId)|MissingAuthenticationToken|IncompleteSignature|SignatureDoesNotMatch|RequestExpired|IDPRejectedClaim)/;

/** @param doing what was asked for, as the SDK calls it: `PutSecretValue` */
export function awsFault(target: AwsTarget, doing: string, error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof NoResponse) {
    return unreachable(target.target, error, ' The region is part of the host name: check ?region= or AWS_REGION.');
  }
  const name = awsErrorName(error);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const noRegion = error instanceof Error && error.message.startsWith('Region is missing');
  const fault = noRegion ? withoutRegion : explain(name, doing, target);
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
  cure: `Add ?region= to the target. ${LOGIN}`,
};

function explain(name: string, doing: string, target: AwsTarget): Fault | undefined {
  if (NOT_LOGGED_IN.test(name)) {
    return { code: 'STORE_NOT_LOGGED_IN', what: `got no valid AWS credentials (${name})`, cure: LOGIN };
  }
  if (/^AccessDenied|^(De|En)cryptionFailure/.test(name)) {
    return {
      code: 'STORE_DENIED',
      what: `denied ${doing} (${name})`,
      cure:
        'Allow the AWS identity secretsmanager:GetSecretValue, CreateSecret, PutSecretValue, UpdateSecretVersionStage, RestoreSecret and ' +
        'DeleteSecret on this secret, and kms:Decrypt and kms:GenerateDataKey on its key where that is your own.',
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
