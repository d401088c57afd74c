import type { Masks } from '../../output/mask.js';
import { looksSecret } from '../input-form.js';
import { type InputName, inputTable } from '../input-table.js';
import { plainText, Refusal } from '../readers.js';
import type { ManifestFaults } from './manifest-faults.js';
import { memberNames, refusalOf } from './member-names.js';
import { isText, type MemberText, memberText } from './member-text.js';
import { readYaml, type YamlMapping, type YamlMember, type YamlNode, type YamlScalar } from './yaml-tree.js';

/** The members of an account or of the defaults, by the inputs that they are named like. */
export type Members = ReadonlyMap<InputName, MemberText>;

/** What something is a fault of. It is asked only where there is one. */
type Subject = () => string;

/** The file as it is written: what each member holds is not looked at yet. */
export interface Manifest {
  readonly prefix?: MemberText;
  readonly defaults: Members;
  readonly accounts: readonly { readonly at: number; readonly members: Members }[];
  /** Where the list of accounts stands. */
  readonly accountsAt: number;
}

const readPrefix = plainText(100);
/** A key whose end is missing reaches to the end of the file. */
const longestSecret = 20_000;

const parts = ['prefix', 'defaults', 'accounts'] as const;
const acceptedRoot = 'a mapping with accounts, and with prefix and defaults where they are needed';
const inAccount = ['name', ...memberNames];

/** Reads the shape of the file. @returns `undefined` where nothing can be made of it; what is wrong is noted in `faults` */
export function readManifest(text: string, faults: ManifestFaults, masks: Masks): Manifest | undefined {
  // A fault may quote what stands beside a secret that was put into the file.
  for (const [secret] of text.matchAll(looksSecret)) masks.mask(secret.slice(0, longestSecret));
  const root = readYaml(text, faults);
  if (root === undefined) {
    if (faults.none) faults.refuse(0, 'manifest', 'an empty file', acceptedRoot, 'write accounts: [] for no account');
    return undefined;
  }
  if (root.kind !== 'mapping') {
    const cure = root.kind === 'list' ? 'write accounts: before the list' : 'see docs/fleet.md for its form';
    if (root.kind !== 'unusable') faults.refuse(root.at, 'manifest', `a ${root.kind}`, acceptedRoot, cure);
    return undefined;
  }
  const reader = new ShapeReader(faults, masks);
  reader.refuseUnknown(root, parts, () => 'manifest');
  const prefix = reader.prefix(root.members.get('prefix'));
  const accounts = root.members.get('accounts');
  return {
    ...(prefix && { prefix }),
    defaults: reader.defaults(root.members.get('defaults')),
    accounts: reader.accounts(accounts, root),
    accountsAt: accounts?.at ?? root.at,
  };
}

class ShapeReader {
  constructor(
    private readonly faults: ManifestFaults,
    private readonly masks: Masks,
  ) {}

  prefix(member: YamlMember | undefined): MemberText | undefined {
    if (member === undefined) return undefined;
    const { value } = member;
    const refuse = (at: number, got: string, cure: string) =>
      this.faults.refuse(
        at,
        'prefix',
        got,
        'the text with which every name begins, 1 to 100 characters on one line',
        cure,
      );
    if (value.kind !== 'scalar') {
      if (value.kind !== 'unusable') refuse(value.at, `a ${value.kind}`, 'write one text');
      return undefined;
    }
    if (!isText(value, false, refuse)) return undefined;
    try {
      return { text: readPrefix(value.text), at: value.at };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(value.at, this.faults.quote(value.text), error.cure);
      return undefined;
    }
  }

  defaults(member: YamlMember | undefined): Members {
    if (member === undefined || member.value.kind === 'unusable') return new Map();
    if (member.value.kind !== 'mapping') {
      const cure = 'write inputs of an account below it, or leave it out';
      this.faults.refuse(member.at, 'defaults', this.kindOf(member.value), 'a mapping', cure);
      return new Map();
    }
    return this.members(member.value, memberNames, () => 'defaults');
  }

  accounts(member: YamlMember | undefined, root: YamlMapping): Manifest['accounts'] {
    const value = member?.value;
    if (value?.kind === 'list') return value.items.flatMap((item) => this.account(item));
    if (value?.kind !== 'unusable') {
      const got = value === undefined ? 'nothing' : this.kindOf(value);
      const cure = 'begin each account with - name:; write accounts: [] for none';
      this.faults.refuse(member?.at ?? root.at, 'accounts', got, 'a list of accounts', cure);
    }
    return [];
  }

  private account(node: YamlNode): Manifest['accounts'] {
    if (node.kind === 'mapping') {
      const name = node.members.get('name')?.value;
      const what = () => (name?.kind === 'scalar' ? this.faults.safe(name.text) : 'an account');
      return [{ at: node.at, members: this.members(node, inAccount, what) }];
    }
    if (node.kind === 'unusable') return [];
    const cure = node.kind === 'scalar' ? 'write - name: before the name' : 'write its members below each other';
    this.faults.refuse(
      node.at,
      'accounts',
      this.kindOf(node),
      'a mapping with name and what the account is to be',
      cure,
    );
    return [];
  }

  private members(mapping: YamlMapping, names: readonly string[], of: Subject): Members {
    this.refuseUnknown(mapping, names, of);
    const members = new Map<InputName, MemberText>();
    for (const [key, { value }] of mapping.members) {
      if (!names.includes(key)) continue;
      const name = key as InputName;
      const found = memberText(name, value, () => `${of()}, ${name}`, this.faults);
      members.set(name, found ?? { text: '', at: value.at, isRefused: true });
    }
    return members;
  }

  refuseUnknown({ members }: YamlMapping, names: readonly string[], of: Subject): void {
    for (const { key, at, value } of members.values()) {
      if (names.includes(key)) continue;
      if (Object.hasOwn(inputTable, key) && inputTable[key as InputName].secret && value.kind === 'scalar') {
        this.masks.mask(value.text);
      }
      const known = Object.hasOwn(inputTable, key);
      const what = known ? key : `the unknown member ${this.faults.quote(key)}`;
      const [accepted, cure] = refusalOf(key, names);
      const subject = of();
      this.faults.refuse(
        at,
        known ? `${subject}, ${key}` : subject,
        known ? this.gotOf(key, value) : what,
        accepted,
        cure,
      );
    }
  }

  private gotOf(key: string, value: YamlNode): string {
    if (value.kind !== 'scalar') return value.kind === 'unusable' ? 'a value' : `a ${value.kind}`;
    return inputTable[key as InputName].secret ? 'a value (not shown)' : this.faults.quote(value.text);
  }

  private kindOf(node: YamlNode): string {
    if (node.kind !== 'scalar') return `a ${node.kind}`;
    return node.text === '' ? 'nothing' : this.faults.quote((node as YamlScalar).text);
  }
}
