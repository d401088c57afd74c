/** Line ends, controls, invisible formatting such as bidi overrides, and halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Text from outside on one line, all of it visible. GitHub shows titles as they are, but for code between backticks. */
export function plain(text: string, maximum = 150): string {
  const line = text.replace(unseen, ' ').replace(/\s+/g, ' ').trim();
  return line.length <= maximum ? line : `${line.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * A name from outside in an issue's text. GitHub makes no mention, reference or link of what is in `code`; besides, all but letters,
 * digits and spaces becomes a character reference, which Markdown never takes for a sign of its own.
 */
export function code(text: string, maximum = 150): string {
  return `<code>${harmless(plain(text, maximum))}</code>`;
}

function harmless(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** Letters, and what stands between or behind them in a sentence: no reference, address, commit, mention or emoji is made of these. */
const ordinaryWord = /^[("]*(?:\p{L}+(?:[-'/:]\p{L}+)?|\d{1,4})[.,;:!?)"]*$/u;

/** A sentence with words from outside. Every word but ordinary ones is shown as code. */
export function prose(text: string, maximum = 1000): string {
  return plain(text, maximum)
    .split(' ')
    .map((word) => (ordinaryWord.test(word) ? harmless(word) : code(word, maximum)))
    .join(' ');
}

/** What has lines of its own and is shown as it is. Only for texts that this action made, a public key for example. */
export function block(text: string): string {
  return ['```', text, '```'].join('\n');
}
