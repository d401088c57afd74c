import { fstatSync } from 'node:fs';
import * as core from '@actions/core';
import { type Log, logOf, type Printer } from './output/log.js';
import { Masks } from './output/mask.js';
import { append, entry, isNowhere, probe } from './output/step-files.js';

/** The files by which a step hands something on. */
export type RunnerFile = 'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_STATE';

/** What a runner of GitHub Actions takes from a step, and gives to it, as it is: nothing is made safe or masked here. */
export interface Commands extends Printer {
  /** The text of an input, untrimmed; `''` where it is missing. */
  input(name: string): string;
  /** What an earlier step of this action saved; `''` where it did not. */
  state(name: string): string;
  /** Hands values on, to all of these files or to none. @throws the fault of the system, told by `faultOf` */
  hand(values: Handed): void;
  setSecret(secret: string): void;
  /** Ends the step as failed, with an annotation. */
  setFailed(text: string): void;
  /** @throws the fault of the system */
  appendSummary(text: string): void;
  /** Finds out by writing whether a file takes what will be handed on. @throws the fault of the system */
  probe(file: RunnerFile): void;
  /** Why what is printed does not come to the runner, what is to be masked least of all; `undefined` where it does. */
  deafness(): string | undefined;
}

/** What is handed on by each file: names and values. */
export type Handed = Partial<Record<RunnerFile, Readonly<Record<string, string>>>>;

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
  const pathOf = (file: string) => environment[file] ?? '';
  return runnerOf({
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    state: core.getState,
    hand: (values) =>
      append(
        Object.entries(values).map(([file, named]) => ({
          path: pathOf(file),
          text: Object.entries(named)
            .map(([name, value]) => entry(name, value))
            .join(''),
        })),
      ),
    setSecret: outliving(core.setSecret),
    print: (level, text) => printers[level](text),
    group: core.group,
    setFailed: outliving(core.setFailed),
    appendSummary: (text) => append([{ path: pathOf('GITHUB_STEP_SUMMARY'), text }], { create: true }),
    probe: (file) => probe(pathOf(file)),
    deafness: () => deafness(environment),
  });
}

const printers = { info: outliving(core.info), debug: outliving(core.debug), warning: outliving(core.warning) };

let outlives = false;

/** A reader of the output that went away must not end the run in the midst of a change: without this Node would. */
function outliving<A extends unknown[]>(write: (...texts: A) => void): (...texts: A) => void {
  return (...texts) => {
    if (!outlives) process.stdout.on('error', () => undefined);
    outlives = true;
    write(...texts);
  };
}

function deafness({ GITHUB_ACTIONS }: Readonly<Record<string, string | undefined>>): string | undefined {
  const { errored } = process.stdout;
  if (errored) return `the output is closed (${'code' in errored ? errored.code : errored.name})`;
  return GITHUB_ACTIONS === 'true' && leadsNowhere() ? 'the output leads nowhere (/dev/null)' : undefined;
}

/** Where the output was closed before Node began, Node has put this device in its place. */
function leadsNowhere(): boolean {
  try {
    return isNowhere(fstatSync(1));
  } catch {
    return false;
  }
}
