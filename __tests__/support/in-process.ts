import type { Ended, Step } from '../../scripts/runner/run-action.js';
import { type Action, run } from '../../src/action.js';
import { cleanUp } from '../../src/clean-up.js';
import { provision } from '../../src/provision.js';
import { append, entry, probe } from '../../src/runner/output/step-files.js';
import { type Commands, runnerOf } from '../../src/runner/runner.js';
import { hastyWorld } from './hasty-world.js';

const actions: Record<Step['entry'], Action> = { main: provision, post: cleanUp };

/** How many steps are under way at each address of Dfns. */
const underWay = new Map<string, number>();

/** Plays a step in this process: no Node is started, and no bundle is loaded. The files of the runner are real. */
export async function inProcess({ entry: name, env }: Step): Promise<Ended> {
  const api = env['INPUT_API-URL'] ?? '';
  const count = () => underWay.get(api) ?? 0;
  const world = hastyWorld(env, { isMet: () => count() > 1 });
  const { commands, told } = printing(env);
  const start = world.now();
  underWay.set(api, count() + 1);
  await run(actions[name], runnerOf(commands), world).finally(() => underWay.set(api, count() - 1));
  return { ...told, stderr: '', signal: null, durationMs: world.now() - start };
}

/** What @actions/core does with its process, done with a text and with the environment that is given. */
function printing(env: Step['env']): { commands: Commands; told: { stdout: string; exitCode: number } } {
  const told = { stdout: '', exitCode: 0 };
  const print = (text: string) => {
    told.stdout += `${text}\n`;
  };
  const command = (name: string, text: string) => print(`::${name}::${escaped(text)}`);
  const pathOf = (file: string) => env[file] ?? '';
  const commands: Commands = {
    input: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '',
    state: (name) => env[`STATE_${name}`] ?? '',
    hand: (values) =>
      append(
        Object.entries(values).map(([file, named]) => {
          const entries = Object.entries(named).map(([name, value]) => entry(name, value));
          return { path: pathOf(file), text: entries.join('') };
        }),
      ),
    setSecrets: (secrets) => {
      for (const secret of secrets) command('add-mask', secret);
    },
    print: (level, text) => (level === 'info' ? print(text) : command(level, text)),
    annotate: ({ file, line, column, title }, text) =>
      print(`::error title=${title},file=${file},line=${line},col=${column}::${escaped(text)}`),
    async group(title, work) {
      command('group', title);
      try {
        return await work();
      } finally {
        command('endgroup', '');
      }
    },
    setFailed(text) {
      told.exitCode = 1;
      command('error', text);
    },
    appendSummary: (text) => append([{ path: pathOf('GITHUB_STEP_SUMMARY'), text }], { create: true }),
    probe: (file) => probe(pathOf(file)),
    outputFault: () => undefined,
  };
  return { commands, told };
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
