// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputEnvironment, readActionYml } from './action-yml.js';
import { readCommands } from './commands.js';
import { readFileCommand } from './file-command.js';
import { node24 } from './node24.js';

/**
 * @typedef {import('./commands.js').Command} Command
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 *
 * @typedef {object} SimulatorAccess Where a simulator listens, and who may log in there.
 * @property {string} apiUrl
 * @property {string} orgId
 * @property {{ username: string, credentialId: string, privateKey: string }} provisioner
 *
 * @typedef {object} RunOptions
 * @property {SimulatorAccess} [simulator] fills in `api-url`, `org-id` and the provisioner's three inputs where they are not given
 * @property {Record<string, string>} [env] of the job
 * @property {AbortSignal} [signal] cancels the run as the runner does: SIGINT, after 7.5 s SIGTERM, after 2.5 s more SIGKILL
 * @property {readonly string[]} [nodeArgs] for Node itself
 * @property {'main' | 'post'} [entry]
 * @property {string} [entryPath] another file than `dist/<entry>/index.js`
 * @property {import('./action-yml.js').ActionDefinition} [definition] another one than action.yml
 * @property {Record<string, string>} [state] what the main step saved for the post step
 * @property {(child: ChildProcess) => void} [onSpawn] to kill it at a chosen moment, say
 * @property {(step: Step) => Promise<Ended>} [play] runs the step otherwise than as a process of its own
 *
 * @typedef {object} Step
 * @property {'main' | 'post'} entry
 * @property {Record<string, string>} env all of its environment
 *
 * @typedef {Pick<ActionRun, 'exitCode' | 'signal' | 'stdout' | 'stderr' | 'durationMs'>} Ended What is known of a step that has ended.
 *
 * @typedef {object} ActionRun What the runner gathers from a step.
 * @property {number | null} exitCode
 * @property {NodeJS.Signals | null} signal what ended it, where it did not end by itself
 * @property {string} stdout
 * @property {string} stderr
 * @property {Record<string, string>} outputs
 * @property {Record<string, string>} env exported to later steps
 * @property {Record<string, string>} state saved for the post step
 * @property {string[]} masks
 * @property {{ level: 'error' | 'warning' | 'notice', message: string }[]} annotations
 * @property {Command[]} commands all that the runner would obey, in order
 * @property {string} summary Markdown
 * @property {string} log what was printed, without the commands
 * @property {number} durationMs
 */

/**
 * Runs the committed build as the runner does: a process of its own under Node 24, a clean environment, inputs as variables, and
 * files for what it hands back.
 * @param {Readonly<Record<string, string | undefined>>} inputs
 * @param {RunOptions} [options]
 * @returns {Promise<ActionRun>}
 */
export async function runAction(inputs, options = {}) {
  const { simulator, entry = 'main', definition = readActionYml() } = options;
  const entryPath = options.entryPath ?? fileURLToPath(new URL(`../../dist/${entry}/index.js`, import.meta.url));
  const temp = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    const files = fileCommands(temp);
    const env = {
      ...jobEnvironment(temp),
      ...files.env,
      ...Object.fromEntries(Object.entries(options.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
      ...inputEnvironment({ ...(simulator && accessInputs(simulator)), ...inputs }, definition),
      ...options.env,
    };
    const ended = options.play
      ? await options.play({ entry, env })
      : await finished([...(options.nodeArgs ?? []), entryPath], env, join(temp, 'workspace'), options);
    const printed = [...readCommands(ended.stdout), ...readCommands(ended.stderr)];
    const commands = printed.filter((item) => typeof item !== 'string');
    return {
      ...ended,
      ...files.read(),
      commands,
      masks: commands.filter(({ name }) => name === 'add-mask').map(({ value }) => value),
      annotations: commands.flatMap(annotationOf),
      log: readCommands(ended.stdout)
        .filter((item) => typeof item === 'string')
        .join('\n'),
    };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** @param {SimulatorAccess} simulator */
function accessInputs({ apiUrl, orgId, provisioner }) {
  return {
    'api-url': apiUrl,
    'org-id': orgId,
    'provisioner-username': provisioner.username,
    'provisioner-credential-id': provisioner.credentialId,
    'provisioner-private-key': provisioner.privateKey,
  };
}

/** Nothing of this machine's: no proxy, no token, no npm variable. @param {string} temp */
function jobEnvironment(temp) {
  for (const folder of ['home', 'workspace', 'tmp']) mkdirSync(join(temp, folder));
  return {
    PATH: [dirname(node24()), '/usr/bin', '/bin'].join(delimiter),
    HOME: join(temp, 'home'),
    RUNNER_TEMP: join(temp, 'tmp'),
    RUNNER_OS: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[process.platform.toString()] ?? process.platform,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: join(temp, 'workspace'),
    GITHUB_REPOSITORY: 'octo-org/backend',
    GITHUB_RUN_ID: '1234567',
    GITHUB_RUN_ATTEMPT: '1',
    // Without it Windows has neither random numbers nor sockets.
    ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
  };
}

/** The files in which a step leaves its results. @param {string} temp */
function fileCommands(temp) {
  const names = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'];
  const env = Object.fromEntries(names.map((name) => [name, join(temp, name)]));
  for (const file of Object.values(env)) writeFileSync(file, '');
  const text = (/** @type {string} */ name) => readFileSync(join(temp, name), 'utf8');
  return {
    env,
    read: () => ({
      outputs: readFileCommand(text('GITHUB_OUTPUT')),
      env: readFileCommand(text('GITHUB_ENV')),
      state: readFileCommand(text('GITHUB_STATE')),
      summary: text('GITHUB_STEP_SUMMARY'),
    }),
  };
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {string} cwd
 * @param {RunOptions} options
 * @returns {Promise<Ended>}
 */
function finished(args, env, cwd, { signal: cancelled, onSpawn }) {
  const start = performance.now();
  const child = spawn(node24(), args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  onSpawn?.(child);
  const cancel = () => cancelAsRunner(child);
  if (cancelled?.aborted) cancel();
  cancelled?.addEventListener('abort', cancel, { once: true });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      cancelled?.removeEventListener('abort', cancel);
      resolve({ exitCode, signal, stdout, stderr, durationMs: performance.now() - start });
    });
  });
}

/** @param {ChildProcess} child */
function cancelAsRunner(child) {
  child.kill('SIGINT');
  const timers = [setTimeout(() => child.kill('SIGTERM'), 7_500), setTimeout(() => child.kill('SIGKILL'), 10_000)];
  child.once('close', () => timers.forEach(clearTimeout));
}

/** @param {Command} command @returns {ActionRun['annotations']} */
function annotationOf({ name, value }) {
  return name === 'error' || name === 'warning' || name === 'notice' ? [{ level: name, message: value }] : [];
}
