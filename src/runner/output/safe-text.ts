import type { Masks } from './mask.js';

/**
 * Text from outside (role names, API messages, inputs) made fit for the log: it forges no workflow command, moves no cursor,
 * hides nothing, holds no secret that is known so far, and has a bounded length. Line ends are kept.
 */
export function safeText(text: string, masks: Masks, maximum = 8000): string {
  return disarm(shorten(redactCut(text, masks, longest, visible), maximum));
}

/** The same on one line. */
export function safeLine(text: string, masks: Masks, maximum = 500): string {
  const line = redactCut(text, masks, 20_000, (part) => visible(part).replace(/\s+/g, ' ').trim());
  return disarm(shorten(line, maximum));
}

/**
 * Cuts before it tidies. Secrets are redacted before and after: invisible characters may stand inside one, and half an escape sequence
 * before one would swallow its first character. If the cut falls into a secret, the part that is left is redacted too.
 */
function redactCut(text: string, masks: Masks, most: number, tidy: (text: string) => string): string {
  if (text.length <= most) return masks.redact(tidy(masks.redact(text)));
  const ended = (part: string) => masks.redactEnd(masks.redact(part));
  return ended(tidy(ended(text.slice(0, most))));
}

/** A text of many megabytes is cut before it is searched. */
const longest = 100_000;
const lineEnds = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const escapeSequences = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g;
/** Controls, invisible formatting such as bidi overrides and zero-width characters, and halves of surrogate pairs. */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;

function visible(text: string): string {
  // Nearly all text is this plain, and compiling the Unicode classes takes a millisecond.
  if (/^[\n\t -~]*$/.test(text)) return text;
  return text.replace(lineEnds, '\n').replace(escapeSequences, '').replace(invisible, '');
}

function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  // The cut must not leave half of a surrogate pair.
  return `${text.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The runner takes a line for a command if it begins with `::` after white space, or holds `##[` anywhere. */
function disarm(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
