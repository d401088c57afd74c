import { GoogleAuth } from 'google-auth-library';
import type { GcpTarget } from '../account/store-target.js';
import type { ActionError } from '../error.js';
import { type HttpResponse, json, NoResponse, type Send } from '../network/http.js';
import { failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { withoutSlash } from './target-endpoint.js';

const ADDRESS = 'https://secretmanager.googleapis.com';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

export interface GcpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks Secret Manager: `path` is below `/v1/projects/PROJECT/`. Answers 2xx and the statuses in `expected`; the rest is thrown. */
export type AskGcp = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  expected: readonly number[],
  body?: unknown,
) => Promise<GcpAnswer>;

/** Google's library finds and exchanges the credentials (application default credentials); the few REST calls are ours. */
export function connectGcp(target: GcpTarget, { world, signal, deadline }: StoreSettings): AskGcp {
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
      const response = await send({ ...sent, repeatable: method === 'GET' });
      const { status } = response;
      if ((status < 200 || status > 299) && !expected.includes(status)) throw gcpFault(target, method, path, response);
      return { status, body: json(response) };
    } catch (error) {
      throw error instanceof NoResponse ? unreachable(target.target, error) : error;
    }
  };
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

function noResponseIn(error: unknown): NoResponse | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof NoResponse) return each;
  return undefined;
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
    const response = await send({
      method: init.method ?? 'GET',
      url: input instanceof Request ? input.url : String(input),
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

function gcpFault(target: GcpTarget, method: string, path: string, response: HttpResponse): ActionError {
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
      cure:
        `Check the project, and grant the identity roles/secretmanager.admin on ${target.name} and ${target.name}-pending ` +
        '(an IAM condition on the resource name), or on the project where the secrets are still to be made.',
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
