import type { StepKind, StepOf } from '../../core/step.js';
import type { Context } from '../context.js';
import type { Progress } from './progress.js';

/** What applies a step of each kind that a plan can hold. */
export type StepHandlers<Kind extends StepKind> = {
  readonly [K in Kind]: (step: StepOf<K>, progress: Progress) => Promise<void>;
};

/**
 * Applies steps, one after another, and notes in `progress` what was done.
 * @throws ActionError of the step that failed; what was done by then is for {@link ./undo}
 */
export async function execute<Kind extends StepKind>(
  steps: readonly StepOf<Kind>[],
  handlers: StepHandlers<Kind>,
  { progress, note }: { progress: Progress } & Pick<Context, 'note'>,
): Promise<void> {
  for (const step of steps) {
    const handle: (step: StepOf<Kind>, progress: Progress) => Promise<void> = handlers[step.step as Kind];
    await handle(step, progress);
    progress.applied.push(step);
    if (step.step !== 'store-credential' && step.step !== 'empty-store') progress.changed = true;
    note({ changed: progress.changed, ...(progress.roleId && { roleId: progress.roleId }) });
  }
}
