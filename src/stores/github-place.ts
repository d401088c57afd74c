import type { GithubTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { repositoryIn } from '../github/client.js';
import { GithubFault } from '../github/fault.js';
import { failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

/** The scope of a target in GitHub's own words: its routes, and what fills them. */
export interface GithubPlace {
  /** Of the secrets of the scope. */
  readonly secrets: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** @throws ActionError `STORE_NOT_FOUND` where the runner does not say which repository it is */
export function placeOf(target: GithubTarget, environment: StoreSettings['environment']): GithubPlace {
  const repository = repositoryIn(environment);
  if (!repository) {
    throw storeError(target.target, {
      code: 'STORE_NOT_FOUND',
      what: 'cannot be found: GITHUB_REPOSITORY does not say OWNER/NAME',
      cure: 'Run the action in a workflow, where the runner sets GITHUB_REPOSITORY.',
    });
  }
  switch (target.scope) {
    case 'organization':
      return { secrets: '/orgs/{org}/actions/secrets', parameters: { org: repository.owner } };
    case 'environment':
      return {
        secrets: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
        parameters: { ...repository, environment_name: target.environment ?? '' },
      };
    case 'repository':
      return { secrets: '/repos/{owner}/{repo}/actions/secrets', parameters: repository };
  }
}

const PERMISSION = {
  repository: 'Secrets: write on this repository',
  environment: 'Environments: write on this repository',
  organization: 'Secrets: write on the organization',
};

/** Puts what kept GitHub from doing it into words; other errors stay what they are. */
export function storeFault(place: GithubTarget, doing: string, error: unknown, token = ''): unknown {
  if (!(error instanceof GithubFault)) return error;
  const { target, scope } = place;
  const { kind, words: detail, details } = error;
  const { status = 0, response } = details;
  switch (kind) {
    case 'unreachable':
      return response ? unreachable(target, response) : failed(target, doing, status);
    case 'unavailable':
      return failed(target, doing, status);
    case 'limited':
      return limited(target, doing, details);
    case 'token':
      return refusedToken(place, `is not accepted (${detail}); it may have expired, an App's lives an hour`);
    case 'sso':
      return storeError(target, {
        code: 'STORE_DENIED',
        what: `denied ${doing}: the organization asks for single sign-on, for which github-token is not authorised (${detail})`,
        cure: 'Authorise the token in its settings (Configure SSO), or pass the token of an App (actions/create-github-app-token).',
        detail,
      });
    case 'archived':
      return storeError(target, {
        code: 'STORE_DENIED',
        what: `denied ${doing}: the repository is archived (${detail})`,
        cure: 'Unarchive the repository in its settings, or name another target.',
        detail,
      });
    case 'denied':
      return storeError(target, {
        code: 'STORE_DENIED',
        what: `denied ${doing}: ${lacking(token)} (${detail})`,
        cure: `Pass the token of an App (actions/create-github-app-token) or a fine-grained token with ${PERMISSION[scope]}.`,
        detail,
      });
    case 'missing':
      return missing(place, detail);
    case 'refused':
      return storeError(target, {
        code: 'STORE_FAILED',
        what: `refused ${doing} (${detail})`,
        cure: 'Mend what GitHub says, then run the job again.',
        detail,
      });
  }
}

/** The prefix of a token shows its kind; that of an App and GITHUB_TOKEN have the same. */
function lacking(token: string): string {
  if (token.startsWith('github_pat_')) return 'github-token is a fine-grained token, and lacks the permission';
  if (token.startsWith('ghp_')) return 'github-token is a classic token, and lacks the scope or the right to write';
  return 'github-token lacks the permission, and GITHUB_TOKEN cannot have it';
}

export function refusedToken({ target, scope }: GithubTarget, how: string): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `got no valid token: github-token ${how}`,
    cure: `Pass github-token, of an App (actions/create-github-app-token) or a fine-grained token, with ${PERMISSION[scope]}.`,
  });
}

function missing({ target, scope, environment }: GithubTarget, detail: string): ActionError {
  const isEnvironment = scope === 'environment';
  const check = `check that the token has ${PERMISSION[scope]}.`;
  return storeError(target, {
    code: 'STORE_NOT_FOUND',
    what: `does not exist, or github-token may not see it: there is no ${isEnvironment ? `environment "${environment}"` : scope} here`,
    cure: isEnvironment
      ? `Create the environment in the settings of the repository, and ${check}`
      : `See that the repository still has this name and owner, and ${check}`,
    detail,
  });
}

function limited(target: string, doing: string, { waitSeconds = 60 }: GithubFault['details']): ActionError {
  const minutes = Math.max(1, Math.ceil(waitSeconds / 60));
  return storeError(target, {
    code: 'STORE_UNREACHABLE',
    what: `is not available while ${doing}, since the rate limit is used up (HTTP 429)`,
    cure: `Run the job again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, when GitHub takes requests of this token again.`,
    detail: 'HTTP 429',
  });
}
