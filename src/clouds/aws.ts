import { Readable } from 'node:stream';
import { type Connection, connect } from '../network/http.js';

export const AWS_LOGIN = 'Put aws-actions/configure-aws-credentials with aws-region before this step.';

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
 * What a client of the SDK sends through: our door to the network. The SDK knows which faults are worth a second try (AWS says
 * "throttled" with HTTP 400), so retrying is left to it.
 */
export function awsHandler(connection: Connection) {
  const send = connect(connection);
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

/** The status that an error of the SDK means; 0 where it has none. */
export function awsStatus(error: unknown): number {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return /Throttling|TooManyRequests/.test(awsErrorName(error)) ? 429 : (status ?? 0);
}

/** The classes of errors that say that there are no valid credentials. */
export const AWS_NOT_LOGGED_IN =
  /^(CredentialsProviderError|TokenProviderError|Expired|UnrecognizedClient|Invalid(Signature|ClientTokenId|IdentityToken|AccessKeyId)|MissingAuthenticationToken|IncompleteSignature|SignatureDoesNotMatch|RequestExpired|IDPRejectedClaim)/;
