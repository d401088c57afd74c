import { trimAll } from '../../../core/tidy-text.js';
import { refuseExcluded } from '../check-inputs.js';
import type { FleetOptions } from '../fleet-options.js';
import { InputForm } from '../input-form.js';
import { type InputName, inputTable } from '../input-table.js';
import { readAccount, readSwitches } from '../inputs.js';
import type { Options } from '../options.js';
import type { Parsers } from '../parsers.js';
import type { Manifest } from './manifest.js';
import type { ManifestFaults } from './manifest-faults.js';
import { memberNames, templates } from './member-names.js';
import type { MemberText } from './member-text.js';
import { placeInText } from './place-in-text.js';

/** What an account takes from the run that it is declared to. */
export interface Run
  extends Pick<Options, 'apiUrl' | 'apiUrlIsDefault' | 'orgId' | 'provisioner' | 'provisionerStore'> {
  readonly mode: FleetOptions['mode'];
  readonly form: InputForm;
  /** The inputs of the step that every account reads, by their names. */
  readonly texts: ReadonlyMap<string, string>;
  readonly parsers: Parsers;
}

/** An account with its places in the file, for what is compared between accounts. */
export interface ReadEntry {
  readonly options: Options;
  /** How a fault names it. */
  label(): string;
  /** The offset of its name. */
  readonly at: number;
  /** Whether it has a member, be it in the defaults. */
  has(name: InputName): boolean;
  /** The offset of a member, or of a line of it; that of the name where it is nowhere. */
  placeOf(name: InputName, line?: string): number;
}

/**
 * Reads an account of the manifest with the readers of the inputs, as if they were given to a step of its own.
 * @returns the account, also where something of it is refused, which is noted in `faults`
 */
export function readEntry(
  { at: start, members }: Manifest['accounts'][number],
  defaults: Manifest['defaults'],
  run: Run,
  faults: ManifestFaults,
): ReadEntry {
  const name = members.get('name');
  const at = name?.at ?? start;
  const label = () => (name ? faults.safe(name.text) : 'an account');
  const expanded = expandedMembers((input) => members.get(input) ?? defaults.get(input), name, { label, faults });
  const given = (input: InputName) => expanded.get(input) ?? members.get(input) ?? defaults.get(input);
  const form = formOf(run, given);
  const { form: _, texts: _texts, parsers, ...ofRun } = run;
  const { account, switches } = readForm(form, parsers);
  tell(form, { run, at, label, faults, given, isOwn: (input) => members.has(input) });
  return {
    // Of 10,000 accounts, a spread would take most of the time.
    options: Object.assign(switches, account, ofRun, { warnings: form.warnings }),
    label,
    at,
    has: (input) => given(input) !== undefined,
    placeOf: (input, line) => offsetIn(given(input), line) ?? at,
  };
}

function offsetIn(member: MemberText | undefined, line: string | undefined): number | undefined {
  const index = member?.text.split('\n').findIndex((each) => each.trim() === line) ?? -1;
  return member?.lines?.[index] ?? member?.at;
}

/** Notes what no account could take from the defaults, be there one that does or not: they are read as one that says nothing itself. */
export function checkDefaults(defaults: Manifest['defaults'], run: Run, faults: ManifestFaults): void {
  const name = { text: 'NAME', at: 0 };
  const isRoleless = !defaults.has('role') && !defaults.has('permissions');
  const assumed = new Map<InputName, MemberText>([
    ['name', name],
    ...(isRoleless ? [['role', name] as const] : []),
    ...(defaults.has('store') ? [] : [['store', { text: 'vault://NAME/NAME', at: 0 }] as const]),
  ]);
  const label = () => 'defaults';
  const expanded = expandedMembers((input) => defaults.get(input), name, { label, faults });
  const given = (input: InputName) => expanded.get(input) ?? defaults.get(input) ?? assumed.get(input);
  const form = formOf(run, given);
  readForm(form, run.parsers);
  tell(form, { run, at: 0, label, faults, given, isOwn: () => false });
}

