import type { StoreTarget } from '../account/store-target.js';
import { secretsManagerOf } from './aws-partitions.js';

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
