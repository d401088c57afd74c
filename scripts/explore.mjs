// npm run explore: plays histories of the action, Dfns and the stores in one process; __tests__/simulation/README.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, root, setUp } from './setup.mjs';

setUp();
compile('tsconfig.explore.json');
writeFileSync(join(root, 'build/explore/package.json'), '{ "type": "module" }\n');
await import('../build/explore/__tests__/simulation/cli.js');
