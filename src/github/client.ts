import { addressFault, withoutSlash } from '../network/address.js';
import { type HttpResponse, NoResponse, type Send } from '../network/http.js';
import type { World } from '../world.js';
import { faultOf, GithubFault } from './fault.js';

const API_VERSION = '2022-11-28';
const PUBLIC_API = 'https://api.github.com';
/** A page of issues: bodies have up to 65,536 characters each. */
const LIMIT = 16_777_216;
const DEADLINE = 10_000;
/** A request that was refused for a limit was not acted upon, so that each may be sent again. */
const MOST_WAITS = 2;
const MOST_REDIRECTS = 2;

export interface GithubAccess {
  /** Of its environment `GITHUB_API_URL` and `GITHUB_REPOSITORY` are read, which the runner sets. */
  readonly world: Pick<World, 'environment' | 'connect' | 'sleep' | 'now'>;
  readonly token: string;
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds. */
  readonly deadline?: number | undefined;
  /** In the place of `GITHUB_API_URL`. */
  readonly endpoint?: string | undefined;
}

/**
 * Asks GitHub by one of its routes, for example `GET /repos/{owner}/{repo}/issues`; the parameters fill the route, the query and the body.
 * @returns the body of a success; `undefined` where it has none
 * @throws GithubFault
 */
export type AskGithub = (route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * The one client of GitHub, for secrets, issues and workflow runs: `@actions/github` over our own transport, loaded when the
 * first request is made.
 * @throws GithubFault `refused` where `GITHUB_API_URL` is no address that a token may be sent to
 */
export function connectGithub(access: GithubAccess): AskGithub {
  const api = apiAddress(access);
  const fetch = fetchWithin(access, api);
  let client: ReturnType<typeof load> | undefined;
  return async (route, parameters = {}) => {
    try {
      client ??= load(access.token, api, fetch);
      const { data, status } = await (await client).request(route, parameters);
      return status === 204 ? undefined : data;
    } catch (error) {
      // Octokit's own errors carry the request, and with it what was sent.
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause instanceof GithubFault) throw cause;
      throw error instanceof GithubFault ? error : new GithubFault('refused', { reason: 'the request was not sent' });
    }
  };
}

/** `OWNER` and `NAME` of the repository that the workflow runs in; `undefined` where the runner does not say. */
export function repositoryIn({
  GITHUB_REPOSITORY: repository = '',
}: World['environment']): { owner: string; repo: string } | undefined {
  const [, owner, repo] = /^([\w.-]+)\/((?!\.{1,2}$)[\w.-]+)$/.exec(repository) ?? [];
  return owner && repo && !/^\.+$/.test(owner) ? { owner, repo } : undefined;
}

function apiAddress({ world, endpoint }: GithubAccess): string {
  const address = endpoint ?? (world.environment.GITHUB_API_URL || PUBLIC_API);
  const fault = addressFault(address);
  // It is never repeated: it may hold a password.
  if (fault)
    throw new GithubFault('refused', {
      reason: `GITHUB_API_URL is no address that a token may be sent to (${fault}); accepted is https://HOST[/PATH], or http on loopback`,
    });
  return withoutSlash(address);
}

async function load(token: string, baseUrl: string, fetch: typeof globalThis.fetch) {
  try {
    const { getOctokit } = await import('@actions/github');
    const silent = () => undefined;
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    return getOctokit(token, { baseUrl, userAgent: 'dfns-service-account-action', log, request: { fetch } });
  } catch {
    // It reads the event of the workflow and the proxy's address when it is loaded; its error may quote either.
    throw new GithubFault('refused', {
      reason:
        'the client of GitHub could not be loaded: GITHUB_EVENT_PATH, GITHUB_API_URL or a proxy variable is damaged',
    });
  }
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
