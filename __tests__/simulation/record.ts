import { type Commands, type Runner, runnerOf } from '../../src/runner/runner.js';

/** What a step told its runner, kept as it was told. */
export interface Recorded {
  readonly outputs: Record<string, string>;
  readonly variables: Record<string, string>;
  readonly state: Record<string, string>;
  readonly masks: string[];
  /** Lines, annotations and titles, in their order. */
  readonly log: string[];
  readonly errors: string[];
  summary: string;
}

/** A runner that only keeps what it is told. */
export function recordingRunner(
  inputs: Readonly<Record<string, string | undefined>>,
  state: Readonly<Record<string, string>> = {},
): { runner: Runner; told: Recorded } {
  const told: Recorded = { outputs: {}, variables: {}, state: {}, masks: [], log: [], errors: [], summary: '' };
  const commands: Commands = {
    input: (name) => inputs[name] ?? '',
    state: (name) => state[name] ?? '',
    hand({ GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE }) {
      Object.assign(told.outputs, GITHUB_OUTPUT);
      Object.assign(told.variables, GITHUB_ENV);
      Object.assign(told.state, GITHUB_STATE);
    },
    setSecrets: (secrets) => void told.masks.push(...secrets),
    print: (level, text) => void told.log.push(level === 'info' ? text : `${level}: ${text}`),
    annotate: ({ file, line }, text) => void told.log.push(`error: ${file}:${line}: ${text}`),
    group(title, work) {
      told.log.push(title);
      return work();
    },
    setFailed: (text) => void told.errors.push(text),
    appendSummary(text) {
      told.summary += text;
    },
    probe: () => undefined,
    outputFault: () => undefined,
  };
  return { runner: runnerOf(commands), told };
}
