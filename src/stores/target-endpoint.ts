import type { StoreTarget } from '../account/store-target.js';
import { secretsManagerOf } from './aws-partitions.js';
import { storeError } from './fault.js';

/** Whether `host` (as a URL writes it) can only be this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * What is wrong with the parameter `endpoint`; `undefined` where nothing is. The value is never repeated: it may hold a password.
 * Plain `http` is for a local server only, since each request carries a token.
 */
export function endpointProblem(endpoint: string): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    return 'has an endpoint that is no https address; accepted is endpoint=https://HOST[:PORT][/PATH]';
  }
  if (url.username !== '' || url.password !== '') {
    return 'has an endpoint with credentials; the store takes its credentials from the environment, remove them';
  }
  if (url.search !== '' || url.hash !== '')
    return 'has an endpoint with a query or a fragment; accepted is https://HOST[:PORT][/PATH]';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'has a plain http endpoint beyond loopback; use https, since requests carry a token';
  }
  return undefined;
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
  if (endpointProblem(value) === undefined) return value;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const why =
    url === undefined || !['http:', 'https:'].includes(url.protocol)
      ? 'is no https address'
      : url.username !== '' || url.password !== ''
        ? 'holds credentials'
        : url.search !== '' || url.hash !== ''
          ? 'holds a query or a fragment'
          : 'is plain http beyond loopback, and requests carry a token';
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
