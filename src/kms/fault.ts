import { LoginProblem } from '../clouds/problem.js';
import type { KmsAddress } from '../core/kms-address.js';
import { ActionError } from '../error.js';
import { FOREIGN } from '../network/foreign-answer.js';
import { NoResponse } from '../network/http.js';
import { isTransient } from '../network/retry.js';

export type KmsCode =
  | 'KMS_UNREACHABLE'
  | 'KMS_DENIED'
  | 'KMS_NOT_FOUND'
  | 'KMS_NOT_LOGGED_IN'
  | 'KMS_KEY_UNUSABLE'
  | 'KMS_KEY_DISABLED'
  | 'KMS_BAD_SIGNATURE'
  | 'KMS_CANNOT_ROTATE'
  | 'KMS_FAILED';

export interface Fault {
  readonly code: KmsCode;
  /** What happened, as the end of the sentence `The key ADDRESS …`. */
  readonly what: string;
  readonly cure: string;
  /** A few plain words for the program (`HTTP 403`, an error's class), kept as the cause; never a client's own error. */
  readonly detail?: string;
}

/** The error of a key in a KMS. The clients' own errors are not kept as its cause: they carry requests, and with them tokens. */
export function kmsError({ address }: KmsAddress, { code, what, cure, detail }: Fault): ActionError {
  return new ActionError(
    code,
    `The key ${address} ${what}.`,
    cure,
    detail === undefined ? undefined : new Error(detail),
  );
}

/** The service has the key, and Dfns could not verify what it signs. */
export function unusable(address: KmsAddress, what: string): ActionError {
  return kmsError(address, {
    code: 'KMS_KEY_UNUSABLE',
    what: `cannot sign for Dfns: ${what}`,
    cure: 'Make another key, for signing: RSA from 2048 bits (PKCS#1 v1.5, SHA-256), P-256 or, where the service has it, Ed25519; docs/kms.md has the commands.',
  });
}

/** @param state for example `is disabled` */
export function notEnabled(address: KmsAddress, state: string): ActionError {
  return kmsError(address, {
    code: 'KMS_KEY_DISABLED',
    what: state,
    cure: 'Enable it, or name another version or key in the address; what is destroyed does not come back.',
  });
}

/** A request that got no response, or none of the service's: what stopped it, and where to look. */
function unreachable(address: KmsAddress, error: NoResponse, hint = ''): ActionError {
  const reasons: Readonly<Record<string, string>> = {
    ABORTED: 'was given up since the run ended or its timeout passed',
    DEADLINE: 'did not answer in time',
    TOO_LARGE: 'answered with more than 1 MB, which no signature is',
    PLAIN_HTTP: 'is not asked over plain http, which would carry a login past everybody on the way',
    NO_JSON: 'answered with something else than its service does, a page of a proxy say',
    ENOTFOUND: 'could not be reached: its host name does not resolve',
    ECONNREFUSED: 'could not be reached: nothing listens at its address',
  };
  const isForeign = error.code.startsWith(FOREIGN);
  const broke = `could not be reached: the connection broke (${error.code})`;
  const what = reasons[error.code] ?? (isForeign ? `got no answer of its service but ${error.code}` : broke);
  return kmsError(address, {
    code: 'KMS_UNREACHABLE',
    what: `${what} (${error.message.split(': ')[0]})`,
    cure: `Check the address, the runner's network and its proxy variables, then run the job again.${hint}`,
    detail: error.message,
  });
}

/** What is left: a status that no rule explains. */
export function failed(address: KmsAddress, doing: string, status: number): ActionError {
  const temporary = isTransient(status);
  return kmsError(address, {
    code: temporary ? 'KMS_UNREACHABLE' : 'KMS_FAILED',
    what: temporary ? `is not available for ${doing} now (HTTP ${status})` : `refused ${doing} (HTTP ${status})`,
    cure: temporary
      ? 'Run the job again; if it stays so, see the status page of the provider.'
      : 'Check the address and the key, then run the job again.',
    detail: `HTTP ${status}`,
  });
}

/** A success in which something is missing that the service always gives: whoever answered, it was not that. */
export function senseless(address: KmsAddress, missing: string): ActionError {
  return kmsError(address, {
    code: 'KMS_UNREACHABLE',
    what: `answered with success and without ${missing}, which its service always gives: something else may have answered`,
    cure: "Check the address, its endpoint and the runner's proxy variables, then run the job again.",
  });
}

/** What every provider's requests can throw beside its own refusals; `undefined` where it is another error. */
export function commonFault(address: KmsAddress, error: unknown, hint?: string): ActionError | undefined {
  if (error instanceof ActionError) return error;
  if (error instanceof LoginProblem) {
    const code = error.kind === 'login' ? 'KMS_NOT_LOGGED_IN' : 'KMS_FAILED';
    return kmsError(address, { code, what: error.what, cure: error.cure });
  }
  return error instanceof NoResponse ? unreachable(address, error, hint) : undefined;
}
