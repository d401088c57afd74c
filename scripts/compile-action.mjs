import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, root } from './setup.mjs';

/** src/ → build/action, ready for ncc. @returns the folder */
export function compileAction() {
  const folder = emptied('build/action');
  compile('tsconfig.action.json');
  // Without "type": "module" ncc makes CommonJS, which starts faster: an ESM bundle's `import 'node:http'` loads undici, for 40 ms.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  freeOfSideEffects('@actions/core', folder);
  return folder;
}

/** Stale files would stay committed and never be looked at again. */
export function emptied(folder) {
  const path = join(root, folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/**
 * `@actions/core` does not say that it can be taken apart, and so what we never use of it would be loaded at start-up: an HTTP client
 * with undici, child_process, fs/promises. A copy beside the compiled source says so; ncc finds that one first.
 */
function freeOfSideEffects(name, folder) {
  const copy = join(folder, 'node_modules', name);
  cpSync(join(root, 'node_modules', name), copy, { recursive: true, dereference: true });
  const description = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...description, sideEffects: false }));
}
