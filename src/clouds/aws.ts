import { Readable } from 'node:stream';
import { isLoopback } from '../network/address.js';
import { isOfTheNetwork, notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json, NoResponse, type Send } from '../network/http.js';
import { type CredentialFiles, refusePipes } from './credential-files.js';
import { addressFrom, type Environment } from './environment.js';
import { LoginProblem } from './problem.js';

export const AWS_LOGIN = 'Put aws-actions/configure-aws-credentials with aws-region before this step.';

const FILES: CredentialFiles = {
  AWS_CONFIG_FILE: '.aws/config',
  AWS_SHARED_CREDENTIALS_FILE: '.aws/credentials',
  AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: undefined,
};

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
 * What every client of the SDK is made with. The keys that a login exported beat everything else: the SDK's own chain would take an
 * `AWS_PROFILE` that an earlier step or the machine left there, and with it another account's identity.
 * @param service as in `AWS_ENDPOINT_URL_KMS`; an endpoint in a profile is the SDK's to find
 * @throws LoginProblem where one of the two keys is missing, a file with a login is a pipe, or an address in the environment is none to send a
 * request to
 */
export function awsConfiguration(
  { region: written, endpoint: given }: { readonly region?: string; readonly endpoint?: string },
  service: string,
  environment: Environment,
) {
  refusePipes(environment, FILES);
  const region = written ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true';
  const named = [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL'];
  const endpoint = given ?? (ignored ? undefined : addressFrom(environment, named));
  const credentials = keysIn(environment);
  return {
    ...(region && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
  };
}

/** The keys of a login; `undefined` leaves the choice to the SDK's chain. */
function keysIn(environment: Environment) {
  const [accessKeyId, secretAccessKey, sessionToken] = [
    environment.AWS_ACCESS_KEY_ID?.trim(),
    environment.AWS_SECRET_ACCESS_KEY?.trim(),
    environment.AWS_SESSION_TOKEN?.trim(),
  ];
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  if (!accessKeyId && !secretAccessKey) return undefined;
  const [set, missing] = accessKeyId
    ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    : ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'];
  const what = `is not asked: ${set} is set in the environment and ${missing} is not, so that another identity would be taken`;
  throw new LoginProblem('login', what, `Set both, or neither. ${AWS_LOGIN}`);
}

/**
 * The request handler of the SDK's clients, over our transport. The SDK knows which faults are worth a second try (AWS says
 * "throttled" with HTTP 400), so retrying is left to it.
 */
export function awsHandler(send: Send) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: AwsRequest) {
      const { method, headers, body } = request;
      const sent = { method, url: addressOf(request), headers, ...(body !== undefined && { body }), repeatable: false };
      if (request.protocol === 'http:' && !isLoopback(request.hostname)) {
        throw new NoResponse('PLAIN_HTTP', request.hostname);
      }
      const response = await send(sent);
      if (isOfTheNetwork(response)) throw notItsProvider(response);
      // The services that credentials come from answer in other forms: STS in XML.
      if (headers['x-amz-target'] !== undefined) requireNamedRefusal(response);
      return {
        response: { statusCode: response.status, headers: response.headers, body: Readable.from([response.body]) },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

/** A refusal of AWS names its class; a success is a JSON object. What answers otherwise is something in between. @throws NoResponse */
function requireNamedRefusal(response: HttpResponse): void {
  const { status, headers } = response;
  const { __type: type } = json(response);
  const isNamed = typeof type === 'string' || headers['x-amzn-errortype'] !== undefined;
  if ([400, 404, 409].includes(status) && !isNamed) throw notItsProvider(response);
}

function addressOf({ protocol, hostname, port, path, query = {} }: AwsRequest): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) url.searchParams.append(name, each);
  }
  return url.href;
}

/** The class of an error of the SDK, for example `ResourceNotFoundException`. Nothing else of it is looked at: messages repeat values. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The status that an error of the SDK means; 0 where it has none. */
export function awsStatus(error: unknown): number {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return /Throttling|TooManyRequests/.test(awsErrorName(error)) ? 429 : (status ?? 0);
}

/** The classes of errors that say that there are no valid credentials. */
export const AWS_NOT_LOGGED_IN =
  /^(CredentialsProviderError|TokenProviderError|Expired|UnrecognizedClient|Invalid(Signature|ClientTokenId|IdentityToken|AccessKeyId)|MissingAuthenticationToken|IncompleteSignature|SignatureDoesNotMatch|RequestExpired|IDPRejectedClaim)/;

/** Where the chain had to do without keys, and a profile was named: what to look at. A name that looks odd is not repeated. */
export function awsProfile({ AWS_PROFILE: name }: Environment): string {
  if (!name) return '';
  const shown = /^[A-Za-z0-9_.@+-]{1,64}$/.test(name) ? ` "${name}"` : '';
  return `: the profile${shown} of AWS_PROFILE is not in the files of AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE (else ~/.aws), or holds no credentials`;
}
