// npm run build: src/ → dist/, byte for byte the same wherever and whenever it runs.
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAction, emptied } from './bundle/bundle.mjs';
import { root, setUp } from './setup.mjs';

setUp();
// Only now: a fresh clone has no packages before.
const { minifySync } = await import('@swc/core');
const { licences } = await import('./bundle/licences.mjs');

const dist = emptied('dist');
bundleAction(dist);
for (const file of readdirSync(dist).filter((name) => name.endsWith('.js'))) minify(join(dist, file));
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
for (const entry of ['main', 'post']) cpSync(join(root, `scripts/bundle/${entry}.cjs`), join(dist, entry, 'index.js'));
writeFileSync(join(dist, 'licenses.txt'), await licences());
tell();

/**
 * ncc could minify the entry, but not the chunks. What this may do keeps to what JavaScript means: all that the compressor calls unsafe would
 * make functions into arrows which somebody calls with `new`, or leave out arguments that a `length` counts.
 */
function minify(file) {
  const compress = { ecma: 2022, passes: 3 };
  const { code } = minifySync(readFileSync(file, 'utf8'), { compress, mangle: true, module: false });
  writeFileSync(file, `${code}\n`);
}

function tell() {
  const files = readdirSync(dist, { recursive: true }).map((name) => ({ name, ...statSync(join(dist, name)) }));
  const sizes = files.filter(({ mode }) => mode & 0o100000).sort((a, b) => a.size - b.size);
  for (const { name, size } of sizes) console.log(`${kilobytes(size)}  dist/${name}`);
  console.log(`${kilobytes(sizes.reduce((sum, { size }) => sum + size, 0))}  in all`);
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KB`;
}
