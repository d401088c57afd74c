import { readFileSync } from 'node:fs';
import type { World } from '../world.js';
import { repositoryIn } from './client.js';

/** The pull request that a workflow runs for, or why there is none to write to. */
export type PullRequest =
  | { readonly is: 'found'; readonly number: number /** Its last commit. */; readonly head?: string }
  | { readonly is: 'none' }
  | { readonly is: 'refused'; readonly why: string };

/**
 * Reads the event of the workflow. A pull request of a fork is refused: its branch, and with it the manifest, is anybody's; so is
 * `pull_request_target`, in which the checked-out manifest is not that of the pull request.
 */
export function readPullRequest(environment: World['environment']): PullRequest {
  const { GITHUB_EVENT_NAME: event = '', GITHUB_EVENT_PATH: path = '' } = environment;
  if (event === 'pull_request_target')
    return refused(
      'on pull_request_target the file is that of the target branch, not of the pull request; use on: pull_request',
    );
  if (event !== 'pull_request') return { is: 'none' };
  const { number, head } = pullRequestOf(path);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1)
    return refused('GITHUB_EVENT_PATH names no event of a pull request');
  const { repo, sha } = objectOr(head);
  const place = repositoryIn(environment);
  const from = objectOr(repo).full_name;
  if (!place) return refused('GITHUB_REPOSITORY does not say OWNER/NAME');
  if (typeof from !== 'string' || from.toLowerCase() !== `${place.owner}/${place.repo}`.toLowerCase())
    return refused('the pull request comes from a fork, whose file anybody may write');
  return { is: 'found', number, ...(typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha) && { head: sha }) };
}

type Json = Readonly<Record<string, unknown>>;

function pullRequestOf(path: string): Json {
  try {
    return objectOr(objectOr(JSON.parse(readFileSync(path, 'utf8'))).pull_request);
  } catch {
    return {};
  }
}

function objectOr(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function refused(why: string): PullRequest {
  return { is: 'refused', why };
}
