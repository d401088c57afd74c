// Dfns's own SDK for Python, which nobody here wrote, for the tests that hold the simulator to it. It comes from PyPI into the git-ignored
// .cache/, once.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { findPython, onceAtATime } from './python-servers.mjs';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../.cache/python', import.meta.url));
const WANTED = ['dfns_sdk==1.0.4', 'cryptography==46.0.3', 'httpx==0.28.1'];

/**
 * Installs the SDK where that has not been done.
 * @returns {Promise<{ python: string, pythonPath: string } | { missing: string }>} `pythonPath` for `PYTHONPATH`; `missing`: why there is none
 */
export async function ensurePythonSdk() {
  const python = await findPython();
  if (python === undefined) return { missing: 'there is no Python 3' };
  const folder = join(CACHE, `sdk-${python.version}`);
  const stamp = join(folder, '.installed');
  try {
    await onceAtATime(async () => {
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === WANTED.join('\n')) return;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-q', '--target', folder];
      await run(python.command, [...pip, ...WANTED], { maxBuffer: 2 ** 26 });
      writeFileSync(stamp, WANTED.join('\n'));
    });
  } catch (error) {
    const last = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1);
    return { missing: `pip could not install it (${last})` };
  }
  return { python: python.command, pythonPath: folder };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sdk = await ensurePythonSdk();
  console.log(JSON.stringify(sdk));
  process.exitCode = 'missing' in sdk ? 1 : 0;
}
