import { trimAll } from '../../core/tidy-text.js';
import { ActionError } from '../../error.js';
import type { Masks } from '../output/mask.js';
import { safeLine } from '../output/safe-text.js';
import type { Runner } from '../runner.js';
import { type InputName, inputNames, inputTable, type Value } from './input-table.js';
import { type Reader, Refusal } from './readers.js';

// The first part of a token is short. Without a bound, a text of many `eyJ` would take quadratic time.
export const looksSecret =
  /BEGIN [A-Z ]{0,20}PRIVATE KEY[\s\S]*?(?:END [A-Z ]{3,30}|$)|\beyJ[\w-]{1,250}\.[\w-]+\.[\w-]+|LS0tLS1CRUdJT[\w+/=-]+/g;

/**
 * The inputs, read field by field. Faults are collected and reported together, so that nobody corrects one, waits for a runner, and learns
 * of the next.
 */
export class InputForm {
  readonly warnings: string[] = [];
  /** What is wrong, in the order in which it was found. */
  readonly faults: { readonly name: InputName; readonly text: string }[] = [];
  readonly masks: Masks;
  private readonly getInput: Runner['input'];

  /** @param own the inputs that may bring secrets which are not masked yet */
  constructor({ input, masks }: Pick<Runner, 'input' | 'masks'>, own: readonly InputName[] = inputNames) {
    this.getInput = input;
    this.masks = masks;
    // This comes first: a workflow may pass a plain variable, which the runner does not mask, and a fault may quote an input.
    for (const name of own) {
      const { secret, mayHoldSecret } = inputTable[name];
      if (secret) masks.mask(this.text(name));
      if (mayHoldSecret) for (const found of this.text(name).match(looksSecret) ?? []) masks.mask(found);
    }
  }

  /** The text, without white space and invisible characters around it; the default if nothing is given. */
  text(name: InputName): string {
    return trimAll(this.getInput(name)) || (inputTable[name].default ?? '');
  }

  /** Whether the input differs from its default. A runner does not show whether the workflow sets it. */
  isGiven(name: InputName): boolean {
    const usual = inputTable[name].default ?? '';
    const text = this.text(name);
    return usual === 'false' ? !['false', 'False', 'FALSE'].includes(text) : text !== usual;
  }

  /** Whether the input holds white space and nothing else. */
  isBlank(name: InputName): boolean {
    return this.getInput(name) !== '' && trimAll(this.getInput(name)) === '';
  }

  /** The text as it was given. A line end that a console adds to a secret is no part of it. */
  rawText(name: InputName): string {
    return this.getInput(name).replace(/\r?\n$/, '');
  }

  /** Whether a switch is on. */
  isTrue(name: InputName): boolean {
    return ['true', 'True', 'TRUE'].includes(this.text(name));
  }

  /** The value of an input; `undefined` if it has none, or one that cannot be used, which is noted as a fault. */
  read<N extends InputName>(name: N): Value<N> | undefined {
    const read = inputTable[name].read ?? ((text: string) => text);
    return this.readWith(name, (text) => read(text, this.masks) as Value<N>);
  }

  /** The value of an input that has a default or is required. `substitute` is used only until {@link conclude} throws. */
  readOr<N extends InputName>(name: N, substitute: Value<N>): Value<N> {
    return this.read(name) ?? substitute;
  }

  /** The same with a reader that depends on other inputs. */
  readWith<T>(name: InputName, reader: Reader<T>): T | undefined {
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

  /** Notes a fault, one line of the error. `got` must hold no secret. */
  refuse(name: InputName, got: string, accepted: string, cure: string): void {
    this.refuseAs(name, `got ${got}; accepted: ${accepted}; ${cure}.`.replace(/\?\.$/, '?'));
  }

  /** Adds a message that another module produced. */
  refuseAs(name: InputName, fault: string): void {
    this.faults.push({ name, text: fault });
  }

  /** Refuses those of the inputs that are given. */
  refuseGiven(names: readonly InputName[], accepted: string, cure: string): void {
    for (const name of names) {
      if (this.isGiven(name)) this.refuse(name, this.quote(name), accepted, cure);
    }
  }

  /** How a fault quotes an input: shortened, made safe, and never a secret. */
  quote(name: InputName, text = this.text(name)): string {
    if (text === '') return 'nothing';
    if (inputTable[name].secret) return 'a value (not shown)';
    if (/-{2}BEGIN|LS0tLS1CRUdJT/.test(text)) return 'a PEM block';
    return text.search(looksSecret) >= 0
      ? 'what looks like a token (not shown)'
      : `"${safeLine(text, this.masks, 60)}"`;
  }

  /** @throws ActionError `INVALID_INPUTS` if there is any fault */
  conclude(): void {
    if (this.faults.length === 0) return;
    const title = this.faults.length === 1 ? 'One input has a fault' : `The inputs have ${this.faults.length} faults`;
    throw new ActionError(
      'INVALID_INPUTS',
      [`${title}; nothing was sent to Dfns.`, ...this.faults.map(({ name, text }) => `${name}: ${text}`)].join('\n'),
      'correct the step in the workflow; the README lists what each input accepts',
    );
  }
}

const unexpanded = 'an expression that was not expanded';
