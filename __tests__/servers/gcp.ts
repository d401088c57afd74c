import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Check, discoveryCheck } from './gcp-discovery.js';
import { type Answer, answering, type LoggedRequest, type Loopback } from './loopback.js';

interface Version {
  state: 'ENABLED' | 'DISABLED' | 'DESTROYED';
  data: string;
}

interface Secret {
  readonly replication: unknown;
  readonly versions: Version[];
  labels?: Record<string, string>;
}

export interface FakeSecretManager extends Loopback {
  readonly secrets: Map<string, Secret>;
  /** Each request and answer that is not as Google's discovery document describes it. */
  readonly violations: string[];
  /** A file as google-github-actions/auth leaves it; its token is exchanged at this server. */
  readonly credentials: string;
  readonly exchanges: LoggedRequest[];
  answerWith(answer: Answer | undefined): void;
}

export const PROJECT = 'my-project';

/** Secret Manager with its token exchange: the federated token is checked, and so is the access token of each request. */
export async function fakeSecretManager(discovery: string | undefined): Promise<FakeSecretManager> {
  const folder = mkdtempSync(join(tmpdir(), 'gcp-'));
  const secrets = new Map<string, Secret>();
  const violations: string[] = [];
  const exchanges: LoggedRequest[] = [];
  const accessToken = randomBytes(24).toString('base64url');
  const subjectToken = randomBytes(24).toString('base64url');
  const check = discovery === undefined ? undefined : discoveryCheck(JSON.parse(readFileSync(discovery, 'utf8')));
  let fixed: Answer | undefined;
  const loopback = await answering((request) => {
    if (request.path === '/v1/token') {
      exchanges.push(request);
      return exchange(request, subjectToken, accessToken);
    }
    if (request.headers.authorization !== `Bearer ${accessToken}`) return problem(401, 'UNAUTHENTICATED');
    const answer = fixed ?? route(secrets, request);
    if (fixed === undefined) violations.push(...checked(check, request, answer));
    return answer;
  });
  const stop = async () => {
    rmSync(folder, { recursive: true, force: true });
    await loopback.stop();
  };
  writeFileSync(join(folder, 'oidc'), subjectToken);
  const credentials = join(folder, 'credentials.json');
  writeFileSync(credentials, JSON.stringify(federated(loopback.url, join(folder, 'oidc'))));
  return { ...loopback, stop, secrets, violations, exchanges, credentials, answerWith: (answer) => (fixed = answer) };
}

function checked(check: Check | undefined, request: LoggedRequest, answer: Answer): readonly string[] {
  return check === undefined ? [] : check(request, answer);
}

/** A file as google-github-actions/auth leaves it. */
export function federated(url: string, file: string) {
  return {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/123456789/locations/global/workloadIdentityPools/github/providers/github',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${url}/v1/token`,
    credential_source: { file },
  };
}

/** Google's exchange of a federated token for an access token. */
export function exchange({ body }: LoggedRequest, subjectToken: string, accessToken: string): Answer {
  const form = new URLSearchParams(body);
  const good =
    form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:token-exchange' &&
    form.get('subject_token') === subjectToken;
  if (!good)
    return { status: 400, body: { error: 'invalid_grant', error_description: 'the subject token is not valid' } };
  const issued_token_type = 'urn:ietf:params:oauth:token-type:access_token';
  return {
    status: 200,
    body: { access_token: accessToken, issued_token_type, token_type: 'Bearer', expires_in: 3600 },
  };
}

function route(secrets: Map<string, Secret>, { method, path, body }: LoggedRequest): Answer {
  const url = new URL(path, 'http://loopback');
  const sent = body === '' ? {} : JSON.parse(body);
  const base = `/v1/projects/${PROJECT}/secrets`;
  if (!url.pathname.startsWith(base)) return problem(403, 'PERMISSION_DENIED');
  const rest = url.pathname.slice(base.length);
  if (rest === '' && method === 'POST') return create(secrets, url.searchParams.get('secretId') ?? '', sent);
  const [, id = '', action] = /^\/([A-Za-z0-9_-]+)(.*)$/.exec(rest) ?? [];
  const secret = secrets.get(id);
  if (secret === undefined) return problem(404, 'NOT_FOUND');
  const named = (number: number) => `projects/123456789/secrets/${id}/versions/${number}`;
  const [, alias, verb] = /^\/versions\/(\d+|latest)(?::(access|destroy))?$/.exec(action ?? '') ?? [];
  const number = alias === 'latest' ? secret.versions.length : Number(alias);
  const version = secret.versions[number - 1];
  if (method === 'GET' && action === '') {
    const { replication, labels } = secret;
    return {
      status: 200,
      body: { name: `projects/123456789/secrets/${id}`, createTime: now(), replication, ...(labels && { labels }) },
    };
  }
  if (method === 'DELETE' && action === '') {
    secrets.delete(id);
    return { status: 200, body: {} };
  }
  if (method === 'POST' && action === ':addVersion') {
    secret.versions.push({ state: 'ENABLED', data: sent.payload.data });
    return { status: 200, body: { name: named(secret.versions.length), createTime: now(), state: 'ENABLED' } };
  }
  if (method === 'GET' && action === '/versions') {
    const versions = secret.versions.map(({ state }, index) => ({ name: named(index + 1), state })).reverse();
    return { status: 200, body: { versions, totalSize: versions.length } };
  }
  if (version === undefined) return problem(404, 'NOT_FOUND');
  if (method === 'GET' && verb === 'access') {
    if (version.state !== 'ENABLED') return problem(400, 'FAILED_PRECONDITION');
    return { status: 200, body: { name: named(number), payload: { data: version.data } } };
  }
  if (method === 'POST' && verb === 'destroy') {
    if (version.state === 'DESTROYED') return problem(400, 'FAILED_PRECONDITION');
    secret.versions[number - 1] = { state: 'DESTROYED', data: '' };
    return { status: 200, body: { name: named(number), state: 'DESTROYED', destroyTime: now() } };
  }
  return problem(404, 'NOT_FOUND');
}

function create(secrets: Map<string, Secret>, id: string, sent: { replication?: unknown }): Answer {
  if (secrets.has(id)) return problem(409, 'ALREADY_EXISTS');
  secrets.set(id, { replication: sent.replication, versions: [] });
  return {
    status: 200,
    body: { name: `projects/123456789/secrets/${id}`, createTime: now(), replication: sent.replication },
  };
}

function problem(code: number, status: string): Answer {
  return { status: code, body: { error: { code, status, message: status } } };
}

function now(): string {
  return new Date().toISOString();
}

/** Secret Manager as a function, for those who need no server. */
export { route as secretManager };
