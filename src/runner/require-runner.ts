import { accessSync, constants } from 'node:fs';
import { ActionError } from '../error.js';

/**
 * Refuses to run where outputs lead nowhere: a token that Dfns shows once would be lost.
 * @throws ActionError `NOT_A_RUNNER`
 */
export function requireRunner(): void {
  if (isWritable(process.env.GITHUB_OUTPUT)) return;
  throw new ActionError(
    'NOT_A_RUNNER',
    'GITHUB_OUTPUT does not name a file that can be written, so that the token could not be handed to later steps',
    'run this as a step of a GitHub Actions workflow, or set GITHUB_OUTPUT to the path of a file',
  );
}

/** Whether a path that the runner gives for its commands names a file that takes them. */
export function isWritable(path: string | undefined): boolean {
  try {
    accessSync(path ?? '', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
