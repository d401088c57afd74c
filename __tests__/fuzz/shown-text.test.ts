import fc from 'fast-check';
import { readCommands } from '../../scripts/runner/commands.js';
import { ActionError } from '../../src/error.js';
import { explain } from '../../src/runner/output/failure.js';
import { code, escapeMarkup, prose } from '../../src/runner/output/markup.js';
import { Masks } from '../../src/runner/output/mask.js';
import { safeLine, safeText } from '../../src/runner/output/safe-text.js';
import { expectNothingOf, fuzz, hostileText } from './fuzz.js';

const secret = 'eyJzaG93bi5zZWNyZXQ.b2YtdGhlLWZ1eno.c2hvd24tdGV4dA';
const masks = new Masks(() => undefined);
masks.redactOnly(secret);

const text = hostileText(
  ...['::error::x', '::add-mask::', '::stop-commands::x', '##[error]x', '#', '[error]', ':', secret, '\u0085', '\r'],
  ...[
    '<b>',
    '[a](https://a.example)',
    '@octocat',
    '#1',
    '`',
    '|',
    '&lt;',
    'www.a.example',
    '\u202e',
    '\u001b]0;x\u0007',
  ],
);
// A text that is so long that it is cut, with a secret where the cut falls; what is invisible or space fills it up.
const aroundTheCut = fc
  .tuple(fc.constantFrom(' ', '\n', '\u200b', '\u001b[m', 'a '), fc.constantFrom(20_000, 100_000), fc.nat(120))
  .map(
    ([filler, cut, before]) =>
      `${filler.repeat(Math.ceil(cut / filler.length)).slice(0, cut - before)}${secret} and more`,
  );
const split = fc
  .tuple(fc.constantFrom('\u200b', '\u001b[0m', '\u0000', '\u202e'), fc.nat(secret.length))
  .map(([hidden, at]) => `a ${secret.slice(0, at)}${hidden}${secret.slice(at)} b`);
const shown = fc.oneof(text, split, { arbitrary: aroundTheCut, weight: 1 });

/** What would move a cursor, hide or turn text, or stand for half a character. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function expectHarmless(result: string): void {
  expect(result).not.toMatch(unseen);
  expectNothingOf(secret, result);
  expect(readCommands(result).filter((item) => typeof item !== 'string')).toEqual([]);
  expect(result).not.toContain('##[');
}

describe('text from outside', () => {
  test('in the log forges, hides and leaks nothing', () => {
    fuzz(
      fc.tuple(shown, fc.integer({ min: 1, max: 300 })),
      ([given, maximum]) => {
        const whole = safeText(given, masks, maximum);
        expectHarmless(whole);
        const line = safeLine(given, masks, maximum);
        expectHarmless(line);
        expect(line).not.toContain('\n');
        // What disarms a command makes it longer, by one sign each.
        expect(line.length).toBeLessThanOrEqual(maximum + maximum / 2 + 1);
      },
      2,
    );
  });

  test('in an error forges, hides and leaks nothing, whatever was thrown', () => {
    const thrown = fc.oneof(
      fc.tuple(shown, shown).map(([what, cure]) => new ActionError('DFNS_REFUSED', what, cure)),
      shown.map((message) => new Error(message)),
      shown,
      fc.anything(),
    );
    fuzz(
      thrown,
      (error) => {
        const { what, cure } = explain(error, masks);
        for (const part of [what, cure]) expectHarmless(part);
      },
      4,
    );
  });

  test('in the summary is text, and nothing else', () => {
    fuzz(
      shown,
      (given) => {
        const escaped = escapeMarkup(given, masks);
        expect(escaped.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"'`*_~[\](){}#!|\\@]/);
        // Long texts are cut before they are escaped; within the bound nothing is lost.
        expect(escaped.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)))).toBe(
          safeLine(given, masks),
        );
        for (const html of [code(given, masks), prose(given, masks)]) {
          expect(html.replace(/<\/?code>/g, '')).not.toMatch(/[<>`@]|\]\(/);
          expectNothingOf(
            secret,
            html.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number))),
          );
        }
      },
      2,
    );
  });
});
