import type { GcpTarget } from '../account/store-target.js';
import { googleLogin, NoGoogleCredentials } from '../clouds/google.js';
import type { ActionError } from '../error.js';
import { connect, type HttpResponse, json, NoResponse } from '../network/http.js';
import { failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { withoutSlash } from './target-endpoint.js';

const ADDRESS = 'https://secretmanager.googleapis.com';

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
export function connectGcp(target: GcpTarget, { signal, deadline }: StoreSettings): AskGcp {
  const send = connect({ signal, deadline });
  const token = googleLogin(target.project, send);
  const address = `${withoutSlash(target.endpoint ?? ADDRESS)}/v1/projects/${target.project}/`;
  return async (method, path, expected, body) => {
    try {
      const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
      const sent = { method, url: address + path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await send({ ...sent, repeatable: method === 'GET' });
      const { status } = response;
      if ((status < 200 || status > 299) && !expected.includes(status)) throw gcpFault(target, method, path, response);
      return { status, body: json(response) };
    } catch (error) {
      if (error instanceof NoGoogleCredentials)
        throw notLoggedIn(target.target, error.message && ` (${error.message})`);
      throw error instanceof NoResponse ? unreachable(target.target, error) : error;
    }
  };
}

function notLoggedIn(target: string, why: string): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `got no valid Google credentials${why}`,
    cure: 'Put google-github-actions/auth before this step.',
  });
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
