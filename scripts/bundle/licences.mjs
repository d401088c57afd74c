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
  const texts = found
    .map(({ dependencies, content, notices }) =>
      [dependencies.sort().join('\n'), content, ...notices]
        .map((text) => text.replaceAll(/\r\n?/g, '\n').trim())
        .join('\n\n'),
    )
    .sort();
  return apacheOnce(texts)
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** The terms of the Apache License are 10 KB, and nine packages differ in a space or in whom they name beside them: they stand once. */
function apacheOnce(texts) {
  const terms = /TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION[\s\S]+END OF TERMS AND CONDITIONS/;
  const words = (text) => text.replaceAll(/\s+/g, ' ');
  const first = texts.find((text) => terms.test(text));
  const whole = first && words(terms.exec(first)[0]);
  return texts.map((text) => {
    const own = terms.exec(text)?.[0];
    if (own === undefined || text === first || words(own) !== whole) return text;
    return text.replace(
      own,
      `(Its terms and conditions, word for word those that stand under ${first.split('\n')[0]}.)`,
    );
  });
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
