import type { Masks } from './mask.js';
import { safeLine, safeText } from './safe-text.js';

/** The log of the step. Any text may hold words from outside; it is made safe here. */
export interface Log {
  info(text: string): void;
  /** Shown only when the workflow is run with debug logging. */
  debug(text: string): void;
  /** An annotation on the run's page. */
  warning(text: string): void;
  /** Folds what `work` prints under a title. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Prints a text unchanged. */
export interface Printer {
  print(level: 'info' | 'debug' | 'warning', text: string): void;
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export function logOf(printer: Printer, masks: Masks): Log {
  const print = (level: 'info' | 'debug' | 'warning') => (text: string) => {
    masks.registerMasks();
    printer.print(level, safeText(text, masks));
  };
  return {
    info: print('info'),
    debug: print('debug'),
    warning: print('warning'),
    group(title, work) {
      masks.registerMasks();
      return printer.group(safeLine(title, masks), work);
    },
  };
}
