// npm run explore: plays histories of the action, Dfns and the stores in one process; __tests__/simulation/README.md.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './runner/node24.js';
import { compile, root, setUp } from './setup.mjs';

setUp();
compile('tsconfig.explore.json');
writeFileSync(join(root, 'build/explore/package.json'), '{ "type": "module" }\n');
// Under the Node that runs the action, which plays them a third faster than Node 20 does too.
const command = join(root, 'build/explore/__tests__/simulation/cli.js');
const { status } = spawnSync(node24(), [command, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
