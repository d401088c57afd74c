import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, root } from '../setup.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** src/ → `to`: one bundle for main and post, with a chunk for each dynamic import; not minified. @param options more of ncc's */
export function bundleAction(to, ...options) {
  const compiled = emptied('build/action');
  compile('tsconfig.action.json');
  // Without "type": "module" ncc makes CommonJS, which starts faster: an ESM bundle's `import 'node:http'` loads undici, for 40 ms.
  // "sideEffects" keeps the bare imports, which say what a chunk holds (src/stores/open.ts).
  writeFileSync(join(compiled, 'package.json'), '{ "sideEffects": true }\n');
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const fixed = ['--no-cache', '--quiet', '--target', 'es2022', '--out', to];
  const args = [ncc, 'build', join(compiled, 'index.js'), ...fixed, ...options];
  const { status } = spawnSync(process.execPath, args, { cwd: here, stdio: 'inherit' });
  if (status !== 0) throw new Error('ncc failed');
}

/** Stale files would stay committed and never be looked at again. */
export function emptied(folder) {
  const path = join(root, folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}
