import { ActionError } from '../error.js';
import type { World } from '../world.js';
import { arrayOf, type Json, numberOf, objectOf } from './answers.js';
import { type AskGithub, connectGithub, type GithubAccess, repositoryIn } from './client.js';
import { GithubFault } from './fault.js';
import { githubError } from './github-error.js';

/** An open issue or a comment, as far as the request needs it. All texts are from outside. */
export interface Writing {
  readonly body: string;
  /** Whether its author is an App or belongs to the repository: anybody can write an issue that looks like ours. */
  readonly isTrusted: boolean;
}

export interface Issue extends Writing {
  readonly number: number;
  /** Of the issue's page, `https`, or `http` on loopback. */
  readonly url: string;
}

export interface Comment extends Writing {
  readonly id: number;
}

export interface Issues {
  /** The open issues with a text that `isWanted`, the oldest first. */
  find(isWanted: (issue: Issue) => boolean): Promise<Issue[]>;
  open(title: string, body: string): Promise<Issue>;
  comments(issue: Issue): Promise<Comment[]>;
  comment(issue: Issue, body: string): Promise<void>;
  close(issue: Issue, reason: 'completed' | 'not_planned' | 'duplicate'): Promise<void>;
}

/** By which the issues are listed; whoever may not set labels opens an issue without it. */
export const label = 'dfns-service-account';
const perPage = 100;
/** Where no issue has the label, so many pages of all open issues are looked through, the newest first. */
const mostPages = 10;

const ISSUES = '/repos/{owner}/{repo}/issues';

/**
 * @throws ActionError `NO_REPOSITORY`; of each call `GITHUB_UNREACHABLE`, `GITHUB_DENIED`, `GITHUB_NOT_FOUND` or `GITHUB_FAILED`
 * @see https://docs.github.com/rest/issues/issues
 */
export function openIssues(access: GithubAccess): Issues {
  const ask = askIssues(access);
  return {
    async find(isWanted) {
      const labelled = await list(ask, { labels: label }, isWanted);
      return labelled.length > 0 ? labelled : list(ask, {}, isWanted);
    },
    open: async (title, body) => readIssue(await ask(`POST ${ISSUES}`, { title, body, labels: [label] })),
    async comments({ number }) {
      const comments: Comment[] = [];
      for (let page = 1; ; page++) {
        const answer = await ask(`GET ${ISSUES}/{issue_number}/comments`, {
          issue_number: number,
          per_page: perPage,
          page,
        });
        const read = arrayOf(answer).map((comment) => ({ id: numberOf(comment.id), ...readWriting(comment) }));
        comments.push(...read);
        if (read.length < perPage) return comments;
      }
    },
    async comment({ number }, body) {
      await ask(`POST ${ISSUES}/{issue_number}/comments`, { issue_number: number, body });
    },
    async close({ number }, reason) {
      await ask(`PATCH ${ISSUES}/{issue_number}`, { issue_number: number, state: 'closed', state_reason: reason });
    },
  };
}

/** `OWNER/NAME`. @throws ActionError `NO_REPOSITORY` */
export function repositoryOf(environment: World['environment']): string {
  const { owner, repo } = placeOf(environment);
  return `${owner}/${repo}`;
}

function placeOf(environment: World['environment']): { owner: string; repo: string } {
  const place = repositoryIn(environment);
  if (place) return place;
  throw new ActionError(
    'NO_REPOSITORY',
    'GITHUB_REPOSITORY does not say OWNER/NAME, so that no issue can be opened',
    'run the action in a workflow, where the runner sets it',
  );
}

/** Asks about the issues of this repository, and puts what fails into words. */
function askIssues(access: GithubAccess): AskGithub {
  const place = placeOf(access.world.environment);
  const asking = { permission: 'issues: write', afterwards: 'the issue is found and not opened twice' };
  let ask: AskGithub | undefined;
  return async (route, parameters) => {
    try {
      ask ??= connectGithub(access);
      return await ask(route, { ...place, ...parameters });
    } catch (error) {
      if (error instanceof GithubFault && error.kind === 'missing') throw noIssues(error);
      const doing = route.startsWith('GET') ? 'reading the issues' : 'writing the issue';
      throw githubError(error, { ...asking, doing, signal: access.signal });
    }
  };
}

function noIssues({ words }: GithubFault): ActionError {
  return new ActionError(
    'GITHUB_NOT_FOUND',
    `the repository shows no issues to github-token (${words})`,
    'turn issues on in the settings of the repository (Features > Issues), and give the job permissions: issues: write',
  );
}

/** The list endpoint, not the search: that one lags behind. It lists pull requests too. */
async function list(ask: AskGithub, filter: object, isWanted: (issue: Issue) => boolean): Promise<Issue[]> {
  const found: Issue[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const order = { state: 'open', sort: 'created', direction: 'desc', per_page: perPage, page };
    const answer = await ask(`GET ${ISSUES}`, { ...filter, ...order });
    const read = arrayOf(answer);
    found.push(
      ...read
        .filter((issue) => !issue.pull_request)
        .map(readIssue)
        .filter(isWanted),
    );
    if (read.length < perPage) break;
  }
  return found.sort((one, other) => one.number - other.number);
}

function readIssue(answer: unknown): Issue {
  const issue = objectOf(answer);
  return { number: numberOf(issue.number), url: urlOf(issue.html_url), ...readWriting(issue) };
}

const belongs = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Who edits a text of another must belong to the repository too, so that its author speaks for it. */
function readWriting({ body, user, author_association: association }: Json): Writing {
  const isApp = typeof user === 'object' && user !== null && 'type' in user && user.type === 'Bot';
  return {
    body: typeof body === 'string' ? body : '',
    isTrusted: isApp || belongs.includes(String(association)),
  };
}

function urlOf(value: unknown): string {
  return typeof value === 'string' && /^https?:\/\/[\w.:/-]+$/.test(value) ? value : '';
}
