import { ActionError } from '../error.js';
import { GithubFault } from './fault.js';

/** What was asked, in words for an error. */
export interface Asking {
  /** `writing the issue` */
  readonly doing: string;
  /** What `github-token` needs for it. */
  readonly permission: string;
  /** Whether and how the next run goes on. */
  readonly afterwards: string;
  readonly signal?: AbortSignal | undefined;
}

/** The error that the user reads for a failed request to GitHub; other errors come back as they are. */
export function githubError(error: unknown, { doing, permission, afterwards, signal }: Asking): unknown {
  if (!(error instanceof GithubFault)) return error;
  // Timed out or cancelled: the reason is the run's, not the request's.
  if (signal?.aborted && signal.reason instanceof ActionError) return signal.reason;
  const { kind, words, details } = error;
  const grant = `pass github-token: \${{ github.token }}, and give the job permissions: ${permission}`;
  switch (kind) {
    case 'unreachable':
      return new ActionError(
        'GITHUB_UNREACHABLE',
        `GitHub did not answer (${words})`,
        `check GITHUB_API_URL, the runner's network and its proxy variables, and run again: ${afterwards}`,
      );
    case 'unavailable':
    case 'limited':
      return new ActionError(
        'GITHUB_UNREACHABLE',
        kind === 'limited' ? `GitHub's rate limit is used up (${words})` : `GitHub is not available (${words})`,
        `run again ${details.waitSeconds === undefined ? 'in a while' : `in ${minutes(details.waitSeconds)}`}: ${afterwards}`,
      );
    case 'token':
      return new ActionError('GITHUB_DENIED', `GitHub does not accept github-token (${words})`, grant);
    case 'sso':
      return new ActionError(
        'GITHUB_DENIED',
        `the organization asks for single sign-on, for which github-token is not authorised (${words})`,
        'authorise the token for it in its settings (Configure SSO), or pass the token of an App',
      );
    case 'archived':
      return new ActionError('GITHUB_DENIED', `the repository is archived (${words})`, 'unarchive it, or use another');
    case 'denied':
      return new ActionError('GITHUB_DENIED', `github-token may not do this: ${doing} was denied (${words})`, grant);
    case 'missing':
    case 'refused':
      return new ActionError(
        'GITHUB_FAILED',
        `GitHub refused ${doing} (${words})`,
        'mend what GitHub says, and run again; if it says nothing, run with debug logging, and report it',
      );
  }
}

/** `1 minute`, or as many as it takes. */
export function minutes(seconds: number): string {
  const count = Math.max(1, Math.ceil(seconds / 60));
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** GitHub answered a success in another shape than its API describes. */
export function wrongShape(): ActionError {
  return new ActionError(
    'GITHUB_FAILED',
    'GitHub answered in a shape that its API does not describe',
    'check GITHUB_API_URL and that no proxy answers in the place of GitHub, and run again',
  );
}
