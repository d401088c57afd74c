import type { WorkflowRun } from '../core/names.js';
import { ActionError } from '../error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The workflow run that this job belongs to, as the runner tells it; `undefined` outside of one. */
export function readRun({
  GITHUB_RUN_ID: id = '',
  GITHUB_RUN_ATTEMPT: attempt = '',
}: Environment): WorkflowRun | undefined {
  return /^[1-9]\d{0,18}$/.test(id) && /^[1-9]\d{0,8}$/.test(attempt) ? { id, attempt: Number(attempt) } : undefined;
}

/** @throws ActionError `NOT_A_RUN`: an ephemeral account takes its name from the run */
export function requireRun(environment: Environment): WorkflowRun {
  const run = readRun(environment);
  if (run) return run;
  throw new ActionError(
    'NOT_A_RUN',
    'an ephemeral account is named after its workflow run, and GITHUB_RUN_ID and GITHUB_RUN_ATTEMPT do not both hold a number',
    'run this as a step of a GitHub Actions workflow, or leave out ephemeral',
  );
}
