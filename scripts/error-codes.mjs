// Lists the error codes, the union in src/error.ts. With --check it fails where a code is used nowhere in the source, where
// docs/troubleshooting.md lacks one, knows one too many or twice, or does not say why it happens and what to do. That every code which is
// thrown is in the union is for the compiler to say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const unionFile = join('src', 'error.ts');

const codes = codesOfUnion();
if (process.argv.includes('--check')) {
  const faults = [...unused(), ...faultsOf(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8'))];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  console.log([...codes].sort().join('\n'));
}

function codesOfUnion() {
  const [union] = /type ErrorCode =[^;]*;/.exec(readFileSync(join(root, unionFile), 'utf8')) ?? [''];
  const found = new Set([...union.matchAll(/^ *\| '([A-Z][A-Z0-9_]+)'/gm)].map(([, code]) => code));
  if (found.size < 20) throw new Error(`${unionFile} does not look as this script expects`);
  return found;
}

/** The codes that stand in the union alone. */
function unused() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name));
  const text = files
    .filter((name) => name.endsWith('.ts') && name !== unionFile)
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  return [...codes].filter((code) => !text.includes(`'${code}'`)).map((code) => `src: nothing throws ${code}`);
}

function faultsOf(document) {
  const sections = document.split(/^### /m).slice(1);
  const told = new Map(
    sections.map((section) => [/^`([A-Z0-9_]+)`/.exec(section)?.[1] ?? section.split('\n')[0], section]),
  );
  return [
    ...[...codes].filter((code) => !told.has(code)).map((code) => `${code} is missing`),
    ...[...told.keys()].filter((code) => !codes.has(code)).map((code) => `${code} is no code of the source`),
    ...[...told].flatMap(([code, section]) =>
      ['**Why.**', '**What to do.**'].filter((part) => !section.includes(part)).map((part) => `${code} lacks ${part}`),
    ),
    ...(told.size < sections.length ? ['a code stands there twice'] : []),
  ].map((fault) => `docs/troubleshooting.md: ${fault}`);
}
