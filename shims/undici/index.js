// @actions/github makes these when it is loaded, and asks with the fetch that src/github/client.ts gives it.
export class ProxyAgent {}

export function fetch() {
  throw new Error('undici is a shim here: requests go through src/network/http.ts');
}
