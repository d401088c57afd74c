import type { AzureTarget } from '../core/store-target.js';
import { endpointProblem } from '../network/address.js';
import { type Bare, endpointOf, fits, type Parameters, PENDING, problems, reserved } from './target-rules.js';

/** Vault: 3 to 24 letters, digits and single hyphens; secret: 1 to 127 letters, digits and hyphens (Azure resource name rules). */
export function azureTarget(place: string, parameters: Parameters) {
  const [name = '', secret = '', ...more] = place.split('/');
  const errors = problems(parameters, [
    (!/^(?=.{3,24}$)[A-Za-z](-?[A-Za-z0-9])+$/.test(name) || secret === '' || more.length > 0) &&
      'needs a vault (3 to 24 letters, digits and single hyphens) and a name, as in azure-keyvault://my-vault/dfns-backend',
    secret !== '' &&
      !fits(secret, /^[A-Za-z0-9-]+$/, 127) &&
      `needs a name of 1 to ${127 - PENDING.length} letters, digits and hyphens: Azure's 127, less ${PENDING.length} for its sibling NAME${PENDING}`,
    reserved(secret.toLowerCase()),
    azureEndpointProblem(parameters.endpoint, name),
  ]);
  const target: Bare<AzureTarget> = {
    provider: 'azure-keyvault',
    readable: true,
    vault: name,
    name: secret,
    ...endpointOf(parameters),
  };
  return { target, errors };
}

/**
 * The endpoint is the vault's own address, in a sovereign cloud for example (`https://my-vault.vault.azure.cn`): where it is one of
 * Key Vault's public names it must be that of the vault that the target names.
 */
function azureEndpointProblem(endpoint: string | undefined, vaultName: string): string | false {
  if (endpoint === undefined || endpointProblem(endpoint) !== undefined) return false;
  const { hostname, pathname } = new URL(endpoint);
  if (pathname !== '/') return 'has an endpoint with a path; the address of a vault has none';
  const named = /^([^.]+)\.(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de)$/.exec(
    hostname,
  )?.[1];
  return (
    named !== undefined &&
    named !== vaultName.toLowerCase() &&
    'has the endpoint of another vault; accepted is the address of the vault that the target names, as in https://my-vault.vault.azure.cn'
  );
}
