// npm run fuzz: the property tests of __tests__/fuzz with many more cases, and others each time. FUZZ_RUNS says how many a property gets
// (100,000; the slow ones get a fraction), FUZZ_SEED which: the seed that a failure names finds the same case again.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const { FUZZ_RUNS = '100000', FUZZ_SEED = String(randomInt(2 ** 31)) } = process.env;
for (const [name, value] of Object.entries({ FUZZ_RUNS, FUZZ_SEED })) {
  if (!/^[1-9]\d{0,8}$|^\d{1,10}$/.test(value)) throw new Error(`${name} is no whole number`);
}
console.log(`FUZZ_RUNS=${FUZZ_RUNS} FUZZ_SEED=${FUZZ_SEED}`);
const jest = join(root, 'node_modules/jest/bin/jest.js');
const args = [
  '--testPathPatterns',
  '__tests__/fuzz/',
  '--testTimeout',
  '3600000',
  '--maxWorkers',
  '2',
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, [jest, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS, FUZZ_SEED },
});
process.exitCode = status ?? 1;
