// Before the tests: the schemas of Dfns's contract as compiled validators, a small module each in build/contract/. A test file then loads
// those that its exchanges meet, where compiling them anew would take each file up to a second.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const require = createRequire(import.meta.url);
const folder = join(root, 'build/contract');

/** Jest calls it once, before all test files. */
export default async function makeValidators() {
  setUp({ simulator: true });
  const schemas = join(root, 'build/simulator/schemas.js');
  const inputs = [
    schemas,
    import.meta.filename ?? join(root, 'scripts/contract-validators.mjs'),
    require.resolve('ajv/package.json'),
  ];
  const sources = inputs.reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256')).digest('hex');
  const stamp = join(folder, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const { contract, changeRequests } = await import('../build/simulator/schemas.js');
  const made = `${folder}-${process.pid}`;
  mkdirSync(made, { recursive: true });
  for (const [name, schema] of schemasOf(contract, changeRequests))
    writeFileSync(join(made, `${name}.cjs`), moduleOf(schema));
  writeFileSync(join(made, '.sources'), sources);
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
}

/** By the names under which __tests__/simulator/contract.ts asks for them. */
function schemasOf(contract, changeRequests) {
  const ofOperations = Object.entries(contract).flatMap(([operation, { body, responses }]) =>
    Object.entries({ ...responses, request: body }).map(([part, schema]) => [`${operation} ${part}`, schema]),
  );
  const named = [...ofOperations, ['change request', changeRequests.Assignment]].filter(([, schema]) => schema);
  return named.map(([name, schema]) => [name.replace(/[^\w-]+/g, '-'), schema]);
}

function moduleOf(schema) {
  const { Ajv } = require('ajv');
  const { default: standalone } = require('ajv/dist/standalone');
  const ajv = new Ajv({ strict: false, code: { source: true } });
  require('ajv-formats').default(ajv);
  return standalone(ajv, ajv.compile(schema));
}
