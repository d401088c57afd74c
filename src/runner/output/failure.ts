import { ActionError, type ErrorCode } from '../../error.js';
import type { Runner } from '../runner.js';
import type { Masks } from './mask.js';
import { safeLine, safeText } from './safe-text.js';

/** What is printed of an error: never its stack, its cause or its context, which can hold a token. */
export interface Failure {
  readonly code: ErrorCode;
  /** What happened and why. It has several lines if several inputs are refused. */
  readonly what: string;
  readonly cure: string;
}

/** Puts any error into words that are safe to print. */
export function explain(error: unknown, masks: Masks): Failure {
  if (error instanceof ActionError) {
    // Only the lists of refused inputs and lines have line ends of ours. In any other message they come from outside.
    const isList = error.code === 'INVALID_INPUTS' || error.code === 'INVALID_MANIFEST';
    const what = isList ? safeText(error.message, masks, 6000) : safeLine(error.message, masks, 2000);
    return { code: error.code, what, cure: safeLine(error.cure, masks, 1000) };
  }
  const { message, cure } = unexpected(error);
  return { code: 'UNEXPECTED', what: safeLine(message, masks, 300), cure };
}

/** An error that nobody foresaw, in words; they are made safe where they are printed. */
export function unexpected(error: unknown): ActionError {
  return new ActionError(
    'UNEXPECTED',
    `The action failed in a way that it does not know: ${nameOf(error)}`,
    'run the job again; if it fails again, report it with the log of a run with debug logging',
    error,
  );
}

/** Fails the run, with its one error annotation. */
export function reportFailure(error: unknown, { masks, setFailed }: Pick<Runner, 'masks' | 'setFailed'>): void {
  const { code, what, cure } = explain(error, masks);
  masks.registerMasks();
  setFailed(`${sentence(what)}\nWhat to do: ${sentence(cure)} [${code}]`);
}

/** The kind of an unknown error and the first line of its message. The rest may quote a response of the API. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  const message = error.message || ('code' in error ? String(error.code) : '');
  return message === '' ? error.name : `${error.name}: ${message.split('\n')[0]}`;
}

function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
