import { ActionError } from '../error.js';
import { type HttpResponse, NoResponse } from '../network/http.js';

export type StoreCode =
  | 'STORE_UNREACHABLE'
  | 'STORE_DENIED'
  | 'STORE_NOT_FOUND'
  | 'STORE_NOT_LOGGED_IN'
  | 'STORE_CONFLICT'
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
  const broke = `could not be reached: the connection broke (${error.code})`;
  const isOther = error.code.startsWith(OTHER);
  const what = reasons[error.code] ?? (isOther ? `got no answer of its provider but ${error.code}` : broke);
  return storeError(target, {
    code: 'STORE_UNREACHABLE',
    what: `${what} (${error.message.split(': ')[0]})`,
    cure: `Check the address, the runner's network and its proxy variables, then run the job again.${hint}`,
    detail: error.message,
  });
}

const OTHER = 'HTTP ';

/**
 * What an ingress, a proxy or a captive portal answered in the provider's place: it says nothing about what is kept.
 * Only the host of a redirect is told, since the rest of it can hold what was asked for.
 */
export function notItsProvider({ status, headers, body, host }: HttpResponse): NoResponse {
  const text = body.subarray(0, 500).toString('utf8').trimStart().toLowerCase();
  const { location = '' } = headers;
  const goal = URL.canParse(location, `https://${host}`) ? new URL(location, `https://${host}`).host : 'elsewhere';
  const shape = /^(<!doctype html|<html|<\?xml|<head)/.test(text)
    ? 'a page'
    : /^[{[]/.test(text)
      ? 'other JSON'
      : 'other text';
  const isRedirect = status >= 300 && status < 400;
  const told = isRedirect ? `a redirect to ${goal}` : status === 511 ? 'a network that asks for a login' : shape;
  return new NoResponse(`${OTHER}${status}, ${text === '' && told === shape ? 'an empty body' : told}`, host);
}

/** Whether no provider of secrets answers so by itself: a redirect, or a network's own login. */
export function isOfTheNetwork({ status }: HttpResponse): boolean {
  return (status >= 300 && status < 400) || status === 511;
}

/** A success in which something is missing that its provider always gives: whoever answered, it says nothing about what is kept. */
export function misshapen(target: string, missing: string): ActionError {
  return storeError(target, {
    code: 'STORE_UNREACHABLE',
    what: `answered with success and without ${missing}, which its provider always gives: something else may have answered`,
    cure: "Check the address and the runner's proxy variables, then run the job again.",
  });
}

/** The error of our door to the network, wherever a client put it. */
export function noResponseIn(error: unknown): NoResponse | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof NoResponse) return each;
  return undefined;
}

/** What is left: a status that no rule explains. */
export function failed(target: string, doing: string, status: number): ActionError {
  const temporary = status === 408 || status === 429 || status >= 500;
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
