import { arrayOf, type Json, numberOf, objectOf } from './answers.js';
import { type AskGithub, connectGithub, type GithubAccess, repositoryIn } from './client.js';
import { GithubFault } from './fault.js';
import { githubError } from './github-error.js';
import { type PlanMarker, readPlanMarker } from './plan-marker.js';

/** A comment with a plan that was written with this token, or by another App. */
export interface PlanComment {
  readonly id: number;
  readonly marker: PlanMarker;
  readonly body: string;
  /** The id of its author. */
  readonly author: number;
}

/** The comments of one pull request that show plans of fleets. */
export interface PlanComments {
  /**
   * The oldest first. Whoever may comment can paste a marker, and could change what we write into their comment: so the comments of a user
   * are passed over, but where the token is that very user's.
   */
  list(): Promise<PlanComment[]>;
  create(body: string): Promise<PlanComment>;
  /** @returns whether it was still there */
  edit(comment: PlanComment, body: string): Promise<boolean>;
  remove(comment: PlanComment): Promise<void>;
}

const ISSUES = '/repos/{owner}/{repo}/issues';
const perPage = 100;

/**
 * @throws ActionError of each call: `GITHUB_UNREACHABLE`, `GITHUB_DENIED` or `GITHUB_FAILED`
 * @see https://docs.github.com/rest/issues/comments
 */
export function openPlanComments(access: GithubAccess, pullRequest: number): PlanComments {
  const ask = askComments(access);
  const viewer = once(() => askViewer(ask));
  const isOwn = async ({ type, id }: Json) => type === 'Bot' || (type === 'User' && id === (await viewer()));
  const of = { issue_number: pullRequest };
  return {
    async list() {
      const comments: PlanComment[] = [];
      for (let page = 1; ; page++) {
        const answers = arrayOf(await ask(`GET ${ISSUES}/{issue_number}/comments`, { ...of, per_page: perPage, page }));
        for (const answer of answers) {
          const comment = readComment(answer);
          if (comment && (await isOwn(objectOf(answer.user)))) comments.push(comment);
        }
        if (answers.length < perPage) return comments.sort((one, other) => one.id - other.id);
      }
    },
    async create(body) {
      const comment = readComment(objectOf(await ask(`POST ${ISSUES}/{issue_number}/comments`, { ...of, body })));
      if (comment) return comment;
      throw new GithubFault('refused', { reason: 'the comment is not shown as it was written' });
    },
    edit: ({ id }, body) => whereThere(() => ask(`PATCH ${ISSUES}/comments/{comment_id}`, { comment_id: id, body })),
    async remove({ id }) {
      await whereThere(() => ask(`DELETE ${ISSUES}/comments/{comment_id}`, { comment_id: id }));
    },
  };
}

/** The error that a reader gets for what failed here. */
export function planCommentError(error: unknown, signal: AbortSignal | undefined): unknown {
  const asking = { doing: 'the comment on the pull request', permission: 'pull-requests: write' };
  // GitHub answers so to a token that may not see the pull request.
  const isHidden = error instanceof GithubFault && error.kind === 'missing';
  const told = isHidden ? new GithubFault('denied', error.details) : error;
  return githubError(told, { ...asking, afterwards: 'the comment is found and edited', signal });
}

function askComments(access: GithubAccess): AskGithub {
  const place = repositoryIn(access.world.environment);
  const ask = connectGithub(access);
  return (route, parameters) => ask(route, route.includes('{owner}') ? { ...place, ...parameters } : parameters);
}

/** The id of the user whose token it is; `undefined` for the token of an App, as `GITHUB_TOKEN` is one. */
async function askViewer(ask: AskGithub): Promise<number | undefined> {
  try {
    return numberOf(objectOf(await ask('GET /user')).id);
  } catch (error) {
    if (error instanceof GithubFault && ['denied', 'missing', 'token', 'refused'].includes(error.kind))
      return undefined;
    throw error;
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

function readComment(answer: Json): PlanComment | undefined {
  const { id, body, user } = answer;
  const marker = typeof body === 'string' ? readPlanMarker(body) : undefined;
  if (!marker || typeof body !== 'string' || typeof user !== 'object' || user === null) return undefined;
  return { id: numberOf(id), marker, body, author: numberOf(objectOf(user).id) };
}

/** @returns whether there was still something to do it to */
async function whereThere(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof GithubFault && error.kind === 'missing') return false;
    throw error;
  }
}
