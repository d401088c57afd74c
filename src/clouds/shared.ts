import type { Send } from '../network/http.js';

const made = new WeakMap<Send, Map<string, unknown>>();

/**
 * One client, and with it one login, for all that is asked over the same way. As a rule each store has a way of its own; those of many
 * accounts share one, and a login for each of them would start `az` 10,000 times.
 */
export function sharedOver<T>(send: Send, key: string, make: () => T): T {
  const clients = made.get(send) ?? new Map<string, unknown>();
  made.set(send, clients);
  if (!clients.has(key)) clients.set(key, make());
  return clients.get(key) as T;
}
