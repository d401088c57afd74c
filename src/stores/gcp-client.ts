import { readFileSync } from 'node:fs';
import { GoogleAuth } from 'google-auth-library';
import type { GcpTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { type HttpResponse, json, NoResponse, type Send } from '../network/http.js';
import { refusePipes } from './credential-files.js';
import { failed, isOfTheNetwork, noResponseIn, notItsProvider, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { isLoopback, withoutSlash } from './target-endpoint.js';

const ADDRESS = 'https://secretmanager.googleapis.com';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** Google's own words for what may be expected; a status of HTTP alone can be anybody's. */
export type GcpRefusal = 'NOT_FOUND' | 'FAILED_PRECONDITION' | 'ALREADY_EXISTS';

export interface GcpAnswer {
  /** Absent where Google did what was asked for. */
  readonly refusal?: GcpRefusal;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks Secret Manager: `path` is below `/v1/projects/PROJECT/`. Answers 2xx and the refusals in `expected`; the rest is thrown. */
export type AskGcp = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  expected: readonly GcpRefusal[],
  body?: unknown,
) => Promise<GcpAnswer>;

/** Google's library finds and exchanges the credentials (application default credentials); the few REST calls are ours. */
export function connectGcp(target: GcpTarget, { world, environment, signal, deadline }: StoreSettings): AskGcp {
  refusePipes(target.target, environment, ['GOOGLE_APPLICATION_CREDENTIALS']);
  requireCredentialsFile(target.target, environment.GOOGLE_APPLICATION_CREDENTIALS);
  const send = world.connect({ signal, deadline });
  const auth = new GoogleAuth({
    scopes: [SCOPE],
    // Without it the library asks Google's resource manager for the project of a federated credential.
    projectId: target.project,
    clientOptions: { transporterOptions: { fetchImplementation: fetchThrough(send) } },
  });
  let token: Promise<string> | undefined;
  const address = `${withoutSlash(target.endpoint ?? ADDRESS)}/v1/projects/${target.project}/`;
  return async (method, path, expected, body) => {
    token ??= accessToken(target.target, auth);
    const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' };
    const sent = { method, url: address + path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    try {
      return judge(target, { method, path, expected }, await send({ ...sent, repeatable: method === 'GET' }));
    } catch (error) {
      throw error instanceof NoResponse ? unreachable(target.target, error) : error;
    }
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly expected: readonly GcpRefusal[];
}

function judge(target: GcpTarget, asked: Asked, response: HttpResponse): GcpAnswer {
  const { status } = response;
  if (isOfTheNetwork(response)) throw notItsProvider(response);
  const body = json(response);
  if (status >= 200 && status < 300) return { body };
  const refusal = refusalIn(body, status);
  const expected = asked.expected.find((each) => each === refusal);
  if (expected !== undefined) return { refusal: expected, body };
  // Google says of each refusal in its own words what it is: a 404 without them is that of whoever stands in between.
  if (refusal === undefined && [400, 404, 409].includes(status)) throw notItsProvider(response);
  throw gcpFault(target, asked, response);
}

/** The status in Google's own error (`{"error":{"code":404,"status":"NOT_FOUND"}}`). */
function refusalIn({ error }: Readonly<Record<string, unknown>>, status: number): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, status: name } = error as { code?: unknown; status?: unknown };
  return code === status && typeof name === 'string' ? name : undefined;
}

async function accessToken(target: string, auth: GoogleAuth): Promise<string> {
  try {
    const client = await auth.getClient();
    // The exchange of a federated token has a transport of its own, which no option reaches; it shall use our door too.
    const exchange: unknown = Reflect.get(client, 'stsCredential');
    if (typeof exchange === 'object' && exchange !== null) Reflect.set(exchange, 'transporter', client.transporter);
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    const broken = noResponseIn(error);
    if (broken !== undefined) throw unreachable(target, broken);
    const status = (error as { status?: unknown }).status;
    throw notLoggedIn(target, typeof status === 'number' ? ` (HTTP ${status})` : '');
  }
  throw notLoggedIn(target, '');
}

/** The library says of a file that is not there no more than that there are no credentials. @throws ActionError `STORE_NOT_LOGGED_IN` */
function requireCredentialsFile(target: string, path: string | undefined): void {
  if (!path) return;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw notLoggedIn(target, ': the file that GOOGLE_APPLICATION_CREDENTIALS names cannot be read');
  }
  try {
    JSON.parse(text.trim());
  } catch {
    throw notLoggedIn(target, ': the file that GOOGLE_APPLICATION_CREDENTIALS names is no JSON');
  }
}

function notLoggedIn(target: string, why: string): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `got no valid Google credentials${why}`,
    cure: 'Put google-github-actions/auth before this step.',
  });
}

