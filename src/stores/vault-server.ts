import type { ActionError } from '../error.js';
import { type HttpResponse, json } from '../network/http.js';
import { storeError } from './fault.js';

interface State {
  readonly what: string;
  readonly cure: string;
}

const STANDBY: State = {
  what: 'is a standby, which answers no request itself',
  cure: 'Let VAULT_ADDR name the cluster (its load balancer) or the active node; a token is never sent after a redirect.',
};
const SEALED: State = {
  what: 'is sealed: it answers nothing until it is unsealed',
  cure: 'Unseal the server (vault operator unseal), or wait for its auto-unseal, then run the job again.',
};
const UNINITIALISED: State = {
  what: 'is not initialised: it keeps nothing yet',
  cure: 'Check VAULT_ADDR; a new server is set up with vault operator init.',
};

/** What a Vault says of itself where it cannot answer: a standby, sealed, not initialised (Vault API, /sys/health and status codes). */
export function stateOfServer(target: string, response: HttpResponse): ActionError | undefined {
  const state = stateIn(response);
  if (state === undefined) return undefined;
  const { what, cure } = state;
  return storeError(target, { code: 'STORE_UNREACHABLE', what, cure, detail: `HTTP ${response.status}` });
}

function stateIn(response: HttpResponse): State | undefined {
  const { status, headers } = response;
  if (status === 307 || status === 308) return toActiveNode(headers.location);
  if (status === 472 || status === 473) return STANDBY;
  if (status === 501) return UNINITIALISED;
  const { errors } = status >= 400 ? json(response) : {};
  const said = Array.isArray(errors) ? errors.join(' ').toLowerCase() : '';
  if (/vault is sealed|barrier is sealed/.test(said)) return SEALED;
  if (/not (yet )?initiali[sz]ed/.test(said)) return UNINITIALISED;
  return /standby|local node not active/.test(said) ? STANDBY : undefined;
}

/** A standby sends on to the same path of the active node; what points elsewhere is no Vault. */
function toActiveNode(location: string | undefined): State | undefined {
  if (location === undefined || !URL.canParse(location)) return undefined;
  const { pathname, host } = new URL(location);
  if (!pathname.startsWith('/v1/')) return undefined;
  return { ...STANDBY, what: `${STANDBY.what} but names the active node, ${host}` };
}
