import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml';
import { trimAll } from '../../../core/tidy-text.js';
import { type InputName, inputTable } from '../input-table.js';
import type { ManifestFaults } from './manifest-faults.js';
import { lists } from './member-names.js';
import type { YamlList, YamlNode, YamlScalar } from './yaml-tree.js';

/** The value of a member, as an input would have it. */
export interface MemberText {
  readonly text: string;
  /** The offset of the value. */
  readonly at: number;
  /** The offsets at which the lines of the text stand, where it has several. */
  readonly lines?: readonly number[];
  /** Whether the value is refused already, so that nothing stands here. */
  readonly isRefused?: true;
}

/** What YAML 1.2's core schema makes of a scalar without quotation marks. */
export function kindOf({ plain, text }: YamlScalar): 'text' | 'null' | 'boolean' | 'number' {
  if (!plain) return 'text';
  const is = (tag: typeof nullCoreTag | typeof boolCoreTag | typeof intCoreTag) =>
    tag.resolve(text, false, tag.tagName) !== NOT_RESOLVED;
  if (text === '' || is(nullCoreTag)) return 'null';
  if (is(boolCoreTag)) return 'boolean';
  return is(intCoreTag) || is(floatCoreTag) ? 'number' : 'text';
}

/**
 * The text of a member, for the reader of the input of its name.
 * @param what the member in words, such as `role of backend`
 * @returns `undefined` where it is no text for it, which is noted
 */
export function memberText(
  name: InputName,
  node: YamlNode,
  what: () => string,
  faults: ManifestFaults,
): MemberText | undefined {
  if (node.kind === 'unusable') return undefined;
  const refuse = (at: number, got: string, cure: string) => faults.refuse(at, what(), got, acceptedFor(name), cure);
  if (node.kind === 'list' && lists.has(name)) return listText(node, refuse);
  if (node.kind !== 'scalar') {
    refuse(node.at, `a ${node.kind}`, 'write one value');
    return undefined;
  }
  const isTyped = inputTable[name].read?.accepts !== undefined;
  if (!isText(node, isTyped, refuse)) return undefined;
  return { text: node.text, at: node.at, ...(node.literal && { lines: linesOf(node, faults) }) };
}

type Refuse = (at: number, got: string, cure: string) => void;

/** Whether a scalar can be read as text; where the reader takes numbers and booleans, they are text to it. */
export function isText(node: YamlScalar, isTyped: boolean, refuse: Refuse): boolean {
  const kind = kindOf(node);
  if (kind === 'null' || trimAll(node.text) === '') {
    refuse(node.at, 'nothing', 'give it a value, or leave it out');
    return false;
  }
  if (kind === 'text' || isTyped) return true;
  refuse(node.at, `the ${kind} ${node.text.slice(0, 40)}`, `write it in quotation marks: "${node.text.slice(0, 40)}"`);
  return false;
}

function listText({ items, at }: YamlList, refuse: Refuse): MemberText | undefined {
  if (items.length === 0) {
    refuse(at, 'an empty list', 'name at least one, or leave it out');
    return undefined;
  }
  const usable = items.filter((item): item is YamlScalar => isItem(item, refuse));
  if (usable.length < items.length) return undefined;
  return { at, text: usable.map(({ text }) => text).join('\n'), lines: usable.map((item) => item.at) };
}

function isItem(item: YamlNode, refuse: Refuse): boolean {
  if (item.kind === 'unusable') return false;
  if (item.kind !== 'scalar') {
    refuse(item.at, `a ${item.kind} in the list`, 'write one text an item');
    return false;
  }
  if (!isText(item, false, refuse)) return false;
  if (!/[\r\n#]/.test(item.text)) return true;
  refuse(
    item.at,
    'an item with a # or a line end in it',
    'write one an item; a comment stands after it, outside of quotation marks',
  );
  return false;
}

function acceptedFor(name: InputName): string {
  const accepts = inputTable[name].read?.accepts;
  switch (accepts?.kind) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return `a whole number from ${accepts.minimum} to ${accepts.maximum}`;
    case 'duration':
      return '0, or a duration such as 24h or 7d';
    case 'words':
      return accepts.words.join(', ');
    case undefined:
      return lists.has(name) ? 'a list of texts, or a text with one a line' : 'a text';
  }
}

/** Where the lines of a block stand: those of the file, from where it begins. */
function linesOf({ at, text }: YamlScalar, { places }: ManifestFaults): number[] {
  return text.split('\n').map((_, index) => places.startOfLine(at, index));
}
