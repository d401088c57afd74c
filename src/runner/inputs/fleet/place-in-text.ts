import type { MemberText } from './member-text.js';

/** How the readers of `store` and `permissions` name a line of their text. */
const ofStore = /^store, line (\d+)/;
const ofPermission = / on line (\d+)(?=; accepted: )/;

/** Where in the file a fault of a member stands: that of a list at its item, without the number that it has in the list. */
export function placeInText(fault: string, { at, lines }: MemberText): { readonly at: number; readonly text: string } {
  const [named = '', line] = ofStore.exec(fault) ?? ofPermission.exec(fault) ?? [];
  const text = fault
    .replace(named, '')
    .replace(/^ \((.*?)\): /, '$1 ')
    .replace(/^: /, '');
  return line === undefined ? { at, text: fault } : { at: lines?.[Number(line) - 1] ?? at, text };
}
