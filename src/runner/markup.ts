import type { Masks } from './mask.js';
import { safeLine } from './safe-text.js';

/**
 * Text from outside in the job summary. The summary is written in HTML blocks, which Markdown leaves alone; besides, all that means
 * something in HTML or Markdown becomes a character reference, so that either would have to fail before anything could be forged.
 */
export function escapeMarkup(text: string, masks: Masks, maximum = 500): string {
  return safeLine(text, masks, maximum).replace(
    /[&<>"'`*_~[\](){}#!|\\@$+=^]|:(?=\/)|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A name or an identifier from outside. GitHub makes no mention, reference or link of what is in `code`. */
export function code(text: string, masks: Masks, maximum = 150): string {
  return `<code>${escapeMarkup(text, masks, maximum)}</code>`;
}

/** A page that this action opened; what is no plain address is shown as code. */
export function link(url: string, masks: Masks): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url)
    ? `<a href="${url}">${escapeMarkup(url.replace(/^https?:\/\//, ''), masks)}</a>`
    : code(url, masks);
}

/** A sentence with words from outside: the words of which GitHub would make a mention, a reference or a link are shown as code. */
export function prose(text: string, masks: Masks): string {
  return safeLine(text, masks, 1000)
    .split(' ')
    .map((word) => (/[@#]|:\/\/|www\./i.test(word) ? code(word, masks) : escapeMarkup(word, masks)))
    .join(' ');
}

export function table(rows: readonly (readonly [label: string, html: string])[]): string {
  return `<table>${rows.map(([label, html]) => `<tr><td>${label}</td><td>${html}</td></tr>`).join('')}</table>`;
}

/** A heading and a list of it; nothing where the list is empty. */
export function section(title: string, items: readonly string[], most = 50): string[] {
  if (items.length === 0) return [];
  const more = items.length > most ? `<li>and ${items.length - most} more</li>` : '';
  const list = items.slice(0, most).map((item) => `<li>${item}</li>`);
  return [`<h4>${title}</h4>`, `<ul>${list.join('')}${more}</ul>`];
}
