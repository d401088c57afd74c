import type { RunState } from '../account/ephemeral.js';
import type { WorkflowRun } from '../account/names.js';
import { ActionError } from '../error.js';
import { json } from '../network/http.js';
import type { World } from '../world.js';

export interface GithubAccess {
  /** Its environment tells the API's address and the repository: `GITHUB_API_URL`, `GITHUB_REPOSITORY`. */
  readonly world: Pick<World, 'environment' | 'connect'>;
  readonly token: string;
  readonly signal: AbortSignal;
  /** For each request, in milliseconds. */
  readonly deadline: number;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Asks GitHub what became of runs of this repository, each of them once. It takes `actions: read`.
 * @returns `unknown` where this repository has no such run: then it is one of another, or has been deleted
 * @throws ActionError `GITHUB_DENIED` or `GITHUB_UNAVAILABLE`
 * @see https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run
 */
export function openRuns({ world, token, signal, deadline }: GithubAccess): (run: WorkflowRun) => Promise<RunState> {
  const { environment } = world;
  const send = world.connect({ signal, deadline });
  const api = (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  const [owner = '', repository = ''] = (environment.GITHUB_REPOSITORY ?? '').split('/');
  const runs = `${api}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}/actions/runs`;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'dfns-service-account-action',
  };
  const ask = async (id: string): Promise<Answer> => {
    const response = await send({ method: 'GET', url: `${runs}/${id}`, headers, repeatable: true });
    return { status: response.status, body: json(response) };
  };
  const asked = new Map<string, Promise<Answer>>();
  return async (run) => {
    const answer = asked.get(run.id) ?? ask(run.id);
    asked.set(run.id, answer);
    return readState(run, await answer);
  };
}

/** GitHub tells of the latest attempt; an earlier one is over, since only a run that is over can be run again. */
function readState({ attempt }: WorkflowRun, { status, body }: Answer): RunState {
  if (status === 404) return 'unknown';
  if (status !== 200 || typeof body.status !== 'string') throw refused(status);
  const latest = typeof body.run_attempt === 'number' ? body.run_attempt : attempt;
  if (attempt > latest) return 'unknown';
  return body.status === 'completed' || attempt < latest ? 'completed' : 'under way';
}

function refused(status: number): ActionError {
  if (status === 401 || status === 403) {
    return new ActionError(
      'GITHUB_DENIED',
      `github-token may not see the workflow runs of this repository (HTTP ${status})`,
      'give the job the permission actions: read, or pass another token',
    );
  }
  return new ActionError(
    'GITHUB_UNAVAILABLE',
    `GitHub could not tell which workflow runs are over (HTTP ${status})`,
    'nothing needs to be done: the next run asks again',
  );
}
