import { connectToVault, noVaultLogin, VAULT_LOGIN } from '../clouds/vault.js';
import type { TransitKey } from '../core/kms-address.js';
import type { ActionError } from '../error.js';
import { notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json } from '../network/http.js';
import { isTransient } from '../network/retry.js';
import { commonFault, failed, kmsError } from './fault.js';
import type { KmsSettings } from './kms.js';

export type Doing = 'read' | 'sign' | 'rotate';
export type AskTransit = (
  doing: Doing,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) => Promise<Readonly<Record<string, unknown>>>;

/** Asks Transit; `path` is below `/v1/`. @returns a function that gives the `data` of the answer @throws LoginProblem */
export function connectTransit(address: TransitKey, settings: KmsSettings): AskTransit {
  const { world, environment, signal, deadline } = settings;
  const send = connectToVault(address.endpoint, environment, ({ ca }) => world.connect({ signal, deadline, ca }));
  return async (doing, method, path, body) => {
    try {
      // Signing twice means the same as once; two new versions would be one too many.
      const response = await send(method, path, body, doing !== 'rotate');
      if (response.status < 200 || response.status > 299) throw faultOf(address, doing, path, response);
      const { data } = json(response);
      return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
    } catch (error) {
      const hint = ' VAULT_ADDR names the server, VAULT_CACERT the certificate of its authority.';
      throw commonFault(address, error, hint) ?? error;
    }
  };
}

function faultOf(address: TransitKey, doing: Doing, path: string, response: HttpResponse): Error {
  const { status } = response;
  const { errors: listed, request_id: id } = json(response);
  const errors = Array.isArray(listed) ? listed : [];
  const temporary = isTransient(status);
  // Vault's own refusals list errors, if none, or have an id; a page of something in between does not.
  if (!Array.isArray(listed) && id === undefined) {
    return temporary ? failed(address, doing, status) : notItsProvider(response);
  }
  const said = errors.map(String).join(' ');
  if (/\bsealed\b|not initialized/i.test(said)) return sealed(address);
  if (status === 401 || (status === 403 && said.includes('invalid token'))) return noVaultLogin();
  if (status === 403) return denied(address, doing, path);
  if (status === 404 && /no handler for route|namespace not found|unsupported path/.test(said))
    return noSuchMount(address);
  if (status === 404 || /key not found/.test(said)) return noSuchKey(address);
  return failed(address, `a request to ${path}`, status);
}

function denied(address: TransitKey, doing: Doing, path: string): ActionError {
  const capability = doing === 'read' ? 'read' : 'update';
  return kmsError(address, {
    code: 'KMS_DENIED',
    what: `denied access: the policies of VAULT_TOKEN do not grant ${capability} on ${path}, or the token has expired`,
    cure:
      'Grant read on MOUNT/keys/KEY and update on MOUNT/sign/KEY (for mode rotate also update on MOUNT/keys/KEY/rotate); ' +
      `put ${VAULT_LOGIN} shortly before this step.`,
    detail: 'HTTP 403',
  });
}

function sealed(address: TransitKey): ActionError {
  return kmsError(address, {
    code: 'KMS_UNREACHABLE',
    what: 'cannot be asked: Vault is sealed or not initialized',
    cure: 'Unseal it, then run the job again.',
  });
}

function noSuchMount(address: TransitKey): ActionError {
  const { mount } = address;
  return kmsError(address, {
    code: 'KMS_NOT_FOUND',
    what: `does not exist: there is no Transit secrets engine at "${mount}/", or not in this namespace`,
    cure: `Name the mount before the key, or enable one (vault secrets enable -path=${mount} transit); VAULT_NAMESPACE names the namespace.`,
  });
}

function noSuchKey(address: TransitKey): ActionError {
  const { mount, key } = address;
  return kmsError(address, {
    code: 'KMS_NOT_FOUND',
    what: `does not exist: the Transit engine at "${mount}/" has no key "${key}", or no Transit engine is there`,
    cure: `Check the name, or make the key (vault write -f ${mount}/keys/${key} type=ecdsa-p256).`,
    detail: 'HTTP 404',
  });
}
