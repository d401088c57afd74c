import type { Masks } from './mask.js';
import { safeLine, safeText } from './safe-text.js';

/** A line of a file in the workspace, from 1. */
export interface FilePlace {
  /** From the root of the workspace, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
}

/** The log of the step. Any text may hold words from outside; it is made safe here. */
export interface Log {
  info(text: string): void;
  /** Shown only when the workflow is run with debug logging. */
  debug(text: string): void;
  /** An annotation on the run's page. */
  warning(text: string): void;
  /** An error annotation on a line of a file, where a pull request shows it. The run goes on. */
  annotate(place: FilePlace, text: string): void;
  /** Folds what `work` prints under a title. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Prints a text unchanged. */
export interface Printer {
  print(level: 'info' | 'debug' | 'warning', text: string): void;
  annotate(place: FilePlace, text: string): void;
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
    annotate(place, text) {
      masks.registerMasks();
      printer.annotate({ ...place, file: safeLine(place.file, masks) }, safeText(text, masks));
    },
    group(title, work) {
      masks.registerMasks();
      return printer.group(safeLine(title, masks), work);
    },
  };
}
