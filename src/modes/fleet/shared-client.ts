import type { DfnsClient } from '../../dfns/client.js';

/**
 * The client of many accounts: what is asked of the whole organisation is asked once, who holds a role, what the policies name and what
 * the provisioner is, not once an account. Dfns itself still protects what came to be named since.
 */
export function sharedClient(client: DfnsClient): DfnsClient {
  return {
    ...client,
    listAssignments: once(client.listAssignments, (roleId) => roleId),
    listPolicies: once(client.listPolicies, () => ''),
    proveSession: once(client.proveSession, () => ''),
    listTokenCredentials: once(client.listTokenCredentials, () => ''),
  };
}

/** Remembers answers, and forgets those that failed. */
function once<A extends unknown[], T>(ask: (...args: A) => Promise<T>, keyOf: (...args: A) => string) {
  const begun = new Map<string, Promise<T>>();
  return (...args: A): Promise<T> => {
    const key = keyOf(...args);
    const asked = begun.get(key) ?? ask(...args);
    begun.set(key, asked);
    asked.catch(() => begun.delete(key));
    return asked;
  };
}
