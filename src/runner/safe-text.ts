import { redact } from './mask.js';

/**
 * Text from outside (role names, API messages, inputs) made fit for the log: it forges no workflow command, moves no cursor,
 * hides nothing, holds no secret that is known so far, and has a bounded length. Line ends are kept.
 */
export function safeText(text: string, maximum = 8000): string {
  return disarm(shorten(redact(visible(text.slice(0, longest))), maximum));
}

/** The same on one line. */
export function safeLine(text: string, maximum = 500): string {
  const line = redact(visible(text.slice(0, 20_000)).replace(/\s+/g, ' ').trim());
  return disarm(shorten(line, maximum));
}

/** An answer of many megabytes is cut before it is looked at. */
const longest = 100_000;
const lineEnds = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const escapeSequences = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g;
/** Controls, invisible formatting such as bidi overrides and zero-width characters, and halves of surrogate pairs. */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;

function visible(text: string): string {
  return text.replace(lineEnds, '\n').replace(escapeSequences, '').replace(invisible, '');
}

function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  // The cut must not leave half of a surrogate pair.
  return `${text.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The runner takes a line for a command when it begins with `::` after white space, or holds `##[` anywhere. */
function disarm(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
