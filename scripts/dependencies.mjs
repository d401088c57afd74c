// docs/dependencies.md: every package that is bundled into dist/, with its size, its licence and who brings it in; for those that we chose,
// what they are for and why they are worth it, as docs/dependencies.json says.
//   node scripts/dependencies.mjs           measures anew (bundles the source) and writes the document
//   node scripts/dependencies.mjs --check   compares, without network and without bundling
//   node scripts/dependencies.mjs --pulse   asks the registry for the dates and maintainers of those that we chose
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleAction } from './bundle/bundle.mjs';
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
  const installed = installedForBundling();
  for (const name of installed) if (!(name in data.bytes)) faults.push(`${name} is not measured`);
  for (const name of Object.keys(data.bytes)) if (!installed.has(name)) faults.push(`${name} is measured, and gone`);
  const licences = readFileSync(join(root, 'dist/licenses.txt'), 'utf8').split('\n');
  for (const name of bundled())
    if (!licences.includes(packageOf(name).licensed)) faults.push(`dist/licenses.txt has nothing of ${name}`);
  if (readFileSync(join(root, 'docs/dependencies.md'), 'utf8') !== document())
    faults.push('docs/dependencies.md is stale');
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) console.error('node scripts/dependencies.mjs measures anew');
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** Bytes of each package's modules that the bundle takes in, before they are minified; 0 where it takes none. */
function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'stats-'));
  bundleAction(folder, '--stats-out', join(folder, 'stats.json'));
  const { modules } = JSON.parse(readFileSync(join(folder, 'stats.json'), 'utf8'));
  rmSync(folder, { recursive: true });
  const bytes = Object.fromEntries([...installedForBundling()].sort().map((name) => [name, 0]));
  // What is in no chunk was left out, or joined to another.
  for (const { name, size } of leaves(modules.filter(({ chunks }) => chunks.length > 0))) {
    const owner = ownerOf(name);
    if (owner === undefined) continue;
    if (!(owner in bytes)) throw new Error(`${name} is bundled, and installed for development alone`);
    bytes[owner] += size;
  }
  return bytes;
}

/** Every package that is no shim and that is installed for more than development. */
function installedForBundling() {
  const entries = Object.entries(locked).filter(([path]) => path.startsWith('node_modules/'));
  const needed = entries.filter(
    ([, { dev, optional, devOptional, link }]) => !(dev || optional || devOptional || link),
  );
  return new Set(needed.map(([path]) => path.replace(/^.*node_modules\//, '')));
}

function bundled() {
  return Object.keys(data.bytes).filter((name) => data.bytes[name] > 0);
}

/** Modules that webpack joined into one count one by one. */
function leaves(modules) {
  return modules.flatMap((module) =>
    module.modules ? leaves(module.modules) : module.nameForCondition ? [module] : [],
  );
}

function ownerOf(name) {
  const path = name.replaceAll('\\', '/');
  if (/@vercel\/ncc\//.test(path)) return undefined; // the bundler's own few lines
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}

/** `licensed` is how dist/licenses.txt names it: an alias goes by its true name there. */
function packageOf(name) {
  const places = Object.entries(locked).filter(([path]) => `/${path}`.endsWith(`/node_modules/${name}`));
  const {
    name: real = name,
    version = '',
    license,
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
  } = places.find(([, entry]) => !entry.link && !entry.dev)?.[1] ?? {};
  return {
    licensed: `${real}@${version}`,
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
  const brought = bundled()
    .filter((name) => !chosen.includes(name))
    .map((name) => {
      const { version, license } = packageOf(name);
      const by = chosen.filter((parent) => families.get(parent).has(name)).map((parent) => `\`${parent}\``);
      return [`\`${name}\``, version, license, kilobytes(data.bytes[name]), by.join(', ')];
    });
  return `${data.prose.join('\n')}

## Chosen

${table(['package', 'version', 'licence', 'KB', 'KB with what it alone brings', 'for', 'why it is worth it', 'who keeps it'], direct)}

## Brought along

${table(['package', 'version', 'licence', 'KB', 'by'], brought)}

${direct.length} chosen and ${brought.length} brought along; ${Object.keys(data.bytes).length - direct.length - brought.length} more are installed and nothing of them is bundled; ${kilobytes(sum(Object.keys(data.bytes)))} KB before minification.
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
