import type { AzureKey } from '../core/kms-address.js';
import { endpointProblem } from '../network/address.js';
import { type Bare, endpointOf, type Parameters, problems, type Read } from './address-rules.js';

const VAULT_HOST =
  /^[a-z0-9-]{3,24}\.(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.azure\.(net|cn)|managedhsm\.usgovcloudapi\.net)$/;

/** Keys: 1 to 127 letters, digits and hyphens (Azure resource name rules). */
export function azureAddress(place: string, parameters: Parameters): Read {
  const [written = '', ...rest] = place.split('/');
  const vault = written.toLowerCase();
  const [key = '', version, ...more] = rest;
  // A key's identifier has /keys/ before its name.
  const named = key === 'keys' && version !== undefined ? rest.slice(1) : rest;
  const isShort = /^[a-z0-9-]{3,24}$/.test(vault);
  const meant = `; did you mean "azurekms://${[isShort ? `${vault}.vault.azure.net` : vault, ...named].join('/')}"?`;
  const accepted = 'accepted are VAULT.vault.azure.net, HSM.managedhsm.azure.net and their names in sovereign clouds';
  const errors = problems([
    !VAULT_HOST.test(vault) &&
      `names no vault by its whole host name${isShort ? meant : `; ${accepted}${vault.includes(':') ? ', another address as ?endpoint=' : ''}`}`,
    /^(keys|secrets|certificates)$/.test(key) && version !== undefined
      ? key === 'keys'
        ? `has the /keys/ of a key identifier${meant}`
        : `names one of the vault's ${key}, which cannot sign; name a key`
      : (!/^[A-Za-z0-9-]{1,127}$/.test(key) || more.length > 0) &&
        'needs the name of a key of 1 to 127 letters, digits and hyphens, as in azurekms://my-vault.vault.azure.net/dfns-ci',
    version !== undefined &&
      !/^(keys|secrets|certificates)$/.test(key) &&
      !/^[\da-f]{32}$/i.test(version) &&
      'has a version that is none; accepted are the 32 hex digits of one, or leave it out for the newest',
    azureEndpointProblem(parameters.endpoint, vault),
  ]);
  const address: Bare<AzureKey> = {
    provider: 'azure',
    vault,
    key,
    ...(version !== undefined && { version: version.toLowerCase() }),
    ...endpointOf(parameters),
  };
  return { address, errors };
}

/** The endpoint is the vault's own address by another way: where it is one of Azure's public names it must be that of this vault. */
function azureEndpointProblem(endpoint: string | undefined, vault: string): string | false {
  if (endpoint === undefined || endpointProblem(endpoint) !== undefined) return false;
  const { hostname, pathname } = new URL(endpoint);
  if (pathname !== '/') return 'has an endpoint with a path; the address of a vault has none';
  return (
    VAULT_HOST.test(hostname) &&
    hostname !== vault &&
    'has the endpoint of another vault; leave endpoint= out, the address names the vault already'
  );
}
