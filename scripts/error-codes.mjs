// Lists the error codes of the source. With --check it compares them with docs/troubleshooting.md: a code that is not told of there, one
// that no longer exists, and one without a cause or a cure fail.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const codes = codesOfSource();
if (process.argv.includes('--check')) {
  const faults = faultsOf(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8'));
  for (const fault of faults) console.error(`docs/troubleshooting.md: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  console.log([...codes].sort().join('\n'));
}

/** What stands as the code of an ActionError, or of what becomes one: `new ActionError('CODE'`, `code: 'CODE'`, both ways of a `? :`. */
function codesOfSource() {
  const found = new Set();
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'));
  for (const file of files) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    for (const [, code] of text.matchAll(/\bActionError\(\s*([^,]*?),/g)) add(code);
    for (const [, code] of text.matchAll(/\bcode: ([^,;\n]+)/g)) add(code);
  }
  if (found.size < 20) throw new Error('the source does not look as this script expects');
  return found;

  function add(expression) {
    for (const [, code] of expression.matchAll(/'([A-Z][A-Z0-9_]+)'/g)) found.add(code);
  }
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
  ];
}
