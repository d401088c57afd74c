import type { Masks } from '../../output/mask.js';
import { safeLine } from '../../output/safe-text.js';
import { looksSecret } from '../input-form.js';
import type { Place, Places } from './places.js';

/** One fault of the manifest, in words that are safe to print. */
export interface ManifestFault extends Place {
  readonly text: string;
}

interface Found {
  readonly at: number;
  readonly text: string;
  /** How many other accounts the same fault was found for. */
  more: number;
}

/** More help nobody, and would fill the log. */
export const mostFaults = 10_000;

/** What is wrong with the manifest, each fault once and with its place. */
export class ManifestFaults {
  /** At most 10,000. */
  private readonly found = new Map<string, Found>();

  constructor(
    readonly places: Places,
    private readonly masks: Masks,
  ) {}

  get none(): boolean {
    return this.found.size === 0;
  }

  /**
   * Notes a fault in the form in which those of the inputs are told. `got` must hold no secret.
   * @param at the offset of its place
   * @param what what it is a fault of, such as `role of backend`
   */
  refuse(at: number, what: string, got: string, accepted: string, cure: string): void {
    this.add(at, `${what}: got ${got}; accepted: ${accepted}; ${cure}.`.replace(/\?\.$/, '?'));
  }

  /** @param once what is told once of one place, however many accounts it concerns */
  add(at: number, text: string, once = text): void {
    const key = `${at} ${once}`;
    const before = this.found.get(key);
    if (before) before.more += 1;
    else if (this.found.size < mostFaults) this.found.set(key, { at, text, more: 0 });
  }

  /** How a fault quotes a text of the file: shortened, made safe, and never a secret. */
  quote(text: string): string {
    if (text === '') return 'nothing';
    if (/-{2}BEGIN|LS0tLS1CRUdJT/.test(text)) return 'a PEM block';
    return text.search(looksSecret) >= 0 ? 'what looks like a token (not shown)' : `"${this.safe(text)}"`;
  }

  /** A name of the file, without quotation marks. */
  safe(text: string): string {
    return text.search(looksSecret) >= 0 ? 'what looks like a secret' : safeLine(text, this.masks, 60);
  }

  /** All of them, in the order of the file. */
  list(): ManifestFault[] {
    return [...this.found.values()]
      .sort((one, other) => one.at - other.at)
      .map(({ at, text, more }) => ({
        ...this.places.of(at),
        text: more > 0 ? `${text} (the same for ${more} more ${more === 1 ? 'account' : 'accounts'})` : text,
      }));
  }
}
