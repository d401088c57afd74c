import { accessSync, appendFileSync, constants } from 'node:fs';
import * as core from '@actions/core';
import { type Log, logOf, type Printer } from './log.js';
import { Masks } from './mask.js';

/** The files by which a step hands something on. */
export type RunnerFile = 'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_STATE';

/** What a runner of GitHub Actions takes from a step, and gives to it, as it is: nothing is made safe or masked here. */
export interface Commands extends Printer {
  /** The text of an input, untrimmed; `''` where it is missing. */
  input(name: string): string;
  /** What an earlier step of this action saved; `''` where it did not. */
  state(name: string): string;
  saveState(name: string, value: string): void;
  setOutput(name: string, value: string): void;
  exportVariable(name: string, value: string): void;
  setSecret(secret: string): void;
  /** Ends the step as failed, with an annotation. */
  setFailed(text: string): void;
  /** @throws where the file cannot be written */
  appendSummary(text: string): void;
  /** Whether the runner gives a file that can be written. */
  takes(file: RunnerFile): boolean;
}

/** The runner as one run of this action sees it: what is secret in this run is masked and redacted in all that it is told. */
export interface Runner extends Commands {
  readonly masks: Masks;
  readonly log: Log;
}

export function runnerOf(commands: Commands): Runner {
  const masks = new Masks((secret) => commands.setSecret(secret));
  return { ...commands, masks, log: logOf(commands, masks) };
}

/** The runner that started this process. */
export function githubRunner(environment: Readonly<Record<string, string | undefined>>): Runner {
  return runnerOf({
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    state: core.getState,
    saveState: core.saveState,
    setOutput: core.setOutput,
    exportVariable: core.exportVariable,
    setSecret: core.setSecret,
    print: (level, text) => printers[level](text),
    group: core.group,
    setFailed: core.setFailed,
    // In one append: the summary of `@actions/core` goes three times through the thread pool for it.
    appendSummary: (text) => appendFileSync(environment.GITHUB_STEP_SUMMARY ?? '', text),
    takes: (file) => isWritable(environment[file]),
  });
}

const printers = { info: core.info, debug: core.debug, warning: core.warning };

/** Whether a path that the runner gives for its commands names a file that takes them. */
function isWritable(path: string | undefined): boolean {
  try {
    accessSync(path ?? '', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
