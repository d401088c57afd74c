// npm test: sets itself up, then runs jest with the arguments that are given to it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp({ simulator: true });

// npm puts node_modules/.bin first on the path, and with it the Node 24 that runs the built action; the tests are for the user's own.
const node = process.env.npm_node_execpath ?? process.execPath;
const jest = join(root, 'node_modules/jest/bin/jest.js');
const { status } = spawnSync(node, [jest, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
