import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { decodeManifest } from '../../src/runner/inputs/fleet/decode-manifest.js';
import { type Manifest, readManifest } from '../../src/runner/inputs/fleet/manifest.js';
import type { ManifestFault } from '../../src/runner/inputs/fleet/manifest-faults.js';
import { Masks } from '../../src/runner/output/mask.js';
import { token } from '../runner/workflow.js';
import { expectNothingOf, expectQuick, fuzz, hostileText } from './fuzz.js';

function read(bytes: Buffer): { manifest: Manifest | undefined; faults: ManifestFault[] } {
  const masks = new Masks(() => undefined);
  const { text, faults } = decodeManifest(bytes, masks);
  const manifest = text === undefined ? undefined : readManifest(text, faults, masks);
  return { manifest, faults: faults.list() };
}

const words = [
  'accounts:',
  '- name: a',
  'prefix: ',
  'defaults:',
  '\n  ',
  '&a ',
  '*a',
  '!!str ',
  '---\n',
  '? ',
  '| ',
  '> ',
  '[',
  '{',
  ']',
  '}',
  ',',
  '"',
  "'",
  '#',
  ': ',
];
const yaml = hostileText(...words);

test('any text is read or refused, with places that are in it', () => {
  fuzz(
    yaml,
    (text) => {
      const { manifest, faults } = read(Buffer.from(text));
      if (manifest === undefined) expect(faults).not.toEqual([]);
      const lines = text.split(/\r\n?|\n/);
      for (const { line, column } of faults) expect(lines[line - 1]?.length ?? 0).toBeGreaterThanOrEqual(column - 2);
    },
    4,
  );
});

test('any bytes are read or refused', () => {
  fuzz(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(Buffer.from(bytes)), 2);
});

test('a secret in any place is never shown', () => {
  fuzz(
    fc.tuple(yaml, yaml),
    ([before, after]) => {
      for (const { text } of read(Buffer.from(`${before}\n${token}${after}`)).faults) expectNothingOf(token, text);
    },
    6,
  );
});

test('what is read is what another reader of YAML reads', () => {
  const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
  fuzz(
    fc.array(
      fc.record({
        name,
        role: name,
        permissions: fc.array(
          name.filter((text) => !text.includes('#')),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    ),
    (accounts) => {
      const text = JSON.stringify({ accounts }, undefined, accounts.length % 3);
      expect(parseDocument(text).toJS()).toEqual({ accounts });
      const { manifest, faults } = read(Buffer.from(text));
      expect(faults).toEqual([]);
      expect(
        manifest?.accounts.map(({ members }) => ({
          name: members.get('name')?.text,
          role: members.get('role')?.text,
          permissions: members.get('permissions')?.text.split('\n'),
        })),
      ).toEqual(accounts);
    },
    8,
  );
});

test('no text takes long, however long it is', () => {
  const pieces = [
    '- ',
    '[',
    '{a: ',
    '? ',
    '&a ',
    '!!str ',
    ' ',
    '- a\n',
    'a: b\n',
    '"',
    '-eyJ',
    'eyJ-. ',
    '-----BEGIN PRIVATE KEY-----\n',
    '#',
    '\n',
    '-----END ',
  ];
  for (const piece of pieces) {
    const text = Buffer.from(`accounts:\n${piece.repeat(100_000).slice(0, 100_000)}`);
    expectQuick(() => void read(text));
  }
});
