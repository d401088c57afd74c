import type { MemberText } from './member-text.js';
import type { Places } from './places.js';

/** How the readers of `store` and `permissions` name the lines of their text. */
const ofStore = /^store, line (\d+)/;
const ofPermission = / on line (\d+)(?=; accepted: )/;
const otherLine = / as line (\d+)(?=; name each target once$)/;

/** Where in the file a fault of a member stands: that of a list at its item, and lines counted as the file has them. */
export function placeInText(
  fault: string,
  { at, lines }: MemberText,
  places: Places,
): { readonly at: number; readonly text: string } {
  const placeOf = (line: string | undefined) => lines?.[Number(line) - 1] ?? at;
  const [named = '', line] = ofStore.exec(fault) ?? ofPermission.exec(fault) ?? [];
  const text = fault
    .replace(named, '')
    .replace(/^ \((.*?)\): /, '$1 ')
    .replace(/^: /, '')
    .replace(otherLine, (_, other: string) => ` as line ${places.lineOf(placeOf(other))}`);
  return { at: placeOf(line), text };
}
