import { googleLogin, noGoogleLogin } from '../clouds/google.js';
import type { GcpTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { withoutSlash } from '../network/address.js';
import { isOfTheNetwork, notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json, NoResponse } from '../network/http.js';
import { failed, loggedIn, loginFault, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

const ADDRESS = 'https://secretmanager.googleapis.com';

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
  const send = world.connect({ signal, deadline });
  const token = loggedIn(target.target, () => googleLogin(target.project, environment, send));
  const address = `${withoutSlash(target.endpoint ?? ADDRESS)}/v1/projects/${target.project}/`;
  return async (method, path, expected, body) => {
    try {
      const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
      const sent = { method, url: address + path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      return judge(target, { method, path, expected }, await send({ ...sent, repeatable: method === 'GET' }));
    } catch (error) {
      throw error instanceof NoResponse ? unreachable(target.target, error) : loginFault(target.target, error);
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

function gcpFault(target: GcpTarget, { method, path }: Asked, response: HttpResponse): ActionError {
  const { status } = response;
  const doing = `${method} ${path.split('?')[0]}`;
  const { error } = json(response) as { error?: { details?: { reason?: unknown }[] } };
  const reasons = Array.isArray(error?.details) ? error.details.map(({ reason }) => reason) : [];
  if (status === 401) throw noGoogleLogin(' (HTTP 401)');
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

/** The missing right alone: an identity that only reads needs none to write. */
function needed({ name }: GcpTarget, method: string, path: string): string {
  const secret = /^secrets\/([A-Za-z0-9_-]+)/.exec(path)?.[1] ?? name;
  if (path.includes(':access')) return `roles/secretmanager.secretAccessor on ${secret}`;
  if (method === 'GET') return `roles/secretmanager.viewer on ${secret}`;
  return (
    `roles/secretmanager.admin on ${name} and ${name}-pending ` +
    '(an IAM condition on the resource name), or on the project where the secrets are still to be made'
  );
}
