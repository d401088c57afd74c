import { addressFault, withoutSlash } from '../network/address.js';
import type { World } from '../world.js';
import type { GithubAccess } from './access.js';
import { GithubFault } from './fault.js';

export type { GithubAccess };

const PUBLIC_API = 'https://api.github.com';

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
  let client: ReturnType<typeof load> | undefined;
  return async (route, parameters = {}) => {
    try {
      client ??= load(access, api);
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

async function load(access: GithubAccess, api: string) {
  try {
    return (await import('./octokit.js')).octokit(access, api);
  } catch {
    // It reads the event of the workflow and the proxy's address when it is loaded; its error may quote either.
    throw new GithubFault('refused', {
      reason:
        'the client of GitHub could not be loaded: GITHUB_EVENT_PATH, GITHUB_API_URL or a proxy variable is damaged',
    });
  }
}
