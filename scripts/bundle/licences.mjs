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
  return termsOnce(texts)
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** Terms that many packages share, by their first and their last words. The copyright lines stand before or between them. */
const commonTerms = {
  'Apache License': ['TERMS AND CONDITIONS FOR USE, REPRODUCTION', 'END OF TERMS AND CONDITIONS'],
  'appendix of the Apache License': ['APPENDIX: How to apply the Apache License', 'third-party archives.'],
  'notice of the Apache License': ['Licensed under the Apache License, Version 2.0', 'limitations under the License.'],
  'MIT License': ['Permission is hereby granted, free of charge', 'DEALINGS IN THE SOFTWARE.'],
  'ISC License': ['Permission to use, copy, modify, and/or distribute', 'PERFORMANCE OF THIS SOFTWARE.'],
  'BSD License': ['Redistribution and use in source and binary forms', 'POSSIBILITY OF SUCH DAMAGE.'],
};

/** Terms that are the same word for word, whatever the spaces between, stand once: under the first package that has them. */
function termsOnce(texts) {
  const standing = new Map();
  return texts.map((text) => {
    const [name] = text.split('\n');
    return Object.entries(commonTerms).reduce((left, [licence, ends]) => {
      const own = between(left, ...ends);
      if (own === undefined) return left;
      const words = own.replaceAll(/\s+/g, ' ');
      const first = standing.get(words) ?? name;
      standing.set(words, first);
      return first === name ? left : left.replace(own, `(${licence}: word for word as it stands under ${first}.)`);
    }, text);
  });
}

/** From the first words to the last ones, wherever the lines between are broken. */
function between(text, ...ends) {
  const [first, last] = ends.map((words) =>
    words
      .split(' ')
      .map((word) => word.replaceAll('.', '\\.'))
      .join('\\s+'),
  );
  return new RegExp(`${first}[\\s\\S]+?${last}`, 'i').exec(text)?.[0];
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
