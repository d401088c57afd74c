// docs/dependencies.md: every package that is bundled into dist/, with its size, its licence and who brings it in; for those that we chose,
// what they are for and why they are worth it, as docs/dependencies.json says.
//   node scripts/dependencies.mjs           measures anew (bundles the source) and writes the document
//   node scripts/dependencies.mjs --check   compares, without network and without bundling
//   node scripts/dependencies.mjs --pulse   asks the registry for the dates and maintainers of those that we chose
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileAction } from './compile-action.mjs';
import { root, setUp } from './setup.mjs';

setUp();
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const chosen = Object.keys(read('package.json').dependencies);
const locked = read('package-lock.json').packages;
const data = read('docs/dependencies.json');

if (process.argv.includes('--check')) check();
else if (process.argv.includes('--pulse')) pulse();
else {
  data.bytes = measure();
  writeFileSync(join(root, 'docs/dependencies.json'), `${JSON.stringify(data, null, 2)}\n`);
  writeFileSync(join(root, 'docs/dependencies.md'), document());
}

function check() {
  const faults = [];
  for (const name of chosen) {
    for (const part of ['for', 'why', 'pulse'])
      if (!data.chosen[name]?.[part]) faults.push(`docs/dependencies.json does not say of ${name}: ${part}`);
  }
  for (const name of Object.keys(data.chosen))
    if (!chosen.includes(name)) faults.push(`docs/dependencies.json judges ${name}, which is no dependency`);
  const listed = bundledByLicences();
  const measured = Object.keys(data.bytes);
  for (const name of listed) if (!measured.includes(name)) faults.push(`${name} is bundled, and not measured`);
  for (const name of measured) if (packageOf(name).version === '') faults.push(`${name} is measured, and gone`);
  if (readFileSync(join(root, 'docs/dependencies.md'), 'utf8') !== document())
    faults.push('docs/dependencies.md is stale');
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) console.error('node scripts/dependencies.mjs measures anew');
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** Bytes of each package's modules that the bundles take in, before they are minified; a module in both entries counts once. */
function measure() {
  const compiled = compileAction();
  const modules = new Map();
  for (const entry of ['main', 'post'].filter((name) => existsSync(join(compiled, `${name}.js`)))) {
    const folder = mkdtempSync(join(tmpdir(), 'stats-'));
    const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
    const args = ['build', join(compiled, `${entry}.js`), '--minify', '--no-cache', '--quiet', '--target', 'es2022'];
    args.push('--stats-out', join(folder, 'stats.json'), '--out', folder);
    if (spawnSync(process.execPath, [ncc, ...args], { stdio: 'inherit' }).status !== 0) throw new Error('ncc failed');
    const { modules: all } = JSON.parse(readFileSync(join(folder, 'stats.json'), 'utf8'));
    // What is in no chunk was left out, or joined to another.
    for (const found of leaves(all.filter(({ chunks }) => chunks.length > 0))) modules.set(found.name, found);
    rmSync(folder, { recursive: true });
  }
  const bytes = {};
  for (const { name, size } of modules.values()) {
    const owner = ownerOf(name);
    if (owner) bytes[owner] = (bytes[owner] ?? 0) + size;
  }
  // What only types come from, or what is all in a sibling, has a licence in the bundle and no byte.
  for (const name of bundledByLicences()) bytes[name] ??= 0;
  return Object.fromEntries(Object.entries(bytes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Modules that webpack joined into one count one by one. */
function leaves(modules) {
  return modules.flatMap((module) =>
    module.modules ? leaves(module.modules) : module.nameForCondition ? [module] : [],
  );
}

function ownerOf(name) {
  const path = name.replaceAll('\\', '/');
  const shim = /\bshims\/([^/]+)\//.exec(path)?.[1];
  if (shim) return read(`shims/${shim}/package.json`).name;
  if (/@vercel\/ncc\//.test(path)) return undefined; // the bundler's own few lines
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}

/** What `ncc --license` lists: a name, its licence, its text, and a blank line before the next. */
function bundledByLicences() {
  const names = new Set();
  for (const entry of readdirSync(join(root, 'dist'), { withFileTypes: true }).filter((file) => file.isDirectory())) {
    const text = readFileSync(join(root, 'dist', entry.name, 'licenses.txt'), 'utf8');
    const known = new Set(Object.keys(locked).map((path) => path.replace(/^.*node_modules\//, '')));
    for (const [, name] of text.matchAll(/(?<=^|\n\n)((?:@[\w.-]+\/)?[\w.-]+)(?=\n)/g))
      if (known.has(name)) names.add(name);
  }
  // The bundler's own few lines.
  names.delete('@vercel/ncc');
  return [...names].sort();
}

function packageOf(name) {
  const path = `node_modules/${name}`;
  const entry = locked[path]?.link ? locked[locked[path].resolved] : locked[path];
  const nested = Object.entries(locked).find(([key]) => key.endsWith(`/node_modules/${name}`))?.[1];
  const {
    version = '',
    license,
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
  } = entry ?? nested ?? {};
  return {
    version,
    license: license ?? data.licences[name] ?? 'not stated',
    needs: { ...dependencies, ...optionalDependencies, ...peerDependencies },
  };
}

/** Everything that a package brings, itself included. */
function familyOf(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const need of Object.keys(packageOf(name).needs)) familyOf(need, seen);
  return seen;
}

function document() {
  const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
  const families = new Map(chosen.map((name) => [name, familyOf(name)]));
  const sum = (names) => names.reduce((total, name) => total + (data.bytes[name] ?? 0), 0);
  const direct = chosen.map((name) => {
    const others = chosen.filter((other) => other !== name).flatMap((other) => [...families.get(other)]);
    const alone = [...families.get(name)].filter((member) => member === name || !others.includes(member));
    const { version, license } = packageOf(name);
    const told = data.chosen[name] ?? {};
    const sizes = [kilobytes(data.bytes[name] ?? 0), kilobytes(sum(alone))];
    return [`\`${name}\``, version, license, ...sizes, told.for, told.why, told.pulse];
  });
  const brought = Object.keys(data.bytes)
    .filter((name) => !chosen.includes(name))
    .map((name) => {
      const { version, license } = packageOf(name);
      const by = chosen.filter((parent) => families.get(parent).has(name)).map((parent) => `\`${parent}\``);
      return [`\`${name}\``, version, license, kilobytes(data.bytes[name]), by.join(', ') || 'the shims'];
    });
  return `${data.prose.join('\n')}

## Chosen

${table(['package', 'version', 'licence', 'KB', 'KB with what it alone brings', 'for', 'why it is worth it', 'who keeps it'], direct)}

## Brought along

${table(['package', 'version', 'licence', 'KB', 'by'], brought)}

${direct.length} chosen and ${brought.length} brought along, ${kilobytes(sum(Object.keys(data.bytes)))} KB before minification.
`;
}

function pulse() {
  for (const name of chosen) {
    const asked = execFileSync('npm', ['view', name, 'time', 'maintainers', '--json'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const { time = {}, maintainers = [] } = JSON.parse(asked);
    const dates = Object.entries(time)
      .filter(([version]) => /^\d/.test(version))
      .map(([, date]) => date)
      .sort();
    console.log(
      `${name}: newest version of ${dates.at(-1)?.slice(0, 10) ?? 'unknown'}, ${[maintainers].flat().length} maintainers`,
    );
  }
}
