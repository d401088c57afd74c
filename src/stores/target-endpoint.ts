import type { StoreTarget } from '../core/store-target.js';
import { type AddressFault, addressFault } from '../network/address.js';
import { secretsManagerOf } from './aws-partitions.js';
import { storeError } from './fault.js';

export { isLoopback } from '../network/address.js';

const problems: Readonly<Record<AddressFault, string>> = {
  'no address': 'has an endpoint that is no https address; accepted is endpoint=https://HOST[:PORT][/PATH]',
  credentials: 'has an endpoint with credentials; the store takes its credentials from the environment, remove them',
  query: 'has an endpoint with a query or a fragment; accepted is https://HOST[:PORT][/PATH]',
  'plain http': 'has a plain http endpoint beyond loopback; use https, since requests carry a token',
};

/**
 * What is wrong with the parameter `endpoint`; `undefined` where nothing is. The value is never repeated: it may hold a password.
 * Plain `http` is for a local server only, since each request carries a token.
 */
export function endpointProblem(endpoint: string): string | undefined {
  const fault = addressFault(endpoint);
  return fault && problems[fault];
}

/**
 * The address of a provider in the environment, the first of `names` that is set; it obeys the rule of `?endpoint=`.
 * @throws ActionError `STORE_FAILED` that names the variable and never repeats its value, which may hold a password
 */
export function addressFrom(
  target: string,
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string | undefined {
  const name = names.find((each) => environment[each]?.trim());
  const value = name === undefined ? undefined : environment[name]?.trim();
  if (name === undefined || value === undefined) return undefined;
  const fault = addressFault(value);
  if (fault === undefined) return value;
  const why = {
    'no address': 'is no https address',
    credentials: 'holds credentials',
    query: 'holds a query or a fragment',
    'plain http': 'is plain http beyond loopback, and requests carry a token',
  }[fault];
  throw storeError(target, {
    code: 'STORE_FAILED',
    what: `is not asked: the variable ${name} of the environment ${why}`,
    cure: `Let ${name} be an address as in https://HOST[:PORT][/PATH] (http on loopback alone, no credentials in it), or remove it.`,
  });
}

/** An address without a trailing slash, so that a path can be appended. */
export function withoutSlash(address: string): string {
  // By hand: where slashes stand in the middle, a regular expression looks at each as often as there are others after it.
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

/** The endpoint in one spelling, empty where it is the one that the provider would use anyway. */
export function sameEndpoint(target: StoreTarget): string {
  if (target.endpoint === undefined) return '';
  const written = withoutSlash(new URL(target.endpoint).href.replace('//localhost', '//127.0.0.1'));
  return written === publicAddress(target) ? '' : written;
}

function publicAddress(target: StoreTarget): string | undefined {
  switch (target.provider) {
    case 'aws-secretsmanager':
      return target.region && secretsManagerOf(target.region);
    case 'gcp-secretmanager':
      return 'https://secretmanager.googleapis.com';
    case 'azure-keyvault':
      return `https://${target.vault.toLowerCase()}.vault.azure.net`;
    case 'github':
      return 'https://api.github.com';
    case 'vault':
      return undefined;
  }
}
