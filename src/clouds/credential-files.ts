import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.js';
import { LoginProblem } from './problem.js';

/** Files that hold a login: the variable that names each, and where the provider's client looks without it, from the home directory. */
export type CredentialFiles = Readonly<Record<string, string | undefined>>;

/**
 * Refuses a pipe where a file with a login is looked for: whoever opens one that nobody writes to waits for ever, and in a client of a cloud
 * so that neither `timeout` nor a signal ends it.
 * @throws LoginProblem
 */
export function refusePipes(environment: Environment, files: CredentialFiles): void {
  for (const [name, usual] of Object.entries(files)) {
    const named = environment[name];
    const path = named || (usual === undefined ? undefined : join(homedir(), usual));
    if (path) refusePipe(path, named ? name : `~/${usual}`);
  }
}

/** @param place what names the file, or where it stands */
export function refusePipe(path: string, place: string): void {
  if (!isPipe(path)) return;
  const says = place.startsWith('~') ? `${place} is a pipe` : `${place} names a pipe`;
  throw new LoginProblem(
    'login',
    `is not asked: ${says}, and reading from one may never end`,
    place.startsWith('~') ? `Put an ordinary file there, or remove it.` : `Let ${place} name an ordinary file.`,
  );
}

function isPipe(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;
  } catch {
    // Whoever may not look at it cannot be held up by it either.
    return false;
  }
}
