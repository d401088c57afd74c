import * as core from '@actions/core';
import { safeLine, safeText } from './safe-text.js';

/** What the rooms behind the edge tell the reader. Every text may hold words from outside; it is made safe here. */
export interface Log {
  info(text: string): void;
  /** Shown only where the workflow is re-run with debug logging. */
  debug(text: string): void;
  /** An annotation on the run's page. */
  warning(text: string): void;
  /** Folds what `work` prints under a title. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export const log: Log = {
  info: (text) => core.info(safeText(text)),
  debug: (text) => core.debug(safeText(text)),
  warning: (text) => core.warning(safeText(text)),
  group: (title, work) => core.group(safeLine(title), work),
};
