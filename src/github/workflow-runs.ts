import type { RunState } from '../core/ephemeral.js';
import type { WorkflowRun } from '../core/names.js';
import { type AskGithub, connectGithub, type GithubAccess, repositoryIn } from './client.js';
import { GithubFault } from './fault.js';
import { githubError, wrongShape } from './github-error.js';

/**
 * Asks GitHub what became of runs of this repository, each of them once. It takes `actions: read`.
 * @returns `unknown` where this repository has no such run: then it is one of another, or has been deleted
 * @throws ActionError `GITHUB_DENIED`, `GITHUB_UNREACHABLE` or `GITHUB_FAILED`
 * @see https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run
 */
export function openRuns(access: GithubAccess): (run: WorkflowRun) => Promise<RunState> {
  const asked = new Map<string, Promise<unknown>>();
  let ask: AskGithub | undefined;
  return async (run) => {
    try {
      ask ??= connectGithub(access);
      const answer = asked.get(run.id) ?? askFor(run, ask, access);
      asked.set(run.id, answer);
      return readState(run, await answer);
    } catch (error) {
      throw githubError(error, {
        doing: 'telling which workflow runs are over',
        permission: 'actions: read',
        afterwards: 'the next run asks again',
        signal: access.signal,
      });
    }
  };
}

/** @returns `undefined` where this repository has no such run */
async function askFor({ id }: WorkflowRun, ask: AskGithub, { world }: GithubAccess): Promise<unknown> {
  try {
    return await ask('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      ...repositoryIn(world.environment),
      run_id: id,
    });
  } catch (error) {
    if (error instanceof GithubFault && error.kind === 'missing') return undefined;
    throw error;
  }
}

/** GitHub lists the latest attempt alone; an earlier one is over, since only a run that is over can be run again. */
function readState({ attempt }: WorkflowRun, answer: unknown): RunState {
  if (answer === undefined) return 'unknown';
  const { status, run_attempt: latestAttempt } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof status !== 'string') throw wrongShape();
  const latest = typeof latestAttempt === 'number' ? latestAttempt : attempt;
  if (attempt > latest) return 'unknown';
  return status === 'completed' || attempt < latest ? 'completed' : 'under way';
}
