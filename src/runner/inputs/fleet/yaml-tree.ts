import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { ManifestFaults } from './manifest-faults.js';
import { yamlEvents } from './yaml-events.js';

/** A value of the file, with the offset at which it begins. */
export type YamlNode = YamlScalar | YamlList | YamlMapping | YamlUnusable;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: number;
  readonly text: string;
  /** Whether it stands without quotation marks on its line, where `7` is a number and `true` a boolean. */
  readonly plain: boolean;
  /** Whether its lines are those of the file (`|`). */
  readonly literal: boolean;
}

export interface YamlList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: YamlNode[];
}

export interface YamlMember {
  readonly key: string;
  /** Where the key stands. */
  readonly at: number;
  readonly value: YamlNode;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly at: number;
  readonly members: Map<string, YamlMember>;
}

/** What is refused already, and not looked at again. */
export interface YamlUnusable {
  readonly kind: 'unusable';
  readonly at: number;
}

/**
 * Reads the one document of a YAML text. What a manifest has no use for is noted as a fault: anchors, aliases, tags, keys that stand twice.
 * @returns `undefined` where the text cannot be read, which is noted too, or has nothing but comments
 */
export function readYaml(text: string, faults: ManifestFaults): YamlNode | undefined {
  const events = yamlEvents(text, faults);
  if (events === undefined) return undefined;
  const tree = new Tree(text, faults);
  for (const event of events) tree.take(event);
  return tree.root;
}

interface OpenMapping {
  readonly node: YamlMapping;
  /** The key whose value comes next; `'unusable'` for one that is no text. */
  key?: { readonly text: string; readonly at: number } | 'unusable' | undefined;
}
type Open = OpenMapping | { readonly node: YamlList } | { readonly node: 'document' };

class Tree {
  root: YamlNode | undefined;
  private documents = 0;
  private last = 0;
  private readonly open: Open[] = [];

  constructor(
    private readonly text: string,
    private readonly faults: ManifestFaults,
  ) {}

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.begin(event.directives);
        break;
      case EVENT_ID.SEQUENCE:
        this.refuseProperties(event);
        this.enter({ node: { kind: 'list', at: event.start, items: [] } });
        break;
      case EVENT_ID.MAPPING:
        this.refuseProperties(event);
        this.enter({ node: { kind: 'mapping', at: event.start, members: new Map() } });
        break;
      case EVENT_ID.SCALAR:
        this.refuseProperties(event);
        this.place(this.scalar(event));
        break;
      case EVENT_ID.ALIAS:
        this.refuseSpecial(event.anchorStart - 1, `the alias *${this.part(event.anchorStart, event.anchorEnd)}`);
        this.place({ kind: 'unusable', at: event.anchorStart - 1 });
        break;
      case EVENT_ID.POP:
        this.open.pop();
    }
  }

  private begin(directives: Extract<Event, { directives: unknown }>['directives']): void {
    this.documents += 1;
    this.open.push({ node: 'document' });
    if (directives.some((directive) => directive.kind !== 'yaml' || directive.version !== '1.2')) {
      const at = Math.max(0, this.text.slice(this.last).search(/^%/m) + this.last);
      this.faults.refuse(at, 'YAML', 'a directive', 'none but %YAML 1.2', 'take the line out');
    }
    if (this.documents !== 2) return;
    const at = this.text.slice(this.last).search(/^---/m);
    this.faults.refuse(
      at < 0 ? this.last : at + this.last,
      'YAML',
      'a second document',
      'one document a file',
      'take the line --- out, or keep the accounts in one list',
    );
  }

  private scalar(event: Extract<Event, { valueStart: number }>): YamlScalar {
    const text = getScalarValue(this.text, event);
    const { style, valueStart } = event;
    const quoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    const at = valueStart < 0 ? this.last : valueStart - (quoted ? 1 : 0);
    return {
      kind: 'scalar',
      at,
      text,
      plain: style === SCALAR_STYLE.PLAIN,
      literal: style === SCALAR_STYLE.LITERAL_BLOCK,
    };
  }

  /** Adds a value to what is open; a scalar where a mapping waits for a key is that key. */
  private place(node: YamlNode): void {
    this.last = Math.max(this.last, node.at);
    const parent = this.open.at(-1);
    if (parent === undefined || parent.node === 'document') {
      if (this.documents === 1) this.root = node;
    } else if (parent.node.kind === 'list') {
      parent.node.items.push(node);
    } else {
      this.placeInMapping(parent as OpenMapping, node);
    }
  }

  private placeInMapping(mapping: OpenMapping, node: YamlNode): void {
    const { key } = mapping;
    if (key === undefined) {
      mapping.key = this.keyOf(node, mapping.node);
      return;
    }
    mapping.key = undefined;
    if (key !== 'unusable') mapping.node.members.set(key.text, { key: key.text, at: key.at, value: node });
  }

  private keyOf(node: YamlNode, { members }: YamlMapping): OpenMapping['key'] {
    if (node.kind !== 'scalar') {
      if (node.kind !== 'unusable') {
        this.faults.refuse(node.at, 'YAML', `a ${node.kind} as a name`, 'a word as a name', 'write NAME: VALUE');
      }
      return 'unusable';
    }
    const first = members.get(node.text);
    if (first) {
      const line = this.faults.places.lineOf(first.at);
      const name = this.faults.safe(node.text);
      this.faults.refuse(node.at, name, 'a second value', `one; line ${line} has it too`, 'leave one of them out');
      return 'unusable';
    }
    return { text: node.text, at: node.at };
  }

  private enter(open: OpenMapping | { readonly node: YamlList }): void {
    this.place(open.node);
    this.open.push(open);
  }

  private refuseProperties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): void {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
    if (anchorStart >= 0) this.refuseSpecial(anchorStart - 1, `the anchor &${this.part(anchorStart, anchorEnd)}`);
    if (tagStart >= 0) this.refuseSpecial(tagStart, `the tag ${this.part(tagStart, tagEnd)}`);
  }

  private refuseSpecial(at: number, what: string): void {
    const cure = 'write the value out; what all accounts share belongs under defaults';
    this.faults.refuse(at, 'YAML', what, 'values without anchors, aliases and tags', cure);
  }

  private part(start: number, end: number): string {
    return this.faults.safe(this.text.slice(start, Math.min(end, start + 60)));
  }
}
