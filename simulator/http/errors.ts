/** A refusal, with the status and the message that a client sees. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a route answers: a status, and a JSON body unless the answer is empty. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** The error body that the contract's `default` answer describes; docs/dfns-api.md, 4. */
export function replyOf(error: ApiError, id: string): Reply {
  return {
    status: error.status,
    body: { error: { id, status: error.status, message: error.message } },
    headers: error.headers,
  };
}

export const badRequest = (message: string): ApiError => new ApiError(400, message);
export const notAuthorized = (message = 'Not Authorized.'): ApiError => new ApiError(401, message);
export const forbidden = (message: string): ApiError => new ApiError(403, message);
export const notFound = (what: string): ApiError => new ApiError(404, `${what} not found`);
export const conflict = (message: string): ApiError => new ApiError(409, message);
export const unprocessable = (message: string): ApiError => new ApiError(422, message);
