import type { Masks } from './mask.js';
import { safeLine } from './safe-text.js';

/**
 * Escapes text from outside for the job summary. The summary consists of HTML blocks, in which Markdown is not read. Characters that mean
 * something in Markdown are escaped all the same, so that both protections would have to fail before text could forge anything.
 */
export function escapeMarkup(text: string, masks: Masks, maximum = 500): string {
  return safeLine(text, masks, maximum).replace(
    /[&<>"'`*_~[\](){}#!|\\@$+=^]|:(?=\/)|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A name or an identifier from outside. GitHub makes no mention, reference or link of text in `code`. */
export function code(text: string, masks: Masks, maximum = 150): string {
  return `<code>${escapeMarkup(text, masks, maximum)}</code>`;
}

/** Lines to be copied as they are. No line may be empty: in Markdown that would end the HTML around it. */
export function preformatted(text: string, masks: Masks): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${escapeMarkup(line, masks, 2000)}`);
  return `<pre>${shown.join('\n')}</pre>`;
}

/** A link to a page that this action opened. Anything but a plain address is shown as code. */
export function link(url: string, masks: Masks): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url)
    ? `<a href="${url}">${escapeMarkup(url.replace(/^https?:\/\//, ''), masks)}</a>`
    : code(url, masks);
}

/** A sentence with words from outside. Words that GitHub would turn into a mention, a reference or a link are shown as code. */
export function prose(text: string, masks: Masks): string {
  return safeLine(text, masks, 1000)
    .split(' ')
    .map((word) => (/[@#]|:\/\/|www\./i.test(word) ? code(word, masks) : escapeMarkup(word, masks)))
    .join(' ');
}

export function table(rows: readonly (readonly [label: string, html: string])[]): string {
  return `<table>${rows.map(([label, html]) => `<tr><td>${label}</td><td>${html}</td></tr>`).join('')}</table>`;
}

/** A heading and its list; nothing if the list is empty. */
export function section(title: string, items: readonly string[], most = 50): string[] {
  if (items.length === 0) return [];
  const more = items.length > most ? `<li>and ${items.length - most} more</li>` : '';
  const list = items.slice(0, most).map((item) => `<li>${item}</li>`);
  return [`<h4>${title}</h4>`, `<ul>${list.join('')}${more}</ul>`];
}
