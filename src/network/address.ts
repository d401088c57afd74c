export type AddressFault = 'no address' | 'credentials' | 'query' | 'plain http';

/** Whether `host` (as a URL writes it) can only be this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Why no token may be sent to an address: `https` alone is accepted, and `http` on loopback. @returns `undefined` where it may */
export function addressFault(text: string): AddressFault | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return 'no address';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.search !== '' || url.hash !== '') return 'query';
  return url.protocol === 'http:' && !isLoopback(url.hostname) ? 'plain http' : undefined;
}

const endpointProblems: Readonly<Record<AddressFault, string>> = {
  'no address': 'has an endpoint that is no https address; accepted is endpoint=https://HOST[:PORT][/PATH]',
  credentials: 'has an endpoint with credentials; they are taken from the environment, remove them',
  query: 'has an endpoint with a query or a fragment; accepted is https://HOST[:PORT][/PATH]',
  'plain http': 'has a plain http endpoint beyond loopback; use https, since requests carry a token',
};

/**
 * What is wrong with the parameter `endpoint`; `undefined` where nothing is. The value is never repeated: it may hold a password.
 * Plain `http` is for a local server only, since each request carries a token.
 */
export function endpointProblem(endpoint: string): string | undefined {
  const fault = addressFault(endpoint);
  return fault && endpointProblems[fault];
}

/** An address without a trailing slash, so that a path can be appended. */
export function withoutSlash(address: string): string {
  // By hand: where slashes stand in the middle, a regular expression looks at each as often as there are others after it.
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}
