import { isObject, isText } from '../core/json.js';

export type Json = Record<string, unknown>;

/** Thrown where an answer is not of its contract's shape; the client turns it into a fault of the request. */
export class WrongShape extends Error {}

/** The items of a list. */
export function itemsOf(answer: unknown, what: string): Json[] {
  const { items } = objectOf(answer, what);
  if (!Array.isArray(items) || !items.every(isObject)) throw new WrongShape(`the answer holds no list of ${what}`);
  return items;
}

/** The token of the page after this one. */
export function nextPage(answer: unknown): string | undefined {
  return (isObject(answer) && textOr('', answer.nextPageToken)) || undefined;
}

/** The objects of a list that may be missing. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectOf(value: unknown, what: string): Json {
  if (!isObject(value)) throw new WrongShape(`the answer holds no ${what}`);
  return value;
}

export function requiredText(value: unknown, what: string, member: string): string {
  if (!isText(value)) throw new WrongShape(`the ${what} in the answer has no ${member}`);
  return value;
}

/** The first of `values` that is a text. */
export function textOr(otherwise: string, ...values: unknown[]): string {
  return values.find(isText) ?? otherwise;
}
