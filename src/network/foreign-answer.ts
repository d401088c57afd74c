import { type HttpResponse, NoResponse } from './http.js';

/** How the code of such a fault begins. */
export const FOREIGN = 'HTTP ';

/**
 * What an ingress, a proxy or a captive portal answered in the provider's place: it says nothing about what is kept.
 * Only the host of a redirect is named, since the rest of it can hold what was asked for.
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
  const kind = isRedirect ? `a redirect to ${goal}` : status === 511 ? 'a network that asks for a login' : shape;
  return new NoResponse(`${FOREIGN}${status}, ${text === '' && kind === shape ? 'an empty body' : kind}`, host);
}

/** Whether no provider of secrets answers so by itself: a redirect, or a network's own login. */
export function isOfTheNetwork({ status }: HttpResponse): boolean {
  return (status >= 300 && status < 400) || status === 511;
}

/** Our own error of a request, wherever a client put it among the causes of its own. */
export function noResponseIn(error: unknown): NoResponse | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof NoResponse) return each;
  return undefined;
}
