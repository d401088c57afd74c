import { getOctokit } from '@actions/github';
import { type HttpResponse, NoResponse, type Send } from '../network/http.js';
import type { GithubAccess } from './access.js';
import { GithubFault } from './fault.js';
import { faultOf } from './read-fault.js';

const API_VERSION = '2022-11-28';
/** A page of issues: bodies have up to 65,536 characters each. */
const LIMIT = 16_777_216;
const DEADLINE = 10_000;
/** A request that was refused for a limit was not acted upon, so that each may be sent again. */
const MOST_WAITS = 2;
const MOST_REDIRECTS = 2;

/** `@actions/github` over our own transport. @param api the address of GitHub's API, without a slash at its end */
export function octokit(access: GithubAccess, api: string) {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const request = { fetch: fetchWithin(access, api) };
  return getOctokit(access.token, { baseUrl: api, userAgent: 'dfns-service-account-action', log, request });
}

/** What octokit takes for `fetch`: it sends, waits for limits, follows GitHub's own redirects, and lets only GitHub's successes pass. */
function fetchWithin(
  { world, token, signal, deadline = DEADLINE }: GithubAccess,
  api: string,
): typeof globalThis.fetch {
  const send = world.connect({ signal, deadline, limit: LIMIT });
  return (async (url: string, { method, headers, body }: { method: string; headers: object; body?: string }) => {
    const request = {
      method,
      headers: { ...headers, authorization: `Bearer ${token}`, 'x-github-api-version': API_VERSION },
      // A second issue or comment is another one; everything else means the same twice.
      repeatable: method !== 'POST',
      ...(body !== undefined && { body }),
    };
    for (let waits = 0, redirects = 0; ; ) {
      const response = await sent(send, { ...request, url });
      const moved = redirects < MOST_REDIRECTS ? movedTo(response, method, url, api) : undefined;
      if (moved) {
        url = moved;
        redirects++;
      } else if (response.status >= 200 && response.status < 300) return asFetched(response, url);
      else {
        const fault = faultOf(response, token, world.now());
        const milliseconds = (fault.details.waitSeconds ?? 0) * 1000;
        if (fault.kind !== 'limited' || milliseconds > deadline || waits++ === MOST_WAITS) throw fault;
        await world.sleep(milliseconds, signal).catch(() => undefined);
      }
    }
  }) as unknown as typeof globalThis.fetch;
}

async function sent(send: Send, request: Parameters<Send>[0]): Promise<HttpResponse> {
  try {
    return await send(request);
  } catch (error) {
    throw error instanceof NoResponse ? new GithubFault('unreachable', { response: error }) : error;
  }
}

/**
 * Where GitHub says that a repository which was renamed or handed over is now: by its number, at the same address. Nothing else is
 * followed, so that the token never travels to another host.
 */
function movedTo({ status, headers }: HttpResponse, method: string, from: string, api: string): string | undefined {
  const keepsMethod = status === 307 || status === 308 || (method === 'GET' && (status === 301 || status === 302));
  if (!keepsMethod || !headers.location || !URL.canParse(headers.location, from)) return undefined;
  const { href } = new URL(headers.location, from);
  const byNumber = /^\/(repositories|organizations)\/\d+\//;
  return href.startsWith(api) && byNumber.test(href.slice(api.length)) ? href : undefined;
}

/** The little of a `Response` that octokit looks at. Node's own would load undici for it. */
function asFetched({ status, headers, body, host }: HttpResponse, url: string) {
  const text = body.toString('utf8');
  if (status !== 204 && text !== '' && !isJson(text))
    throw new GithubFault('unreachable', { response: new NoResponse('NO_JSON', host) });
  const own = new Map(Object.entries({ ...headers, 'content-type': 'application/json' }));
  return { status, url, headers: own, text: async () => text || 'null' };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
