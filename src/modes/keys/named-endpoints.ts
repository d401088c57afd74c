import type { KmsAddress } from '../../core/kms-address.js';
import type { KmsKeyReference } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import { isLoopback, withoutSlash } from '../../network/address.js';
import type { Options } from '../../runner/inputs/options.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';

/** The inputs that name endpoints. */
export type Naming = Pick<Options, 'key' | 'stores' | 'provisioner' | 'provisionerStore'> | BootstrapOptions;

/**
 * Refuses an address whose endpoint a document names, and nothing that a reviewer of the workflow sees: with Vault and Google a request
 * carries a login that serves everywhere, so that whoever may write the document could have it sent to a server of his own.
 * @throws ActionError `KMS_ENDPOINT_NOT_NAMED`
 */
export function refuseUnnamedEndpoint(
  { address, provider, endpoint }: KmsAddress,
  naming: Naming,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (endpoint === undefined || (provider !== 'transit' && provider !== 'gcp')) return;
  if (isLoopback(new URL(endpoint).hostname)) return;
  const named = [...endpointsOf(naming), environment.VAULT_ADDR].map((each) => each && withoutSlash(each));
  if (named.includes(withoutSlash(endpoint))) return;
  throw new ActionError(
    'KMS_ENDPOINT_NOT_NAMED',
    `the key ${address}, which a stored document names, is at an endpoint that this workflow does not name: no login is sent there`,
    'if the endpoint is the right one, name it in the workflow: give the address as key, or set VAULT_ADDR; else see who wrote the document',
  );
}

function endpointsOf(naming: Naming): (string | undefined)[] {
  const references: (KmsKeyReference | undefined)[] = [
    'kms' in naming.key ? naming.key.kms : undefined,
    'provisioner' in naming && naming.provisioner?.key && 'address' in naming.provisioner.key
      ? naming.provisioner.key
      : undefined,
  ];
  const targets = [...naming.stores, 'provisionerStore' in naming ? naming.provisionerStore : undefined];
  return [...references, ...targets].map((each) =>
    each && 'endpoint' in each ? (each.endpoint as string) : undefined,
  );
}
