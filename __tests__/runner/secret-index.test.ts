import fc from 'fast-check';
import { SecretIndex } from '../../src/runner/output/secret-index.js';

function indexOf(...secrets: string[]): SecretIndex {
  const index = new SecretIndex(8, 4);
  for (const secret of secrets) index.add(secret);
  return index;
}

test('of secrets that overlap, or stand in one another, nothing is left', () => {
  const index = indexOf('abcdefgh', 'efghijklmnop', 'ijklmnop');
  expect(index.redact('say abcdefghijklmnop and ijklmnop, ijklmnopabcdefgh')).toBe('say *** and ***, ******');
  expect(index.redact('abcdefg efghijklmno')).toBe('abcdefg efghijklmno');
});

test('a secret that was cut is redacted from where it begins', () => {
  const index = indexOf('abcdefghijkl', 'cdefghij');
  expect(index.redactEnd('it is abcdef')).toBe('it is ***');
  expect(index.redactEnd('it is cdef')).toBe('it is ***');
  expect(index.redactEnd('it is abc')).toBe('it is abc');
  expect(indexOf().redactEnd('abcd')).toBe('abcd');
});

test('whatever the secrets, none is left, and no other sign is taken', () => {
  const letters = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength, maxLength });
  fc.assert(
    fc.property(fc.array(letters(8, 11), { maxLength: 5 }), letters(0, 60), (secrets, text) => {
      const covered = [...text].map((_, at) =>
        secrets.some((secret) => [...secret].some((__, back) => at >= back && text.startsWith(secret, at - back))),
      );
      const shown = indexOf(...secrets).redact(text);
      expect(shown.replaceAll('***', '')).toBe([...text].filter((_, at) => !covered[at]).join(''));
    }),
    { seed: 7, numRuns: 200 },
  );
});
