import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes a fresh clone ready, with nothing but Node and a registry: the packages, and with `simulator` the compiled simulator.
 * What is already there is left alone, which takes a few milliseconds.
 */
export function setUp({ simulator = false } = {}) {
  if (!packagesInstalled()) {
    say('Installing packages (npm ci); only the first time takes a while');
    // On Windows npm is a .cmd file, and those start through a shell alone.
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  }
  if (simulator) compileSimulator();
}

/** Runs a TypeScript project through its compiler. */
export function compile(project) {
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, project)]);
}

/**
 * Whether node_modules is what package-lock.json asks for. npm itself keeps a record of what it installed, last of all, so that
 * this also sees an installation that broke off, and trusts one that was made by hand.
 */
function packagesInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') || wanted.optional || installed[path]?.version === wanted.version,
  );
}

function compileSimulator() {
  compileOnce('simulator', 'tsconfig.simulator.json', ['simulator']);
}

/**
 * Compiles a project into build/, where its sources are others than the last time.
 * @param {string} name of its folder in build/, and in what is said
 * @param {string} project its tsconfig
 * @param {readonly string[]} sources folders
 */
export function compileOnce(name, project, sources) {
  const folder = join(root, 'build', name);
  const stamp = join(folder, '.sources');
  const files = sources.flatMap((source) => filesUnder(join(root, source)));
  const digest = digestOf([...files, join(root, 'tsconfig.json'), join(root, project)]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say(`Compiling the ${name}`);
  rmSync(folder, { recursive: true, force: true });
  compile(project);
  writeFileSync(stamp, digest);
}

function filesUnder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trimEnd());
  console.error(`${command} ${args.join(' ')} failed`);
  process.exit(1);
}

/** On stderr: a command's own output may be meant for a program. */
function say(line) {
  console.error(`${line} …`);
}
