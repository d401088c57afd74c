import { statSync } from 'node:fs';
import { storeError } from './fault.js';
import type { StoreSettings } from './store.js';

/**
 * Refuses a pipe where a file with a login is named: whoever opens one that nobody writes to waits for ever, and in a client of a cloud so
 * that neither `timeout` nor a signal ends it.
 * @param names the variables of the environment that name such files
 * @throws ActionError `STORE_NOT_LOGGED_IN`
 */
export function refusePipes(target: string, environment: StoreSettings['environment'], names: readonly string[]): void {
  for (const name of names) {
    const path = environment[name];
    if (path && isPipe(path)) {
      throw storeError(target, {
        code: 'STORE_NOT_LOGGED_IN',
        what: `is not asked: ${name} names a pipe, and reading from one may never end`,
        cure: `Let ${name} name an ordinary file.`,
      });
    }
  }
}

function isPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;
}
