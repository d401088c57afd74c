import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { type FakeIssues, fakeIssues, idOf } from './github-issues.js';
import { exampleRun, githubCheck, githubDescription } from './github-openapi.js';
import { actionsSecrets, type Secret, unsealed } from './github-secrets.js';
import { type Answer, answering, type LoggedRequest, type Loopback } from './loopback.js';

export interface FakeGithub extends Loopback {
  /** By scope (`repos/o/r`, `repos/o/r/environments/production`, `orgs/o`) and name. */
  readonly secrets: Map<string, Map<string, Secret>>;
  readonly issues: FakeIssues;
  /** Opens a box with the private key of its scope. */
  open(scope: string, name: string): string | undefined;
  /** Each request and answer that GitHub's OpenAPI description does not allow. */
  readonly violations: string[];
  /** May write secrets. */
  readonly appToken: string;
  /** The workflow runs of the repository, by id. */
  readonly runs: Map<string, { status: 'queued' | 'in_progress' | 'completed'; attempt: number }>;
  /** As GITHUB_TOKEN: whatever its permissions, it may write no secrets. It may read workflow runs, and write issues. */
  readonly workflowToken: string;
  /** Answers every request, or those that `when` picks, in this way. */
  answerWith(answer: Answer | undefined, when?: (request: LoggedRequest) => boolean): void;
}

export const REPOSITORY = 'acme/payments';
const SCOPES = ['repos/acme/payments', 'repos/acme/payments/environments/production', 'orgs/acme'];

/** What GITHUB_TOKEN may ask for besides the issues. */
function isOfWorkflow(path: string): boolean {
  return path.includes('/actions/runs/') || path === '/user';
}

type Kept = Pick<FakeGithub, 'secrets' | 'runs' | 'issues'> & {
  readonly keys: ReadonlyMap<string, { readonly publicKey: Uint8Array }>;
};

/** Who asks, the workflow runs, and the secrets. */
function routeTo({ keys, secrets, runs, issues }: Kept): (request: LoggedRequest) => Answer {
  const example = exampleRun();
  return ({ path, method, body }) => {
    const url = new URL(path, 'http://loopback');
    if (url.pathname === '/user') return viewer(issues);
    const [, repository, runId = ''] = /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/([^/]+)$/.exec(url.pathname) ?? [];
    const run = repository === REPOSITORY ? runs.get(runId) : undefined;
    if (run) {
      const { status, attempt } = run;
      const conclusion = status === 'completed' ? 'failure' : null;
      return { status: 200, body: { ...example, id: Number(runId), status, conclusion, run_attempt: attempt } };
    }
    const [, prefix = '', rest = ''] = /^\/(.*?)(?:\/actions)?\/secrets(.*)$/.exec(url.pathname) ?? [];
    const scope = decodeURIComponent(prefix);
    const key = keys.get(scope);
    const kept = secrets.get(scope);
    if (key === undefined || kept === undefined) return { status: 404, body: { message: 'Not Found' } };
    const of = { publicKey: key.publicKey, id: `key-of-${scope}` };
    return actionsSecrets(kept, of, { method, rest, query: url.searchParams, body });
  };
}

function viewer({ commenter }: FakeIssues): Answer {
  // The token of an App is nobody's.
  if (commenter.type === 'Bot') return { status: 403, body: { message: 'Resource not accessible by integration' } };
  const user = githubDescription().components.examples['private-user-response-with-public-profile-information'].value;
  return { status: 200, body: { ...user, login: commenter.login, id: idOf(commenter) } };
}

/** The Actions secrets of GitHub's REST API, with libsodium at the receiving end. */
export async function fakeGithub(): Promise<FakeGithub> {
  await sodium.ready;
  const keys = new Map(SCOPES.map((scope) => [scope, sodium.crypto_box_keypair()]));
  const secrets = new Map(SCOPES.map((scope) => [scope, new Map<string, Secret>()]));
  const runs: FakeGithub['runs'] = new Map();
  const violations: string[] = [];
  const appToken = `ghs_${randomBytes(18).toString('hex')}`;
  const workflowToken = `ghs_${randomBytes(18).toString('hex')}`;
  const check = githubCheck();
  const issues = fakeIssues(REPOSITORY);
  let fixed: Answer | undefined;
  let fixes: (request: LoggedRequest) => boolean = () => true;

  const route = routeTo({ keys, secrets, runs, issues });
  const loopback = await answering((request) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    const isIssues = new URL(request.path, 'http://loopback').pathname.startsWith(`/repos/${REPOSITORY}/issues`);
    if (token === workflowToken && !isIssues && !isOfWorkflow(request.path))
      return { status: 403, body: { message: 'Resource not accessible by integration' } };
    if (token !== appToken && token !== workflowToken) return { status: 401, body: { message: 'Bad credentials' } };
    if (fixed !== undefined && fixes(request)) return fixed;
    const answer = isIssues ? issues.answer(request) : route(request);
    violations.push(...check(request, answer));
    return answer;
  });

  const open = (scope: string, name: string) => {
    const box = secrets.get(scope)?.get(name);
    const key = keys.get(scope);
    return box && key && unsealed(box, key);
  };
  return {
    ...loopback,
    secrets,
    issues,
    runs,
    open,
    violations,
    appToken,
    workflowToken,
    answerWith(answer, when = () => true) {
      fixed = answer;
      fixes = when;
    },
  };
}
