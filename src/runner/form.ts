import { trimAll } from '../account/tidy-text.js';
import { ActionError } from '../error.js';
import type { Masks } from './mask.js';
import { type Reader, Refusal } from './readers.js';
import type { Runner } from './runner.js';
import { safeLine } from './safe-text.js';

/** What action.yml says, for when the action does not run under a runner that fills the defaults in. */
export const defaults: Readonly<Record<string, string>> = {
  mode: 'ensure',
  'dry-run': 'false',
  'api-url': 'https://api.dfns.io',
  exclusive: 'false',
  'key-type': 'rsa-2048',
  'export-env': 'false',
  'output-private-key': 'false',
  ephemeral: 'false',
  'on-lost-token': 'fail',
  'on-drift': 'fix',
  'warn-before-days': '30',
  force: 'false',
  'renew-before-days': '0',
  'retire-after': '24h',
  'wait-for-approval': '0',
  timeout: '300',
};

const secretInputs = [
  'provisioner-private-key',
  'provisioner-token',
  'token',
  'private-key',
  'github-token',
  'credential-code',
];
/** Where a secret lands when it is put into the wrong input. */
const textInputs = [
  'name',
  'api-url',
  'org-id',
  'provisioner-username',
  'provisioner-credential-id',
  'provisioner-store',
  'role',
  'permissions',
  'public-key',
  'credential-id',
  'store',
];
// The head of a token is short; without a bound each `eyJ` would be looked at as often as there are others after it.
const secretByForm =
  /BEGIN [A-Z ]{0,20}PRIVATE KEY[\s\S]*?(?:END [A-Z ]{3,30}|$)|\beyJ[\w-]{1,250}\.[\w-]+\.[\w-]+|LS0tLS1CRUdJT[\w+/=-]+/g;

/**
 * The inputs as a form to be read field by field. Faults are collected and told all at once, so that nobody mends one, waits for a
 * runner, and learns of the next.
 */
export class Form {
  readonly warnings: string[] = [];
  readonly masks: Masks;
  private readonly getInput: Runner['input'];
  private readonly faults: string[] = [];

  constructor({ input, masks }: Pick<Runner, 'input' | 'masks'>) {
    this.getInput = input;
    this.masks = masks;
    // First of all: a workflow may hand in a plain variable, which the runner does not mask, and a fault may quote an input.
    for (const name of secretInputs) masks.maskSecret(this.text(name));
    for (const name of textInputs)
      for (const secret of this.text(name).match(secretByForm) ?? []) masks.maskSecret(secret);
  }

  /** The text without what stands around it unseen; the default where nothing is given. */
  text(name: string): string {
    return trimAll(this.getInput(name)) || (defaults[name] ?? '');
  }

  /** Whether the workflow sets the input to anything but its default; a runner does not tell the two apart. */
  isGiven(name: string): boolean {
    const usual = defaults[name] ?? '';
    const text = this.text(name);
    return usual === 'false' ? !['false', 'False', 'FALSE'].includes(text) : text !== usual;
  }

  /** Whether the input is there but holds nothing but white space. */
  isBlank(name: string): boolean {
    return this.getInput(name) !== '' && trimAll(this.getInput(name)) === '';
  }

  /** The value of an input; `undefined` where it has none, or none that can be used, which is then a fault. */
  read<T>(name: string, reader: Reader<T>): T | undefined {
    const text = this.text(name);
    if (text === '') return undefined;
    try {
      if (text.includes('${{'))
        throw new Refusal('a value', 'expressions are not expanded here; check where it is set', unexpanded);
      return reader(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(name, error.got ?? this.quote(name), error.accepted, error.cure);
      return undefined;
    }
  }

  /** The value of an input that has a default, or is needed: `substitute` only stands in until {@link conclude} throws. */
  readOr<T>(name: string, reader: Reader<T>, substitute: T): T {
    return this.read(name, reader) ?? substitute;
  }

  /** Notes a fault: one line of the error. `got` must hold nothing secret. */
  refuse(name: string, got: string, accepted: string, cure: string): void {
    this.faults.push(`${name}: got ${got}; accepted: ${accepted}; ${cure}.`.replace(/\?\.$/, '?'));
  }

  /** Notes a fault that another room found and put into words. */
  refuseAs(name: string, fault: string): void {
    this.faults.push(`${name}: ${fault}`);
  }

  /** Refuses the inputs that are given beside what rules them out. */
  refuseBeside(names: readonly string[], reason: string, cure: string): void {
    for (const name of names) {
      if (this.isGiven(name)) this.refuse(name, this.quote(name), reason, cure);
    }
  }

  /** How a fault shows what it got: shortened, harmless, and never a secret. */
  quote(name: string, text = this.text(name)): string {
    if (text === '') return 'nothing';
    if (secretInputs.includes(name)) return 'a value (not shown)';
    if (/-{2}BEGIN|LS0tLS1CRUdJT/.test(text)) return 'a PEM block';
    return text.search(secretByForm) >= 0
      ? 'what looks like a token (not shown)'
      : `"${safeLine(text, this.masks, 60)}"`;
  }

  /** @throws ActionError `INVALID_INPUTS` where there is any fault */
  conclude(): void {
    if (this.faults.length === 0) return;
    const title = this.faults.length === 1 ? 'One input has a fault' : `The inputs have ${this.faults.length} faults`;
    throw new ActionError(
      'INVALID_INPUTS',
      [`${title}; nothing was sent to Dfns.`, ...this.faults].join('\n'),
      'correct the step in the workflow; the README lists what each input accepts',
    );
  }
}

const unexpanded = 'an expression that was not expanded';
