import { readFileSync } from 'node:fs';
import type { VaultTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { type HttpResponse, json, NoResponse } from '../network/http.js';
import { refusePipes } from './credential-files.js';
import { failed, isOfTheNetwork, notItsProvider, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { addressFrom, withoutSlash } from './target-endpoint.js';
import { stateOfServer } from './vault-server.js';

/** Vault's own default, as its command line has it. */
const DEFAULT_ADDRESS = 'https://127.0.0.1:8200';
const LOGIN = 'hashicorp/vault-action with exportToken: true';

export interface VaultAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly string[];
}

/** Asks Vault: `path` is below `/v1/`. Answers 2xx, 404 and a failed check-and-set; everything else is thrown. */
export type AskVault = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<VaultAnswer>;

/**
 * @throws ActionError `STORE_NOT_LOGGED_IN` without `VAULT_TOKEN`, `STORE_FAILED` where `VAULT_CACERT` cannot be read or `VAULT_ADDR`
 * is no address to send a token to
 */
export function connectVault(target: VaultTarget, { world, environment, signal, deadline }: StoreSettings): AskVault {
  const token = headerFrom(target.target, environment, 'VAULT_TOKEN');
  if (!token) throw notLoggedIn(target.target);
  const namespace = headerFrom(target.target, environment, 'VAULT_NAMESPACE');
  const given = target.endpoint ?? addressFrom(target.target, environment, ['VAULT_ADDR']);
  const address = withoutSlash(given ?? DEFAULT_ADDRESS);
  refusePipes(target.target, environment, ['VAULT_CACERT']);
  const send = world.connect({ signal, deadline, ca: certificates(target.target, environment.VAULT_CACERT) });
  const headers = {
    'x-vault-token': token,
    'x-vault-request': 'true',
    ...(namespace && { 'x-vault-namespace': namespace }),
  };
  return async (method, path, body) => {
    const [place = '', query] = path.split('?');
    const url = `${address}/v1/${place.split('/').map(encodeURIComponent).join('/')}${query === undefined ? '' : `?${query}`}`;
    const request = {
      method,
      url,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A read, a removal and the asking for capabilities mean the same twice; a check-and-set does not.
      repeatable: method !== 'POST' || path.startsWith('sys/'),
    };
    return asked(target, async () => judge(target, { method, path: place }, await send(request)));
  };
}

/** A line end around it is what `$(cat file)` and consoles leave; inside it no header could carry it. */
function headerFrom(target: string, environment: StoreSettings['environment'], name: string): string | undefined {
  const value = environment[name]?.trim();
  if (!value || /^[\x21-\x7e]+$/.test(value)) return value;
  throw storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `is not asked: the variable ${name} of the environment holds a space, a line end or another sign that none can hold`,
    cure: `Set ${name} to the value alone, or put ${LOGIN} before this step.`,
  });
}

async function asked({ target }: VaultTarget, ask: () => Promise<VaultAnswer>): Promise<VaultAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    throw unreachable(target, error, ' VAULT_ADDR names the server, VAULT_CACERT the certificate of its authority.');
  }
}

function judge(
  target: VaultTarget,
  { method, path }: { method: string; path: string },
  response: HttpResponse,
): VaultAnswer {
  const { status } = response;
  const state = stateOfServer(target.target, response);
  if (state !== undefined) throw state;
  if (isOfTheNetwork(response)) throw notItsProvider(response);
  const { data, errors } = json(response);
  const answer: VaultAnswer = {
    status,
    data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {},
    errors: Array.isArray(errors) ? errors.map(String) : [],
  };
  const said = answer.errors.join(' ');
  if (status === 404 && /no handler for route|namespace not found/.test(said)) throw noSuchMount(target);
  // Vault's own: an empty list of errors where there is nothing, the metadata of a version that was removed.
  const isMissing = (Array.isArray(errors) && errors.length === 0) || typeof answer.data.metadata === 'object';
  if (status === 404 && !isMissing) throw notItsProvider(response);
  if ((status >= 200 && status < 300) || status === 404 || isConflict(answer)) return answer;
  if (status === 401 || (status === 403 && said.includes('invalid token'))) throw notLoggedIn(target.target);
  if (status === 403) throw denied(target.target, path, method === 'GET' ? 'read' : undefined);
  throw failed(target.target, `a request to ${path}`, status);
}

/** Vault answers 400 where `options.cas` is not the current version (KV v2 API, "Create/Update secret"). */
export function isConflict({ status, errors }: VaultAnswer): boolean {
  return status === 400 && errors.some((error) => error.includes('check-and-set parameter'));
}

export function denied(target: string, path: string, capability = 'the capabilities it needs'): ActionError {
  const cure =
    capability === 'read'
      ? `Grant read on ${path}`
      : 'Grant create, read and update on MOUNT/data/PATH and MOUNT/data/PATH-pending, update on MOUNT/destroy/ and delete on MOUNT/metadata/ of both';
  return storeError(target, {
    code: 'STORE_DENIED',
    what: `denied access: the policies of VAULT_TOKEN do not grant ${capability} on ${path}, or the token has expired`,
    cure: `${cure}; put ${LOGIN} shortly before this step.`,
    detail: 'HTTP 403',
  });
}

export function noSuchMount({ target, mount }: VaultTarget): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_FOUND',
    what: `does not exist: there is no KV version 2 secrets engine at "${mount}/", or not in this namespace`,
    cure: `Name the mount of a KV version 2 engine first in the target, or enable one (vault secrets enable -path=${mount} -version=2 kv); VAULT_NAMESPACE names the namespace. Slashes of a mount are written %2F.`,
  });
}

function notLoggedIn(target: string): ActionError {
  return storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: 'got no valid Vault token: VAULT_TOKEN is missing or no longer valid',
    cure: `Put ${LOGIN} before this step.`,
  });
}

function certificates(target: string, path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw storeError(target, {
      code: 'STORE_FAILED',
      what: 'cannot be reached: the file that VAULT_CACERT names cannot be read',
      cure: 'Let VAULT_CACERT name a readable PEM file, or remove it.',
    });
  }
}
