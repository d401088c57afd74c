import { ActionError } from '../error.js';
import { type HttpResponse, NoResponse } from '../network/http.js';
import type { World } from '../world.js';

const API_VERSION = '2022-11-28';
/** A page of issues: bodies have up to 65,536 characters each. */
const LIMIT = 16_777_216;

export interface GithubSettings {
  /** Of its environment `GITHUB_API_URL` and `GITHUB_REPOSITORY` are read, which the runner sets. */
  readonly world: Pick<World, 'environment' | 'connect'>;
  readonly githubToken: string;
  readonly signal: AbortSignal;
  /** For each request, in milliseconds. */
  readonly deadline?: number;
}

/** Asks GitHub about the issues of the repository; `path` is below them. @returns the body of a 2xx answer */
export type AskGithub = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<unknown>;

/**
 * The way to the issues of the repository that the workflow runs in: five REST calls, for which @actions/github would bring
 * 1.1 MB and 70 ms (measured, version 9.1.1).
 * @throws ActionError `NO_REPOSITORY`; of each call `GITHUB_UNREACHABLE`, `GITHUB_DENIED`, `GITHUB_NOT_FOUND` or `GITHUB_FAILED`
 */
export function connectGithub({ world, githubToken, signal, deadline }: GithubSettings): AskGithub {
  const { environment } = world;
  const send = world.connect({ signal, deadline, limit: LIMIT });
  const api = (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  const issues = `${api}/repos/${repositoryOf(environment).split('/').map(encodeURIComponent).join('/')}/issues`;
  const headers = {
    authorization: `Bearer ${githubToken}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': API_VERSION,
    'user-agent': 'dfns-service-account-action',
  };
  return async (method, path, body) => {
    const request = {
      method,
      url: issues + path,
      headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
      // A second issue or comment is another one; closing twice is closing.
      repeatable: method !== 'POST',
      ...(body && { body: JSON.stringify(body) }),
    };
    const response = await send(request).catch((error: unknown) => {
      throw error instanceof NoResponse ? unreachable(error, signal) : error;
    });
    if (response.status < 200 || response.status > 299) throw fault(method, response);
    return answerOf(response);
  };
}

/** `OWNER/NAME`. @throws ActionError `NO_REPOSITORY` */
export function repositoryOf({ GITHUB_REPOSITORY: repository = '' }: World['environment']): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return repository;
  throw new ActionError(
    'NO_REPOSITORY',
    'GITHUB_REPOSITORY does not say OWNER/NAME, so that no issue can be opened',
    'run the action in a workflow, where the runner sets it',
  );
}

function answerOf({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ActionError(
      'GITHUB_FAILED',
      'GitHub answered with something that is not JSON',
      'check GITHUB_API_URL and that no proxy answers in the place of GitHub, and run again',
    );
  }
}

function unreachable({ message }: NoResponse, { aborted, reason }: AbortSignal): ActionError {
  // Timed out or cancelled: the reason is the run's, not the request's.
  if (aborted && reason instanceof ActionError) return reason;
  return new ActionError(
    'GITHUB_UNREACHABLE',
    `GitHub did not answer (${message})`,
    "check the runner's network and its proxy variables, and run again: the issue is found and not opened twice",
  );
}

/** GitHub's own message is not repeated: an answer may echo what was sent. */
function fault(method: string, { status, headers }: HttpResponse): ActionError {
  const doing = method === 'GET' ? 'reading the issues' : 'writing the issue';
  const limited = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if (status === 401) return denied('GitHub does not accept github-token (HTTP 401)');
  if (status === 403 && !limited) return denied(`github-token may not do this: ${doing} was denied (HTTP 403)`);
  if (status === 404 || status === 410) {
    return new ActionError(
      'GITHUB_NOT_FOUND',
      `the repository shows no issues to github-token (HTTP ${status})`,
      'turn issues on in the settings of the repository (Features > Issues), and give the job permissions: issues: write',
    );
  }
  const passing = limited || status === 408 || status === 429 || status >= 500;
  return new ActionError(
    passing ? 'GITHUB_UNREACHABLE' : 'GITHUB_FAILED',
    `GitHub refused ${doing} (HTTP ${status})`,
    passing
      ? 'run again in a while: the issue is found and not opened twice'
      : 'run again with debug logging, and report it',
  );
}

function denied(what: string): ActionError {
  return new ActionError(
    'GITHUB_DENIED',
    what,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow's own expression.
    'pass github-token: ${{ github.token }}, and give the job permissions: issues: write',
  );
}
