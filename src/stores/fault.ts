import { LoginProblem } from '../clouds/problem.js';
import { ActionError } from '../error.js';
import { FOREIGN } from '../network/foreign-answer.js';
import type { NoResponse } from '../network/http.js';
import { isTransient } from '../network/retry.js';

export type StoreCode =
  | 'STORE_UNREACHABLE'
  | 'STORE_DENIED'
  | 'STORE_NOT_FOUND'
  | 'STORE_NOT_LOGGED_IN'
  | 'STORE_CONFLICT'
  | 'STORE_FULL'
  | 'SECRET_HIDDEN'
  | 'STORE_FAILED';

export interface Fault {
  readonly code: StoreCode;
  /** What happened, as the end of the sentence `The store TARGET …`. */
  readonly what: string;
  readonly cure: string;
  /** A few plain words for the program (`HTTP 403`, an error's class), kept as the cause; never a client's own error. */
  readonly detail?: string;
}

/**
 * The error of a store. The clients' own errors are not kept as its cause: they carry requests, and with them tokens and
 * values, which whoever prints a chain of causes would publish.
 */
export function storeError(target: string, { code, what, cure, detail }: Fault): ActionError {
  return new ActionError(
    code,
    `The store ${target} ${what}.`,
    cure,
    detail === undefined ? undefined : new Error(detail),
  );
}

export function conflict(target: string, what: 'current' | 'pending'): ActionError {
  return storeError(target, {
    code: 'STORE_CONFLICT',
    what: `was changed by another run: its ${what} document is no longer the one that this run read`,
    cure: 'Run the job again; give jobs that provision the same account one concurrency group.',
  });
}

/** A request that got no response: what stopped it, and where to look. */
export function unreachable(target: string, error: NoResponse, hint = ''): ActionError {
  const reasons: Readonly<Record<string, string>> = {
    ABORTED: 'was given up since the run ended or its timeout passed',
    DEADLINE: 'did not answer in time',
    TOO_LARGE: 'answered with more than 1 MB, which no secret is',
    NO_JSON: 'answered with something else than its provider does, a page of a proxy say',
    PLAIN_HTTP: 'is not asked over plain http, which would carry a login past everybody on the way',
    ENOTFOUND: 'could not be reached: its host name does not resolve',
    ECONNREFUSED: 'could not be reached: nothing listens at its address',
  };
  const broke = `could not be reached: ${error.why ?? `the connection broke (${error.code})`}`;
  const isOther = error.code.startsWith(FOREIGN);
  const other = isOther ? `got no answer of its provider but ${error.code}` : broke;
  const what = error.why ? broke : (reasons[error.code] ?? other);
  return storeError(target, {
    code: 'STORE_UNREACHABLE',
    what: `${what} (${error.host})`,
    cure: `Check the address, the runner's network and its proxy variables, then run the job again.${hint}`,
    detail: error.message,
  });
}

/** A success in which something is missing that its provider always gives: whoever answered, it says nothing about what is kept. */
export function misshapen(target: string, missing: string): ActionError {
  return storeError(target, {
    code: 'STORE_UNREACHABLE',
    what: `answered with success and without ${missing}, which its provider always gives: something else may have answered`,
    cure: "Check the address and the runner's proxy variables, then run the job again.",
  });
}

/** What is left: a status that no rule explains. */
export function failed(target: string, doing: string, status: number): ActionError {
  const temporary = isTransient(status);
  return storeError(target, {
    code: temporary ? 'STORE_UNREACHABLE' : 'STORE_FAILED',
    what: temporary ? `is not available while ${doing} (HTTP ${status})` : `refused ${doing} (HTTP ${status})`,
    cure: temporary
      ? 'Run the job again; if it stays so, see the status page of the provider.'
      : 'Check the target and what is kept there, then run the job again.',
    detail: `HTTP ${status}`,
  });
}

/** Whether a failed write may have happened all the same: its response was lost, or the server gave up in the middle. */
export function isUnclear(error: unknown): boolean {
  return error instanceof ActionError && error.code === 'STORE_UNREACHABLE';
}

export function hasCode(error: unknown, code: StoreCode): boolean {
  return error instanceof ActionError && error.code === code;
}

/** @returns `undefined` where the identity may not do it; other errors are thrown */
export async function unlessDenied<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!hasCode(error, 'STORE_DENIED')) throw error;
    return undefined;
  }
}

/** What the login or the environment of a provider lacks, as an error of the store; other errors come back as they are. */
export function loginFault(target: string, error: unknown): unknown {
  if (!(error instanceof LoginProblem)) return error;
  const code = error.kind === 'login' ? 'STORE_NOT_LOGGED_IN' : 'STORE_FAILED';
  return storeError(target, { code, what: error.what, cure: error.cure });
}

/** Runs what reads a login. @throws ActionError where it is missing or wrong */
export function loggedIn<T>(target: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw loginFault(target, error);
  }
}
