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
