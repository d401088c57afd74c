import { type Deadline, startDeadline, within } from './modes/deadline.js';
import { reportFailure, unexpected } from './runner/output/failure.js';
import type { Runner } from './runner/runner.js';
import type { World } from './world.js';

/** Has something done once the step has said all that it has to say. */
export type AtEnd = (work: () => Promise<void>) => void;

/** What one step of a job does, `main` or `post`. @throws what makes the step fail */
export type Action = (runner: Runner, world: World, atEnd: AtEnd) => Promise<void>;

/** Runs a step to its end. An error becomes its one annotation and its summary. */
export async function run(action: Action, runner: Runner, world: World): Promise<void> {
  const atEnd: (() => Promise<void>)[] = [];
  try {
    await action(runner, world, (work) => atEnd.push(work));
  } catch (error) {
    reportFailure(error, runner);
    const { writeFailureSummary } = await loadSummary();
    writeFailureSummary(error, runner);
  }
  await Promise.all(atEnd.map((work) => work().catch((error) => debugEnd(error, runner))));
}

/** The summary is loaded for the end of a run, whichever that is, and from here alone, so that the bundle holds it once. */
export const loadSummary = () => import('./runner/output/summary.js');

/** Nothing that the step was asked for depends on it. */
function debugEnd(error: unknown, { log }: Runner): void {
  log.debug(`not done at the end of the run: ${error instanceof Error ? error.message : 'an unknown error'}`);
}

/** Ends the work when the time of the run is up, or when the runner cancels the job. */
export async function withinTime<T>(
  milliseconds: number,
  world: World,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(milliseconds, world);
  world.onCancel(deadline.cancel);
  world.onStray((error) => deadline.fail(unexpected(error)));
  try {
    return await within(deadline, work(deadline));
  } finally {
    deadline.end();
  }
}
