import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, root } from './setup.mjs';

/** The key signer wants one class of the SDK, and takes the index of fifteen clients for it. ncc heeds the paths of a tsconfig.json. */
const paths = { '@dfns/sdk': ['node_modules/@dfns/sdk/dfnsError.js'] };

/**
 * src/ → one bundle in `to`, with a chunk for each dynamic import; not minified.
 * @param more options of ncc
 */
export function bundleAction(to, ...more) {
  const compiled = emptied('build/action');
  compile('tsconfig.action.json');
  // Without "type": "module" ncc makes CommonJS, which starts faster: an ESM bundle's `import 'node:http'` loads undici, for 40 ms.
  writeFileSync(join(compiled, 'package.json'), '{}\n');
  writeFileSync(join(compiled, 'tsconfig.json'), JSON.stringify({ compilerOptions: { baseUrl: root, paths } }));
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const args = ['build', join(compiled, 'index.js'), '--no-cache', '--quiet', '--target', 'es2022', '--out', to, ...more];
  if (spawnSync(process.execPath, [ncc, ...args], { cwd: compiled, stdio: 'inherit' }).status !== 0) throw new Error('ncc failed');
}

/** Stale files would stay committed and never be looked at again. */
export function emptied(folder) {
  const path = join(root, folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}
