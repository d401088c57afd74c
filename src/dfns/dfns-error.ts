import { ActionError, type ErrorCode } from '../error.js';
import { DfnsFault } from './fault.js';
import { PolicyPendingError } from './sdk.js';

/** What a call does, in words, and the permission that Dfns asks of its caller (docs/dfns-api.md, 1). */
export interface Operation {
  /** Completes "could not …". */
  readonly doing: string;
  readonly needs?: string;
}

/** The error that the user reads for a failed request. Errors of our own come back as they are. */
export function dfnsError(error: unknown, operation: Operation): unknown {
  if (error instanceof PolicyPendingError) return heldForApproval(error, operation);
  if (!(error instanceof DfnsFault)) return error;
  const { code, why, cure } = reading(error, operation);
  return new ActionError(code, `could not ${operation.doing}: ${why}`, cure, error);
}

function heldForApproval(error: PolicyPendingError, { doing }: Operation): ActionError {
  return new ActionError(
    'HELD_FOR_APPROVAL',
    `could not ${doing}: Dfns holds it for approval, and there is nothing to go on with until it is decided`,
    'have it approved in the dashboard (Policies > Approvals), and run again',
    error,
  );
}

function reading(fault: DfnsFault, { needs }: Operation): { code: ErrorCode; why: string; cure: string } {
  const asked = fault.path ? ` (${fault.method} ${fault.path})` : '';
  switch (fault.kind) {
    case 'connection':
    case 'deadline':
      return {
        code: 'DFNS_UNREACHABLE',
        why: `${fault.message}${asked}`,
        cure: "check api-url, the runner's network and its proxy settings, and run again: what was done is found and not done twice",
      };
    case 'answer':
      return {
        code: 'DFNS_ANSWER',
        why: `${fault.message}${asked}`,
        cure: 'check that api-url is a Dfns API and that no proxy stands in its place, and run again',
      };
    case 'aborted':
      return {
        code: 'TIMED_OUT',
        why: 'the time of the run was up, or it was cancelled',
        cure: 'run again, with a larger timeout where Dfns is slow: what was done is found and not done twice',
      };
    case 'status':
      return { ...ofStatus(fault, needs), why: `Dfns answered ${fault.status}: ${fault.message}` };
  }
}

function ofStatus(fault: DfnsFault, needs: string | undefined): { code: ErrorCode; cure: string } {
  switch (fault.status) {
    case 401:
      return {
        code: 'UNAUTHENTICATED',
        cure: 'check that the token or Key credential is active, not expired, and of this organisation and api-url',
      };
    case 403:
      return {
        code: 'FORBIDDEN',
        cure: needs
          ? `give the provisioner a role with ${needs}, or check which policy blocks the change`
          : 'check that the provisioner is active and its credential may sign',
      };
    case 404:
      return { code: 'NOT_FOUND', cure: 'check the id, the organisation and api-url' };
    case 429:
      return { code: 'RATE_LIMITED', cure: 'run again in a minute: Dfns limits the requests of an organisation' };
    default:
      return (fault.status ?? 0) >= 500
        ? { code: 'DFNS_UNAVAILABLE', cure: 'run again later: what was done is found and not done twice' }
        : { code: 'DFNS_REFUSED', cure: 'read what Dfns says, correct the input that it speaks of, and run again' };
  }
}
