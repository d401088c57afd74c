import { connectToVault, VAULT_LOGIN as LOGIN, noVaultLogin } from '../clouds/vault.js';
import type { VaultTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { isOfTheNetwork, notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json, NoResponse } from '../network/http.js';
import { parseExact } from './exact-json.js';
import { failed, loggedIn, loginFault, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';
import { stateOfServer } from './vault-server.js';

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
  const connect = ({ ca }: { ca?: string | undefined }) => world.connect({ signal, deadline, ca });
  const send = loggedIn(target.target, () => connectToVault(target.endpoint, environment, connect));
  return async (method, path, body) => {
    const place = path.split('?')[0] ?? '';
    // A read, a removal and the asking for capabilities mean the same twice; a check-and-set does not.
    const repeatable = method !== 'POST' || path.startsWith('sys/');
    return asked(target, async () =>
      judge(target, { method, path: place }, await send(method, path, body, repeatable)),
    );
  };
}

async function asked({ target }: VaultTarget, ask: () => Promise<VaultAnswer>): Promise<VaultAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NoResponse)) throw loginFault(target, error);
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
  const { data, errors } = json(response, parseExact);
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
  if (status === 401 || (status === 403 && said.includes('invalid token'))) throw noVaultLogin();
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
