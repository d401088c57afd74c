import { fstatSync } from 'node:fs';
import * as core from '@actions/core';
import { type Log, logOf, type Printer } from './output/log.js';
import { Masks } from './output/mask.js';
import { append, entry, isNowhere, probe } from './output/step-files.js';

/** The files in which a step hands values to later steps. */
export type RunnerFile = 'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_STATE';

/** What a runner of GitHub Actions takes from a step and gives to it. Nothing is made safe or masked here. */
export interface Commands extends Printer {
  /** The text of an input, untrimmed; `''` where it is missing. */
  input(name: string): string;
  /** What an earlier step of this action saved; `''` where it did not. */
  state(name: string): string;
  /** Hands values on, in all of these files or in none. @throws the system's error */
  hand(values: Handed): void;
  setSecrets(secrets: readonly string[]): void;
  /** Fails the step, with an annotation. */
  setFailed(text: string): void;
  /** @throws the system's error */
  appendSummary(text: string): void;
  /** Tests by writing whether a file takes what will be handed on. @throws the system's error */
  probe(file: RunnerFile): void;
  /** Why the runner does not receive what is printed, masks included; `undefined` where it does. */
  outputFault(): string | undefined;
}

/** Names and values for each file. */
export type Handed = Partial<Record<RunnerFile, Readonly<Record<string, string>>>>;

/** The runner as one run of this action uses it: the log redacts this run's secrets, and the runner masks them. */
export interface Runner extends Commands {
  readonly masks: Masks;
  readonly log: Log;
}

export function runnerOf(commands: Commands): Runner {
  const masks = new Masks((secrets) => commands.setSecrets(secrets));
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
    setSecrets: outliving(setSecrets),
    print: (level, text) => printers[level](text),
    annotate: ({ file, line, column, title }, text) =>
      annotate(text, { file, startLine: line, startColumn: column, title }),
    group: core.group,
    setFailed: outliving(core.setFailed),
    appendSummary: (text) => append([{ path: pathOf('GITHUB_STEP_SUMMARY'), text }], { create: true }),
    probe: (file) => probe(pathOf(file)),
    outputFault: () => outputFault(environment),
  });
}

/** In one write: a key has some forty variants. */
function setSecrets(secrets: readonly string[]): void {
  process.stdout.cork();
  for (const secret of secrets) core.setSecret(secret);
  process.stdout.uncork();
}

const annotate = outliving(core.error);
const printers = { info: outliving(core.info), debug: outliving(core.debug), warning: outliving(core.warning) };

let outlives = false;

/** Keeps the run alive when nobody reads its output any more. Without this, Node would end it in the middle of a change. */
function outliving<A extends unknown[]>(write: (...texts: A) => void): (...texts: A) => void {
  return (...texts) => {
    if (!outlives) process.stdout.on('error', () => undefined);
    outlives = true;
    write(...texts);
  };
}

function outputFault({ GITHUB_ACTIONS }: Readonly<Record<string, string | undefined>>): string | undefined {
  const { errored } = process.stdout;
  if (errored) return `the output is closed (${'code' in errored ? errored.code : errored.name})`;
  return GITHUB_ACTIONS === 'true' && leadsNowhere() ? 'the output leads nowhere (/dev/null)' : undefined;
}

/** If the output was closed before Node began, Node has opened this device instead. */
function leadsNowhere(): boolean {
  try {
    return isNowhere(fstatSync(1));
  } catch {
    return false;
  }
}
