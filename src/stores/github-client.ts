import type { GithubTarget } from '../account/store-target.js';
import type { ActionError } from '../error.js';
import { type HttpResponse, json, NoResponse } from '../network/http.js';
import { failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { withoutSlash } from './target-endpoint.js';

const API_VERSION = '2022-11-28';

export interface GithubAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks GitHub: `path` is below the secrets of the target's scope. Answers 2xx and the statuses in `expected`. */
export type AskGithub = (
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  options?: { readonly expected?: readonly number[]; readonly body?: unknown },
) => Promise<GithubAnswer>;

/** A few REST calls; Octokit would add 590 KB and 60 ms for them. */
export function connectGithub(target: GithubTarget, settings: StoreSettings): AskGithub {
  const { world, environment, githubToken, signal, deadline } = settings;
  if (!githubToken) throw refusedToken(target, 'is missing');
  const send = world.connect({ signal, deadline });
  const api = withoutSlash(target.endpoint ?? (environment.GITHUB_API_URL || 'https://api.github.com'));
  const secrets = `${api}/${scopePath(target, environment.GITHUB_REPOSITORY)}/secrets`;
  const headers = {
    authorization: `Bearer ${githubToken}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': API_VERSION,
    'user-agent': 'dfns-service-account-action',
  };
  return async (method, path, { expected = [], body } = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    // GitHub's PUT and DELETE of a secret mean the same twice.
    const request = {
      method,
      url: secrets + path,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      repeatable: true,
      ...sent,
    };
    try {
      const response = await send(request);
      const { status } = response;
      if ((status < 200 || status > 299) && !expected.includes(status)) throw githubFault(target, method, response);
      return { status, body: json(response) };
    } catch (error) {
      throw error instanceof NoResponse ? unreachable(target.target, error) : error;
    }
  };
}

function scopePath(target: GithubTarget, repository: string | undefined): string {
  const [owner, name, ...more] = (repository ?? '').split('/');
  if (!owner || !name || more.length > 0) {
    throw storeError(target.target, {
      code: 'STORE_NOT_FOUND',
      what: 'cannot be found: GITHUB_REPOSITORY does not say OWNER/NAME',
      cure: 'Run the action in a workflow, where the runner sets GITHUB_REPOSITORY.',
    });
  }
  const path = `repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  if (target.scope === 'organization') return `orgs/${encodeURIComponent(owner)}/actions`;
  if (target.scope === 'environment') return `${path}/environments/${encodeURIComponent(target.environment ?? '')}`;
  return `${path}/actions`;
}

const PERMISSION = {
  repository: 'Secrets: write on this repository',
  environment: 'Environments: write on this repository',
  organization: 'Secrets: write on the organization',
};

function refusedToken({ target, scope }: GithubTarget, how: string): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `got no valid token: github-token ${how}`,
    cure: `Pass github-token, of an App (actions/create-github-app-token) or a fine-grained token, with ${PERMISSION[scope]}.`,
  });
}

function githubFault(target: GithubTarget, method: string, response: HttpResponse): ActionError {
  const { status, headers } = response;
  const doing = method === 'GET' ? 'reading the names of its secrets' : 'writing its secrets';
  const limited = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if (status === 401) return refusedToken(target, 'is not accepted (HTTP 401)');
  if (status === 403 && limited) return failed(target.target, `${doing}, since the rate limit is used up`, 429);
  if (status === 403) {
    return storeError(target.target, {
      code: 'STORE_DENIED',
      what: `denied ${doing}: github-token lacks the permission, and GITHUB_TOKEN cannot have it`,
      cure: `Pass the token of an App (actions/create-github-app-token) or a fine-grained token with ${PERMISSION[target.scope]}.`,
      detail: 'HTTP 403',
    });
  }
  if (status === 404) {
    const place = target.scope === 'environment' ? `environment "${target.environment}"` : target.scope;
    return storeError(target.target, {
      code: 'STORE_NOT_FOUND',
      what: `does not exist, or github-token may not see it: there is no ${place} here`,
      cure: `${target.scope === 'environment' ? 'Create the environment in the settings of the repository, and c' : 'C'}heck that the token has ${PERMISSION[target.scope]}.`,
      detail: 'HTTP 404',
    });
  }
  return failed(target.target, doing, status);
}
