// npm run build: src/ → dist/, byte for byte the same wherever and whenever it runs.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileAction, emptied } from './compile-action.mjs';
import { root, setUp } from './setup.mjs';

const entries = ['main', 'post'];
/** Characters. */
const smallChunk = 25_000;

setUp();
// Only now: a fresh clone has no packages before.
const { minifySync } = await import('@swc/core');
const { parse } = await import('acorn');

const compiled = compileAction();
const dist = emptied('dist');
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
for (const entry of entries) {
  if (!existsSync(join(compiled, `${entry}.js`))) continue;
  bundle(join(compiled, `${entry}.js`), join(dist, entry));
  tell(entry);
}

function bundle(from, to) {
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const options = ['--minify', '--no-cache', '--quiet', '--target', 'es2022', '--license', 'licenses.txt'];
  const { status } = spawnSync(process.execPath, [ncc, 'build', from, ...options, '--out', to], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  // ncc copies the empty package.json; dist/package.json speaks for both bundles.
  rmSync(join(to, 'package.json'), { force: true });
  // Azure's library could open a browser for an interactive login; the chain that we use never does.
  rmSync(join(to, 'xdg-open'), { force: true });
  for (const file of readdirSync(to).filter((name) => name.endsWith('.js'))) quicken(join(to, file));
  completeLicenses(join(to, 'licenses.txt'));
}

/** ncc leaves out packages whose modules it merges into one with ours. */
function completeLicenses(file) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const listed = new Set(readFileSync(file, 'utf8').split('\n'));
  for (const name of Object.keys(dependencies).filter((dependency) => !listed.has(dependency))) {
    const folder = join(root, 'node_modules', name);
    const license = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!license) throw new Error(`${name} is bundled, and its licence is not to be found`);
    const { license: kind } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    appendFileSync(file, `\n${name}\n${kind}\n${readFileSync(join(folder, license), 'utf8').replaceAll('\r\n', '\n')}`);
  }
}

/**
 * What Node parses before the first request decides how soon it is sent. ncc minifies the entry alone, so the chunks are minified here;
 * and a function in parentheses is compiled in one pass, where V8 else reads it once to skip it and once more to run it. That is done
 * with each module's function, and with all in a small chunk: it is our own, nearly all of it is run, and it is loaded while Dfns is waited for.
 */
function quicken(file) {
  const { code } = minifySync(readFileSync(file, 'utf8'), { compress: true, mangle: true, module: false });
  const modules = moduleFunctions(code);
  const edits = modules.flatMap((module) => [
    { start: module.start, end: module.start, text: '(' },
    ...(code.length < smallChunk ? declarationsAsExpressions(code, module) : []),
    { start: module.end, end: module.end, text: ')' },
  ]);
  writeFileSync(file, `${edited(code, edits)}\n`);
}

/** The functions in webpack's map from a module's number to its code. */
function moduleFunctions(code) {
  const found = [];
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }));
  return found;

  function visit(node) {
    if (node.type === 'Property' && typeof node.key.value === 'number' && /Function/.test(node.value.type)) {
      found.push(node.value);
      return;
    }
    for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') visit(child);
  }
}

/** `function f(){}` as `var f=(function f(){})` at the top of its module, where it is hoisted to anyway. */
function declarationsAsExpressions(code, { body }) {
  const statements = body.type === 'BlockStatement' ? body.body : [];
  const declarations = statements.filter(({ type }) => type === 'FunctionDeclaration');
  if (declarations.length === 0) return [];
  const top = statements.findLast(({ directive }) => directive)?.end ?? body.start + 1;
  const variables = declarations.map(({ id, start, end }) => `${id.name}=(${code.slice(start, end)})`);
  return [
    { start: top, end: top, text: `var ${variables.join(',')};` },
    ...declarations.map(({ start, end }) => ({ start, end, text: '' })),
  ];
}

/** @param edits in the order of their places */
function edited(code, edits) {
  let end = 0;
  let text = '';
  for (const edit of edits) {
    text += code.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return text + code.slice(end);
}

function tell(entry) {
  for (const file of readdirSync(join(dist, entry)).sort()) {
    const kilobytes = statSync(join(dist, entry, file)).size / 1024;
    console.log(`${kilobytes.toFixed(1).padStart(8)} KB  dist/${entry}/${file}`);
  }
}
