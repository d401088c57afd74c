import { codeOf } from '../require-runner.js';
import type { Runner } from '../runner.js';

/** Appends to the summary. A failure is only a warning. */
export function appendSummary(html: string, runner: Pick<Runner, 'appendSummary' | 'log'>): void {
  try {
    runner.appendSummary(html);
  } catch (error) {
    runner.log.warning(
      `the job summary could not be written (${codeOf(error) ?? 'unknown fault'}); the outputs are not concerned`,
    );
  }
}
