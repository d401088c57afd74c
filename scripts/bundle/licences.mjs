import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getProjectLicenses } from 'generate-license-file';
import { root } from '../setup.mjs';

/** The licences of all packages that may be bundled, equal texts once, in an order that no machine decides. */
export async function licences() {
  const found = await getProjectLicenses(join(root, 'package.json'), {
    exclude: [...ours(), ...binaries()],
    replace: Object.fromEntries(['@dfns/sdk', '@dfns/sdk-keysigner'].map((name) => [name, notStated])),
  });
  return found
    .map(({ dependencies, content, notices }) =>
      [dependencies.sort().join('\n'), content, ...notices].map((text) => text.trim()).join('\n\n'),
    )
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

const notStated = join(root, 'scripts/bundle/licence-not-stated.txt');

/** The shims are under the licence of this repository. */
function ours() {
  return readdirSync(join(root, 'shims'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => JSON.parse(readFileSync(join(root, 'shims', name, 'package.json'), 'utf8')))
    .map(({ name, version }) => `${name}@${version}`);
}

/** Node for trying dist/, which is one package a platform. */
function binaries() {
  return Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies);
}
