import { githubDescription } from './github-openapi.js';
import type { Answer, LoggedRequest } from './loopback.js';

export interface Author {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  readonly association: 'NONE' | 'MEMBER' | 'OWNER' | 'COLLABORATOR';
}

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly author: Author;
}

export interface FakeIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: Author;
  labels: string[];
  state: 'open' | 'closed';
  reason: string | null;
  readonly comments: FakeComment[];
}

export interface FakeIssues {
  readonly all: FakeIssue[];
  readonly open: FakeIssue[];
  /** What somebody does on the page. */
  write(title: string, body: string, author?: Author, labels?: string[]): FakeIssue;
  comment(issue: FakeIssue, body: string, author?: Author): void;
  /** Whether labels are dropped, as for whoever may not set them. */
  dropsLabels: boolean;
  /** Who comments with the token. */
  commenter: Author;
  answer(request: LoggedRequest): Answer;
}

export const bot: Author = { login: 'github-actions[bot]', type: 'Bot', association: 'NONE' };
export const member: Author = { login: 'alice', type: 'User', association: 'MEMBER' };
export const stranger: Author = { login: 'mallory', type: 'User', association: 'NONE' };

/** Issues and comments as the examples of GitHub's OpenAPI description show them. */
function showing(repository: string) {
  const { examples } = githubDescription().components;
  const { pull_request: pullRequest, ...issueExample } = examples.issue.value;
  const commentExample = examples['issue-comment'].value;
  const at = new Date().toISOString();
  const page = (number: number) => `https://github.com/${repository}/issues/${number}`;
  const user = (author: Author) => ({ ...issueExample.user, login: author.login, type: author.type, id: idOf(author) });
  const shown = (issue: FakeIssue) => ({
    ...issueExample,
    // Pull requests are listed among the issues.
    ...(issue.labels.includes('a-pull-request') && { pull_request: pullRequest }),
    number: issue.number,
    html_url: page(issue.number),
    title: issue.title,
    body: issue.body,
    user: user(issue.author),
    author_association: issue.author.association,
    labels: issue.labels.map((name) => ({ ...issueExample.labels[0], name })),
    state: issue.state,
    state_reason: issue.reason,
    comments: issue.comments.length,
    created_at: at,
    updated_at: at,
  });
  const shownComment = (issue: FakeIssue, { id, body, author }: FakeComment) => ({
    ...commentExample,
    id,
    html_url: `${page(issue.number)}#issuecomment-${id}`,
    body,
    user: user(author),
    author_association: author.association,
  });
  return { shown, shownComment };
}

/** The issues of one repository. */
export function fakeIssues(repository: string): FakeIssues {
  const show = showing(repository);
  let ids = 1000;
  const fake: FakeIssues = {
    all: [],
    dropsLabels: false,
    commenter: bot,
    get open() {
      return fake.all.filter(({ state }) => state === 'open');
    },
    write(title, body, author = bot, labels = []) {
      const number = fake.all.length + 1;
      const issue: FakeIssue = { number, title, body, author, labels, state: 'open', reason: null, comments: [] };
      fake.all.push(issue);
      return issue;
    },
    comment(issue, body, author = bot) {
      issue.comments.push({ id: ++ids, body, author });
    },
    answer({ method, path, body }) {
      const url = new URL(path, 'http://loopback');
      const [, , , , , number, more] = url.pathname.split('/');
      const asked = { method, url, more, sent: body === '' ? {} : JSON.parse(body) };
      if (number === undefined) return ofAll(fake, asked, show);
      if (number === 'comments') return ofComment(fake.all, asked, show);
      const issue = fake.all.find((each) => each.number === Number(number));
      return issue ? ofIssue(issue, fake, asked, show) : { status: 404, body: { message: 'Not Found' } };
    },
  };
  return fake;
}

type Show = ReturnType<typeof showing>;

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly more: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: it was checked against the description
  readonly sent: any;
}

function ofAll(fake: FakeIssues, { method, url, sent }: Asked, { shown }: Show): Answer {
  if (method === 'POST') {
    const issue = fake.write(sent.title, sent.body, bot, fake.dropsLabels ? [] : sent.labels);
    return { status: 201, body: shown(issue) };
  }
  const label = url.searchParams.get('labels');
  const listed = fake.open.filter(({ labels }) => label === null || labels.includes(label)).reverse();
  return { status: 200, body: paged(listed, url).map(shown) };
}

function ofIssue(issue: FakeIssue, fake: FakeIssues, { method, url, more, sent }: Asked, show: Show): Answer {
  const { shown, shownComment } = show;
  if (more === 'comments' && method === 'POST') {
    if (sent.body.length > 65_536) return tooLong;
    fake.comment(issue, sent.body, fake.commenter);
    return { status: 201, body: shownComment(issue, issue.comments.at(-1) ?? never()) };
  }
  if (more === 'comments')
    return { status: 200, body: paged(issue.comments, url).map((comment) => shownComment(issue, comment)) };
  issue.state = sent.state ?? issue.state;
  issue.reason = sent.state_reason ?? null;
  return { status: 200, body: shown(issue) };
}

const tooLong = { status: 422, body: { message: 'Body is too long (maximum is 65536 characters)' } };

/** A number of its own for each login. */
export function idOf({ login }: Author): number {
  return [...login].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7) % 1_000_000_007;
}

/** GitHub lets whoever may write to a repository change and delete the comments of others too. */
function ofComment(
  issues: readonly FakeIssue[],
  { method, more, sent: { body } }: Asked,
  { shownComment }: Show,
): Answer {
  const id = Number(more);
  const issue = issues.find(({ comments }) => comments.some((comment) => comment.id === id));
  const comment = issue?.comments.find((each) => each.id === id);
  if (!issue || !comment) return { status: 404, body: { message: 'Not Found' } };
  if (method === 'DELETE') {
    issue.comments.splice(issue.comments.indexOf(comment), 1);
    return { status: 204 };
  }
  if (body.length > 65_536) return tooLong;
  comment.body = body;
  return { status: 200, body: shownComment(issue, comment) };
}

function paged<T>(items: readonly T[], url: URL): T[] {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  return items.slice((page - 1) * perPage, page * perPage);
}

function never(): never {
  throw new Error('a comment that was just written is gone');
}