/** The library's `fetch`, through our door: its deadline, its limit, its proxy. */
function fetchThrough(send: Send): typeof fetch {
  return async (input, init = {}) => {
    const { body } = init;
    const url = input instanceof Request ? input.url : String(input);
    requireSafe(url);
    const response = await send({
      method: init.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(body !== undefined && body !== null && { body: body instanceof Uint8Array ? body : String(body) }),
      // The library repeats what may be repeated.
      repeatable: false,
    });
    return new Response(response.status === 204 ? null : new Uint8Array(response.body), {
      status: response.status,
      headers: { ...response.headers },
    });
  };
}

/** A login is sent to https, to loopback, or to the machine's own metadata, which has no other way. @throws NoResponse */
function requireSafe(address: string): void {
  const { protocol, hostname, host } = new URL(address);
  const isMetadata = hostname === 'metadata.google.internal' || hostname.startsWith('169.254.');
  if (protocol !== 'https:' && !isLoopback(hostname) && !isMetadata) throw new NoResponse('PLAIN_HTTP', host);
}

function gcpFault(target: GcpTarget, { method, path }: Asked, response: HttpResponse): ActionError {
  const { status } = response;
  const doing = `${method} ${path.split('?')[0]}`;
  const { error } = json(response) as { error?: { details?: { reason?: unknown }[] } };
  const reasons = Array.isArray(error?.details) ? error.details.map(({ reason }) => reason) : [];
  if (status === 401) return notLoggedIn(target.target, ' (HTTP 401)');
  if (status === 403 && reasons.includes('SERVICE_DISABLED')) {
    return storeError(target.target, {
      code: 'STORE_DENIED',
      what: `cannot be used: the Secret Manager API is not enabled in the project ${target.project}`,
      cure: `Enable it (gcloud services enable secretmanager.googleapis.com --project ${target.project}), then run the job again.`,
      detail: 'SERVICE_DISABLED',
    });
  }
  if (status === 403) {
    return storeError(target.target, {
      code: 'STORE_DENIED',
      what: `denied ${doing}, or the project ${target.project} does not exist`,
      cure: `Check the project, and grant the identity ${needed(target, method, path)}.`,
      detail: 'HTTP 403',
    });
  }
  if (status === 404) {
    return storeError(target.target, {
      code: 'STORE_NOT_FOUND',
      what: `has no such project or secret (${doing})`,
      cure: `Check that the project ${target.project} exists and that nobody removes the secret meanwhile.`,
      detail: 'HTTP 404',
    });
  }
  return failed(target.target, doing, status);
}

/** What was denied, and no more: who only reads need not be told of writing. */
function needed({ name }: GcpTarget, method: string, path: string): string {
  const secret = /^secrets\/([A-Za-z0-9_-]+)/.exec(path)?.[1] ?? name;
  if (path.includes(':access')) return `roles/secretmanager.secretAccessor on ${secret}`;
  if (method === 'GET') return `roles/secretmanager.viewer on ${secret}`;
  return (
    `roles/secretmanager.admin on ${name} and ${name}-pending ` +
    '(an IAM condition on the resource name), or on the project where the secrets are still to be made'
  );
}
