import { type HttpResponse, NoResponse } from '../network/http.js';
import { isTransient } from '../network/retry.js';
import { type FaultKind, GithubFault } from './fault.js';
import { plain } from './markdown.js';

/**
 * What an answer that is no success says.
 * @param token which a careless server may repeat
 * @param now of the runner; GitHub's own clock goes before it
 */
export function faultOf(response: HttpResponse, token: string, now: number): GithubFault {
  const { status, headers, host } = response;
  const waitSeconds = limitOf(response, now);
  const said = messageOf(response);
  const reason = plain((said?.message ?? '').replaceAll(token, '***'), 300);
  const details = { status, reason, ...(waitSeconds !== undefined && { waitSeconds }) };
  if (waitSeconds !== undefined) return new GithubFault('limited', details);
  if (isTransient(status)) return new GithubFault('unavailable', details);
  const isForeign = status < 400 || said === undefined || (status === 404 && !isNotFound(said));
  if (isForeign) return new GithubFault('unreachable', { status, response: new NoResponse('NO_JSON', host) });
  if (status === 401) return new GithubFault('token', details);
  if (status === 403) return new GithubFault(deniedKind(headers, reason), details);
  return new GithubFault(status === 404 || status === 410 ? 'missing' : 'refused', details);
}

function deniedKind(headers: HttpResponse['headers'], reason: string): FaultKind {
  if (headers['x-github-sso']?.startsWith('required')) return 'sso';
  return /\barchived\b/i.test(reason) ? 'archived' : 'denied';
}

/** How long GitHub asks to wait, in seconds; `undefined` where the limit is not what it refuses for. */
function limitOf(response: HttpResponse, ownNow: number): number | undefined {
  const { status, headers } = response;
  const asked = headers['retry-after'];
  const isUsedUp = headers['x-ratelimit-remaining'] === '0';
  const isLimit =
    status === 429 ||
    (status === 403 &&
      (isUsedUp || asked !== undefined || /rate limit|abuse detection/i.test(messageOf(response)?.message ?? '')));
  if (!isLimit) return undefined;
  if (asked !== undefined && /^\d{1,6}$/.test(asked)) return Number(asked);
  // By GitHub's own clock: the runner's may be off.
  const now = Date.parse(headers.date ?? '') || ownNow;
  const reset = Number(headers['x-ratelimit-reset']);
  return isUsedUp && reset > 0 ? Math.max(0, Math.ceil(reset - now / 1000)) : aMinute;
}

/** GitHub's own advice where a response names no time. */
const aMinute = 60;

interface Said {
  readonly message: string;
  readonly isDocumented: boolean;
}

/** Every refusal of GitHub is an object with a message; nearly every one names its documentation too. */
function messageOf({ body }: HttpResponse): Said | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('message' in value)) return undefined;
    if (typeof value.message !== 'string') return undefined;
    return { message: value.message, isDocumented: 'documentation_url' in value };
  } catch {
    return undefined;
  }
}

/** Gateways too answer 404 in JSON, with another message. */
function isNotFound({ message, isDocumented }: Said): boolean {
  return isDocumented || /^not found\.?$/i.test(message);
}
