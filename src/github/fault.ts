import type { NoResponse } from '../network/http.js';

/** What kept GitHub from doing what was asked. */
export type FaultKind =
  /** No answer, or one that is not GitHub's: a proxy's page, an ingress, a redirect to somewhere else. */
  | 'unreachable'
  /** GitHub has an outage. */
  | 'unavailable'
  /** The limit of requests is used up; `waitSeconds` says for how long. */
  | 'limited'
  /** The token is not accepted: wrong, revoked or expired. */
  | 'token'
  /** The organisation asks for single sign-on, and the token was not authorised for it. */
  | 'sso'
  | 'archived'
  | 'denied'
  | 'missing'
  /** Anything else that GitHub says no to. */
  | 'refused';

/** A request that GitHub did not fulfil. It holds nothing of the request: neither token nor body. */
export class GithubFault extends Error {
  override readonly name = 'GithubFault';
  constructor(
    readonly kind: FaultKind,
    readonly details: {
      readonly status?: number;
      /** GitHub's own words, on one line, and what they are about; empty where it said nothing. */
      readonly reason?: string;
      readonly waitSeconds?: number;
      /** Of `unreachable`. */
      readonly response?: NoResponse;
    } = {},
  ) {
    super(kind);
  }

  /** `HTTP 403: Repository was archived so is read-only.` */
  get words(): string {
    const { status, reason = '', response } = this.details;
    if (response) return status === undefined ? response.message : `HTTP ${status}, not in GitHub's words`;
    return [status === undefined ? '' : `HTTP ${status}`, reason].filter(Boolean).join(': ');
  }
}
