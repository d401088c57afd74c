import type { Asked, Model, Reply } from './server.js';

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  state: string;
  readonly comments: string[];
}

interface Sent {
  readonly title?: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly state?: string;
}

/** The issues of one repository, all of them written by the action. */
export class GithubModel implements Model {
  readonly host = 'api.github.test';
  readonly issues: Issue[] = [];

  get open(): Issue[] {
    return this.issues.filter(({ state }) => state === 'open');
  }

  reply({ method, url, body }: Asked): Reply {
    const [, number, more] = /\/repos\/acme\/payments\/issues(?:\/(\d+))?(\/comments)?$/.exec(url.pathname) ?? [];
    const sent: Sent = body === '' ? {} : JSON.parse(body);
    if (number === undefined) return method === 'POST' ? this.write(sent) : this.list(url);
    const issue = this.issues[Number(number) - 1];
    if (!issue) return { status: 404, body: { message: 'Not Found' } };
    if (more && method === 'POST') issue.comments.push(sent.body ?? '');
    if (more && method === 'POST') return { status: 201, body: commentOf(issue, issue.comments.length - 1) };
    if (more) return { status: 200, body: onPage(url, issue.comments).map((_, index) => commentOf(issue, index)) };
    issue.state = sent.state ?? issue.state;
    return { status: 200, body: shown(issue) };
  }

  private write({ title = '', body = '', labels = [] }: Sent): Reply {
    const issue: Issue = { number: this.issues.length + 1, title, body, labels, state: 'open', comments: [] };
    this.issues.push(issue);
    return { status: 201, body: shown(issue) };
  }

  private list(url: URL): Reply {
    const label = url.searchParams.get('labels');
    const listed = this.open.filter(({ labels }) => label === null || labels.includes(label)).reverse();
    return { status: 200, body: onPage(url, listed).map(shown) };
  }
}

function onPage<T>(url: URL, items: readonly T[]): readonly T[] {
  const page = Number(url.searchParams.get('page') ?? 1);
  return page === 1 ? items : [];
}

const author = { user: { login: 'github-actions[bot]', type: 'Bot' }, author_association: 'NONE' };

function shown({ number, title, body, state, labels }: Issue) {
  const html_url = `https://github.com/acme/payments/issues/${number}`;
  return { number, html_url, title, body, state, labels: labels.map((name) => ({ name })), ...author };
}

function commentOf({ number, comments }: Issue, index: number) {
  return { id: number * 1000 + index, body: comments[index], ...author };
}