function readForm(form: InputForm, parsers: Parsers) {
  const account = readAccount(form, parsers);
  const switches = readSwitches(form);
  refuseExcluded(form, 'ensure', memberNames);
  if (!form.faults.some((fault) => fault.name === 'store')) refuseUnreadableStore(form, account.stores);
  return { account, switches };
}

/** A form that takes an account's inputs from the manifest, and the others from the step. */
function formOf({ form, texts }: Run, given: Given): InputForm {
  const input = (name: string) => {
    // A manifest serves `validate` too, which has no use for half of it; it is read as for `ensure`, which has.
    if (name === 'mode') return 'ensure';
    const member = given(name as InputName);
    if (member) return member.text;
    return texts.get(name) ?? '';
  };
  // The secrets of the step are masked already, and so is what looks like one in the file.
  return new InputForm({ input, masks: form.masks }, []);
}

/** What a name may hold where it becomes a part of an address. */
const partOfAddress = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;

/** The members in which the account's name is filled in. */
function expandedMembers(
  given: Given,
  name: MemberText | undefined,
  { label, faults }: { label: () => string; faults: ManifestFaults },
): Map<InputName, MemberText> {
  const found = new Map<InputName, MemberText>();
  for (const input of templates) {
    const member = given(input);
    if (!member?.text.includes('{') && !member?.text.includes('}')) continue;
    const own = trimAll(name?.text ?? '');
    const why = whyNotExpanded(member.text, own, input);
    if (why) faults.add(member.at, `${label()}, ${input}: got ${faults.quote(member.text)}; ${why}.`, `${input} {}`);
    const { at } = member;
    found.set(
      input,
      why ? { text: '', at, isRefused: true } : { ...member, text: member.text.replaceAll('{name}', own || 'NAME') },
    );
  }
  return found;
}

function whyNotExpanded(text: string, name: string, input: InputName): string | undefined {
  if (/[{}]|\$\{/.test(text.replaceAll(/(?<!\$)\{name\}/g, ''))) {
    return 'accepted: no braces but those of {name}, which stands for the name of the account; write {name} for it, and nothing of a shell or an expression';
  }
  if (name === '' || partOfAddress.test(name)) return undefined;
  return `accepted: {name} where the name has letters, digits and ._- alone; give this account a ${input} of its own`;
}

/** The token that Dfns shows once would be lost, and the next run could not go on with an account whose credential it cannot read. */
function refuseUnreadableStore(form: InputForm, stores: Options['stores']): void {
  if (stores.some(({ readable }) => readable)) return;
  form.refuse(
    'store',
    stores.length === 0 ? 'nothing' : 'only targets that cannot be read back',
    'at least one target of vault, aws-secretsmanager, gcp-secretmanager or azure-keyvault',
    'the credential of each account is kept there and read from there; write store under defaults, with {name} in it',
  );
}

type Given = (name: InputName) => MemberText | undefined;

interface Telling {
  readonly run: Run;
  readonly at: number;
  label(): string;
  readonly faults: ManifestFaults;
  readonly given: Given;
  isOwn(name: InputName): boolean;
}

/** Notes what the readers refused, each at the line that it comes from. */
function tell(form: InputForm, { run, at, label, faults, given, isOwn }: Telling): void {
  const counts = new Map<InputName, number>();
  for (const { name, text } of form.faults) {
    if (!inputTable[name].ofAccount) {
      const isTold = run.form.faults.some((fault) => fault.name === name && fault.text === text);
      if (!isTold) run.form.refuseAs(name, text);
      continue;
    }
    const member = given(name);
    // Why a member cannot be used is told already.
    if (member?.isRefused) continue;
    const place = member ? placeInText(text, member, faults.places) : { at, text };
    const told = `${label()}, ${name}: ${place.text}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    // What the defaults bring to every account is one fault.
    faults.add(place.at, told, member && !isOwn(name) ? `${name} ${count}` : told);
  }
}
