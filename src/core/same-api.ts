/** Whether two addresses lead to the same API, however they are written: the case of the host, a slash at the end, the default port. */
export function isSameApi(one: string, other: string): boolean {
  const [first, second] = [spelledOut(one), spelledOut(other)];
  return first !== undefined && first === second;
}

/** The address in one spelling, without a slash at its end; `undefined` where it is none. */
export function spelledOut(address: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, host, pathname } = new URL(whole);
  // A host name that ends in a dot is the same name.
  return `${protocol}//${host.replace(/\.(?=:\d+$|$)/, '')}${withoutSlash(pathname)}`;
}

/** A loop, since a regular expression takes quadratic time where many slashes stand in the middle. */
function withoutSlash(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
