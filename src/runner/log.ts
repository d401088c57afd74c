import type { Masks } from './mask.js';
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

/** What a log is printed with, as it is. */
export interface Printer {
  print(level: 'info' | 'debug' | 'warning', text: string): void;
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export function logOf(printer: Printer, masks: Masks): Log {
  const print = (level: 'info' | 'debug' | 'warning') => (text: string) => {
    masks.tellMasks();
    printer.print(level, safeText(text, masks));
  };
  return {
    info: print('info'),
    debug: print('debug'),
    warning: print('warning'),
    group(title, work) {
      masks.tellMasks();
      return printer.group(safeLine(title, masks), work);
    },
  };
}
