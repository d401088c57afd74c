import { readFileSync } from 'node:fs';
import { withoutSlash } from '../network/address.js';
import type { HttpResponse, NetworkOptions, Send } from '../network/http.js';
import { refusePipes } from './credential-files.js';
import { addressFrom, type Environment, headerFrom } from './environment.js';
import { LoginProblem } from './problem.js';

/** Vault's own default, as its command line has it. */
const DEFAULT_ADDRESS = 'https://127.0.0.1:8200';
export const VAULT_LOGIN = 'hashicorp/vault-action with exportToken: true';

/** Sends a request to Vault: `path` is below `/v1/`, and may have a query. */
export type SendToVault = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body: unknown,
  repeatable: boolean,
) => Promise<HttpResponse>;

/**
 * The server and the login that the environment names, as Vault's own command line reads it.
 * @param connect makes the sender of requests, with Vault's own certificate authority if it has one
 * @throws LoginProblem
 */
export function connectToVault(
  endpoint: string | undefined,
  environment: Environment,
  connect: (own: Pick<NetworkOptions, 'ca'>) => Send,
): SendToVault {
  refusePipes(environment, { VAULT_CACERT: undefined });
  const token = headerFrom(environment, 'VAULT_TOKEN', VAULT_LOGIN);
  if (token === undefined) throw noVaultLogin();
  const namespace = headerFrom(environment, 'VAULT_NAMESPACE', VAULT_LOGIN);
  const address = withoutSlash(endpoint ?? addressFrom(environment, ['VAULT_ADDR']) ?? DEFAULT_ADDRESS);
  const send = connect({ ca: certificates(environment.VAULT_CACERT) });
  const headers = {
    'x-vault-token': token,
    'x-vault-request': 'true',
    ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
  };
  return (method, path, body, repeatable) => {
    const [place = '', query] = path.split('?');
    return send({
      method,
      url: `${address}/v1/${place.split('/').map(encodeURIComponent).join('/')}${query === undefined ? '' : `?${query}`}`,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      repeatable,
    });
  };
}

export function noVaultLogin(): LoginProblem {
  return new LoginProblem(
    'login',
    'got no valid Vault token: VAULT_TOKEN is missing or no longer valid',
    `Put ${VAULT_LOGIN} before this step.`,
  );
}

function certificates(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new LoginProblem(
      'setting',
      'cannot be reached: the file that VAULT_CACERT names cannot be read',
      'Let VAULT_CACERT name a readable PEM file, or remove it.',
    );
  }
}
