import fc from 'fast-check';
import { parse } from 'yaml';
import { quoted, yamlText } from '../../src/core/yaml-text.js';
import { prose } from '../../src/github/markdown.js';
import { digestOfPlan, planMarker, readPlanMarker } from '../../src/github/plan-marker.js';
import { mostBytes, resultsOf } from '../../src/runner/output/fleet-results.js';
import { Masks } from '../../src/runner/output/mask.js';
import { failed, fleet, many } from '../runner/fleet.js';
import { fuzz, hostileText } from './fuzz.js';

const text = hostileText(
  '-->',
  '<b>',
  '@acme/owners',
  '#1',
  'GH-1',
  'www.a.example',
  '`',
  ':tada:',
  '"',
  "'",
  ': ',
  '- ',
  '# ',
  'true',
  '😀',
);

describe('what a fleet shows', () => {
  test('a marker is read back, stands on one line, and no other comment is taken for one', () => {
    const marker = fc
      .tuple(text, text)
      .map(([manifest, apiUrl]) => ({ of: digestOfPlan(manifest, apiUrl), shard: { index: 1, count: 2 } }));
    fuzz(fc.tuple(marker, text), ([given, before]) => {
      const written = planMarker(given);
      expect(written).toMatch(/^<!-- [\w -]+ -->$/);
      expect(readPlanMarker(`${written}\n\n${before}`)).toEqual(given);
      if (before !== '') expect(readPlanMarker(`${before}${written}`)).toBeUndefined();
    });
  });

  test('a damaged marker is none, and throws nothing', () => {
    const body = fc.tuple(fc.anything(), text).map(([value, more]) => {
      const encoded = Buffer.from(JSON.stringify(value) ?? more).toString('base64url');
      return `<!-- dfns-service-account-action fleet-plan ${encoded} -->`;
    });
    fuzz(fc.oneof(body, text), (given) => {
      const marker = readPlanMarker(given);
      if (marker) expect(Number.isSafeInteger(marker.shard.count)).toBe(true);
    });
  });

  test('a sentence in a comment is text, and nothing else', () => {
    fuzz(text, (given) => {
      const html = prose(given);
      expect(html.replace(/<\/?code>/g, '')).not.toMatch(/[<>"'`*_[\]()@!|\\]/);
      const outside = html
        .replace(/<code>[^<]*<\/code>/g, '')
        .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      expect(outside).not.toMatch(/[@#<>`]|GH-\d|www\.|:\/\/|:\w+:/i);
    });
  });

  test('a text in YAML is read back, in signs that nothing on the way changes', () => {
    fuzz(
      text,
      (given) => {
        // A reader of YAML takes no half of a pair.
        const whole = given.replace(/\p{Cs}/gu, '?');
        for (const written of [yamlText(whole), quoted(whole)]) {
          expect(parse(`a: ${written}`)).toEqual({ a: whole });
          expect(written).toMatch(/^[ -~\p{L}\p{N}]*$/u);
        }
      },
      20,
    );
  });

  test('results are JSON that fits, whatever the names and messages', () => {
    const masks = new Masks(() => undefined);
    fuzz(
      fc.tuple(fc.array(text, { maxLength: 5 }), fc.nat(3_000)),
      ([texts, count]) => {
        const accounts = [...texts.map((each) => failed(each, 'X', each)), ...many(count)];
        const results = resultsOf(fleet(accounts), masks);
        expect(Buffer.byteLength(results)).toBeLessThanOrEqual(mostBytes);
        const read = JSON.parse(results);
        const left = read.at(-1)?.['left-out'];
        expect(left === undefined ? read.length : read.length - 1 + left).toBe(accounts.length);
      },
      20,
    );
  });
});
