import { readFileSync } from 'node:fs';
import { withoutSlash } from '../network/endpoint.js';
import { type Connection, connect, type HttpRequest, type HttpResponse } from '../network/http.js';

/** Vault's own default, as its command line has it. */
const DEFAULT_ADDRESS = 'https://127.0.0.1:8200';
export const VAULT_LOGIN = 'hashicorp/vault-action with exportToken: true';

type Environment = Readonly<Record<string, string | undefined>>;
export type VaultSettings = Connection & { readonly environment: Environment };

/** Sends a request to Vault: `path` is below `/v1/`. */
export type SendToVault = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body: unknown,
  repeatable: boolean,
) => Promise<HttpResponse>;

/** What keeps Vault from being asked at all: no token, or a file of certificates that cannot be read. */
export type VaultProblem = 'no token' | 'no certificates';

/** The server and the login that the environment names, as Vault's own command line reads it. */
export function openVaultDoor(endpoint: string | undefined, settings: VaultSettings): SendToVault | VaultProblem {
  const { environment, signal, deadline } = settings;
  const token = environment.VAULT_TOKEN;
  if (!token) return 'no token';
  const ca = certificates(environment.VAULT_CACERT);
  if (ca === 'unreadable') return 'no certificates';
  const address = withoutSlash(endpoint ?? (environment.VAULT_ADDR || DEFAULT_ADDRESS));
  const send = connect({ signal, deadline, ca: ca?.pem });
  const headers = {
    'x-vault-token': token,
    'x-vault-request': 'true',
    ...(environment.VAULT_NAMESPACE && { 'x-vault-namespace': environment.VAULT_NAMESPACE }),
  };
  return (method, path, body, repeatable) => {
    const request: HttpRequest = {
      method,
      url: `${address}/v1/${path.split('/').map(encodeURIComponent).join('/')}`,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      repeatable,
    };
    return send(request);
  };
}

function certificates(path: string | undefined): { pem: string } | 'unreadable' | undefined {
  if (!path) return undefined;
  try {
    return { pem: readFileSync(path, 'utf8') };
  } catch {
    return 'unreadable';
  }
}
