import { ActionError } from '../error.js';
import type { Runner } from './runner.js';

/**
 * Refuses to run where outputs lead nowhere: a token that Dfns shows once would be lost.
 * @throws ActionError `NOT_A_RUNNER`
 */
export function requireRunner({ takes }: Pick<Runner, 'takes'>): void {
  if (takes('GITHUB_OUTPUT')) return;
  throw new ActionError(
    'NOT_A_RUNNER',
    'GITHUB_OUTPUT does not name a file that can be written, so that the token could not be handed to later steps',
    'run this as a step of a GitHub Actions workflow, or set GITHUB_OUTPUT to the path of a file',
  );
}
