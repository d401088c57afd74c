/** Every code that an error of this action has, in the order of docs/troubleshooting.md; `scripts/error-codes.mjs` holds the two together. */
export type ErrorCode =
  // The inputs
  | 'INVALID_INPUTS'
  | 'INVALID_MANIFEST'
  | 'KEY_UNUSABLE'
  | 'NOT_A_RUNNER'
  | 'OUTPUTS_NOT_WRITTEN'
  // The provisioner
  | 'UNAUTHENTICATED'
  | 'CREDENTIAL_NOT_OFFERED'
  | 'CREDENTIAL_AMBIGUOUS'
  | 'SSO_REQUIRED'
  | 'PROVISIONER_KIND'
  | 'PROVISIONER_CANNOT_SIGN'
  | 'FORBIDDEN'
  | 'OTHER_ORGANISATION'
  // The account and its credential
  | 'ACCOUNT_NOT_FOUND'
  | 'CREDENTIAL_NOT_FOUND'
  | 'TOKEN_LOST'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_REFUSED'
  | 'KEY_NOT_OF_TOKEN'
  | 'KEY_DIFFERS'
  | 'KEY_IN_USE'
  | 'CREDENTIAL_OF_ANOTHER'
  | 'NAME_AMBIGUOUS'
  | 'NAME_TAKEN'
  | 'CREATE_UNCLEAR'
  | 'ACCOUNT_INACTIVE'
  | 'OIDC_ACCOUNT'
  // Roles and permissions
  | 'ROLE_NOT_FOUND'
  | 'ROLE_ARCHIVED'
  | 'ROLE_IMMUTABLE'
  | 'ROLE_NOT_READY'
  | 'ROLE_MISSING'
  | 'ROLE_SURPLUS'
  | 'PERMISSIONS_MISSING'
  | 'PERMISSIONS_SURPLUS'
  | 'DRIFT'
  | 'ADMIN_ROLE'
  // Approvals
  | 'HELD_FOR_APPROVAL'
  | 'APPROVAL_DENIED'
  | 'APPROVAL_EXPIRED'
  | 'APPROVED_NOT_APPLIED'
  // Stores
  | 'STORE_NOT_LOGGED_IN'
  | 'STORE_DENIED'
  | 'STORE_NOT_FOUND'
  | 'STORE_UNREACHABLE'
  | 'STORE_CONFLICT'
  | 'STORE_FULL'
  | 'SECRET_HIDDEN'
  | 'SECRETS_NOT_PASSED'
  | 'SECRETS_STALE'
  | 'STORE_HOLDS_OTHER'
  | 'STORE_UNREADABLE'
  | 'STORED_KEY_UNREADABLE'
  | 'STORE_FAILED'
  // Keys in a KMS
  | 'KMS_NOT_LOGGED_IN'
  | 'KMS_DENIED'
  | 'KMS_NOT_FOUND'
  | 'KMS_KEY_UNUSABLE'
  | 'KMS_KEY_DISABLED'
  | 'KMS_BAD_SIGNATURE'
  | 'KMS_CANNOT_ROTATE'
  | 'KMS_ENDPOINT_NOT_NAMED'
  | 'KMS_UNREACHABLE'
  | 'KMS_FAILED'
  // Dfns and the network
  | 'DFNS_UNREACHABLE'
  | 'DFNS_UNAVAILABLE'
  | 'DFNS_ANSWER'
  | 'DFNS_REFUSED'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  // The run itself
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'UNEXPECTED'
  | 'FLEET_FAILED'
  | 'PRUNE_TOO_MANY'
  // Rotating and revoking
  | 'ROTATION_HELD'
  | 'NOT_ALL_REVOKED'
  // Ephemeral accounts
  | 'EPHEMERAL_TAKEN'
  | 'EPHEMERAL_LEFT'
  | 'POST_INPUTS_DIFFER'
  | 'STATE_UNREADABLE'
  | 'NOT_ARCHIVED'
  | 'NOT_A_RUN'
  // The provisioner's own credential
  | 'CODE_NEEDED'
  | 'CODE_REFUSED'
  | 'CODE_OF_OTHER_USER'
  | 'REGISTRATION_REFUSED'
  | 'CREDENTIAL_NOT_ACCEPTED'
  | 'STORED_DIFFERS'
  | 'PROVISIONER_NOT_FOUND'
  | 'OTHER_API'
  // Requests and GitHub
  | 'PENDING_KEY_LOST'
  | 'NO_REPOSITORY'
  | 'GITHUB_DENIED'
  | 'GITHUB_NOT_FOUND'
  | 'GITHUB_UNREACHABLE'
  | 'GITHUB_FAILED';

/** The one error class of this action: a code, what happened and why, and what to do. */
export class ActionError extends Error {
  override readonly name = 'ActionError';

  /**
   * @param code names the kind of fault
   * @param message what happened and why, in one sentence that holds no secret
   * @param cure what the reader should do, in one sentence
   * @param cause kept for the program; never printed, since an API error's context can hold a token
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly cure: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
