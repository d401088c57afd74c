// npm test: sets itself up, then runs jest with the arguments that are given to it. With --like acceptance.json it runs the scenarios
// against a simulator that behaves like the organisation of that report.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp({ simulator: true });

const { args, env } = withLike(process.argv.slice(2));
if (env.SIMULATOR_LIKE) await tellOfLikeness(env.SIMULATOR_LIKE);
// npm puts node_modules/.bin first on the path, and with it the Node 24 that runs the built action; the tests are for the user's own.
const node = process.env.npm_node_execpath ?? process.execPath;
const jest = join(root, 'node_modules/jest/bin/jest.js');
const { status } = spawnSync(node, [jest, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
process.exitCode = status ?? 1;

/** The path is the caller's, and npm runs this in the repository's folder. */
function withLike(given) {
  const at = given.findIndex((argument) => argument === '--like' || argument.startsWith('--like='));
  if (at < 0) return { args: given, env: {} };
  const isApart = given[at] === '--like';
  const path = isApart ? given[at + 1] : given[at].slice('--like='.length);
  const rest = given.filter((_, index) => index !== at && !(isApart && index === at + 1));
  const args = rest.some((argument) => !argument.startsWith('-')) ? rest : [...rest, '__tests__/scenarios'];
  return { args, env: { SIMULATOR_LIKE: resolve(process.env.INIT_CWD ?? '.', path ?? '') } };
}

/** Once, and not in each of the test files. */
async function tellOfLikeness(path) {
  const { switchesLike } = await import('../build/simulator/like.js');
  try {
    for (const why of switchesLike(readFileSync(path, 'utf8')).unplayed) console.error(why);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}
