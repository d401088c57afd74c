import * as core from '@actions/core';
import { tellMasks } from './mask.js';
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
  info: (text) => print(core.info, text),
  debug: (text) => print(core.debug, text),
  warning: (text) => print(core.warning, text),
  group(title, work) {
    tellMasks();
    return core.group(safeLine(title), work);
  },
};

function print(write: (text: string) => void, text: string): void {
  tellMasks();
  write(safeText(text));
}
