import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

// Each a file that reaches through one wall, and the rule that must refuse it. `import type` is a reach too.
const violations: [rule: string, file: string, text: string][] = [
  ['core-is-pure', 'src/core/a.ts', "import type { Store } from '../stores/store.js';"],
  ['core-is-pure', 'src/core/b.ts', "import { readFileSync } from 'node:fs';"],
  ['core-is-pure', 'src/core/c.ts', "import { DfnsApiClient } from '@dfns/sdk';"],
  ['edges-do-not-meet', 'src/runner/a.ts', "import { b } from '../dfns/b.js';"],
  ['edges-do-not-meet', 'src/dfns/a.ts', "import type { Store } from '../stores/store.js';"],
  ['edges-do-not-meet', 'src/stores/a.ts', "export { b } from '../runner/b.js';"],
  ['edges-do-not-meet', 'src/dfns/c.ts', "export const later = () => import('../modes/b.js');"],
  ['edges-do-not-meet', 'src/github/a.ts', "import type { Store } from '../stores/store.js';"],
  ['edges-do-not-meet', 'src/kms/a.ts', "import type { Store } from '../stores/store.js';"],
  ['clouds-are-for-stores-and-keys', 'src/runner/h.ts', "import { b } from '../clouds/b.js';"],
  ['clouds-know-the-network-alone', 'src/clouds/a.ts', "import type { Store } from '../stores/store.js';"],
  ['edges-do-not-meet', 'src/stores/b.ts', "import { c } from '../github/client.js';"],
  ['one-client-of-github', 'src/stores/github-a.ts', "import { b } from '../github/b.js';"],
  ['network-stands-alone', 'src/network/a.ts', "import type { b } from '../core/ok.js';"],
  ['modes-below-the-entries', 'src/modes/a.ts', "import { b } from '../main.js';"],
  ['a-mode-is-imported-by-none-of-its-rooms', 'src/modes/room/a.ts', "import { b } from '../b.js';"],
  ['error-stands-alone', 'src/error.ts', "import { b } from './core/ok.js';"],
  ['world-is-below', 'src/world.ts', "import { b } from './core/ok.js';"],
  ['simulator-stands-alone', 'simulator/a.ts', "import { b } from '../src/core/ok.js';"],
  ['action-without-simulator', 'src/modes/c.ts', "import { b } from '../../simulator/b.js';"],
  ['no-development-packages', 'src/modes/d.ts', "import { parse } from 'yaml';"],
  ['nothing-unresolved', 'src/modes/e.ts', "import { b } from './gone.js';"],
  ['no-circles', 'src/modes/f.ts', "import { g } from './g.js';"],
];
// What the walls let through: the other ends of the reaches above, and the house's own ways.
const allowed: Record<string, string> = {
  'src/core/ok.ts': "import { createHash } from 'node:crypto';\nimport { distance } from 'fastest-levenshtein';",
  'src/stores/store.ts': "import type { b } from '../core/ok.js';",
  'src/runner/b.ts': "import { b } from '../core/ok.js';\nimport * as core from '@actions/core';",
  'src/dfns/b.ts': "import { b } from '../core/ok.js';\nimport { DfnsApiClient } from '@dfns/sdk';",
  'src/network/b.ts': "import { request } from 'node:https';",
  'src/stores/github-b.ts': "import { c } from '../github/client.js';\nimport type { b } from './store.js';",
  'src/github/client.ts': "import { c } from '../network/b.js';",
  'src/github/b.ts': "import { b } from '../core/ok.js';\nimport { c } from '../network/b.js';",
  'src/modes/b.ts':
    "import { b } from '../runner/b.js';\nimport { c } from '../dfns/b.js';\nimport type { d } from '../stores/store.js';",
  'src/modes/context.ts': 'export const context = 1;',
  'src/modes/room/b.ts': "import { context } from '../context.js';",
  'src/clouds/b.ts': "import { b } from '../network/b.js';",
  'src/kms/b.ts': "import { b } from '../clouds/b.js';",
  'src/modes/g.ts': "import type { f } from './f.js';",
  'src/main.ts': "import { b } from './modes/b.js';",
  'simulator/b.ts': "import { createServer } from 'node:http';",
};

describe('the walls between the rooms', () => {
  const house = mkdtempSync(join(tmpdir(), 'walls-'));
  beforeAll(() => {
    for (const file of ['.dependency-cruiser.cjs', 'package.json']) cpSync(join(root, file), join(house, file));
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
    for (const [file, text] of Object.entries(allowed)) build(file, text);
    for (const [, file, text] of violations) build(file, text);
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it('refuse each reach through one of them, and nothing else', () => {
    const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [bin, '--config', '.dependency-cruiser.cjs', 'src', 'simulator'];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
    const refused = [...stdout.matchAll(/error ([a-z-]+): (\S+)/g)].map(([, rule, file]) => `${rule} ${file}`);
    const planted = violations.map(([rule, file]) => `${rule} ${file}`);
    expect(refused.sort()).toEqual(planted.sort());
    expect(status).toBeGreaterThan(0);
  });

  function build(file: string, text: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `${text}\n`);
  }
});
