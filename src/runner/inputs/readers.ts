import { closest, distance } from 'fastest-levenshtein';
import { tidyValue } from '../../core/tidy-text.js';

/** Why a text cannot be the value of an input. */
export class Refusal extends Error {
  /**
   * @param accepted completes "accepted: …"
   * @param cure what to do, in one clause
   * @param got what was found, if quoting it would leak or say too little; holds no secret
   */
  constructor(
    readonly accepted: string,
    readonly cure: string,
    readonly got?: string,
  ) {
    super(`accepted: ${accepted}; ${cure}`);
  }
}

/** What a reader takes, for the schema of the manifest, where it is more than text. */
export type Accepts =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'duration' };

/** Turns the text of an input into its value. @throws Refusal */
export type Reader<T> = ((text: string) => T) & { readonly accepts?: Accepts };

function accepting<T>(accepts: Accepts, read: (text: string) => T): Reader<T> {
  return Object.assign(read, { accepts });
}

/** The booleans of the YAML 1.2 core schema, as every action takes them. */
export const readBoolean = accepting({ kind: 'boolean' }, (text) => {
  if (['true', 'True', 'TRUE'].includes(text)) return true;
  if (['false', 'False', 'FALSE'].includes(text)) return false;
  throw new Refusal('true or false', 'write true or false; yes, no, on, off, 1 and 0 are not booleans here');
});

/** One of a few words. */
export function oneOf<T extends string>(...words: T[]): Reader<T> {
  return accepting({ kind: 'words', words }, (text) => {
    const word = words.find((accepted) => accepted === text);
    if (word !== undefined) return word;
    const written = text.slice(0, 40).toLowerCase();
    const nearest = closest(written, words);
    const isNear = distance(written, nearest) <= Math.max(2, nearest.length / 3);
    throw new Refusal(words.join(', '), isNear ? `did you mean ${nearest}?` : 'choose one of them');
  });
}

/** A whole number in plain digits. */
export function wholeNumber(minimum: number, maximum: number): Reader<number> {
  return accepting({ kind: 'number', minimum, maximum }, (text) => {
    const value = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    const cure = /^-?\d+$/.test(text) ? 'choose a number in this range' : 'write it in digits alone';
    throw new Refusal(`a whole number from ${minimum} to ${maximum}`, cure);
  });
}

const milliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Longer than any job may run, and within what a Node timer can hold (24 days). */
const longestDuration = 14 * milliseconds.d;
const acceptedDuration = '0, or a duration such as 90s, 15m, 24h or 7d, at most 14d';

/** A duration, in milliseconds. */
export const readDuration = accepting({ kind: 'duration' }, (text) => {
  if (text === '0') return 0;
  const [, digits, unit] = /^(0|[1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const value = Number(digits) * milliseconds[unit as keyof typeof milliseconds];
  if (value <= longestDuration) return value;
  if (unit) throw new Refusal(acceptedDuration, 'choose a shorter one');
  const cure = /^\d+$/.test(text) ? `write the unit too: ${text.slice(0, 9)}s` : 'write a number and one unit';
  throw new Refusal(acceptedDuration, cure);
});

/** GitHub starts no more jobs of one matrix. */
const mostShards = 256;

/** A share of the manifest: `i/n`, from 1. */
export const readShard: Reader<{ readonly index: number; readonly count: number }> = (text) => {
  const [, index, count] = (/^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? []).map(Number);
  if (index && count && index <= count && count <= mostShards) return { index, count };
  throw new Refusal(
    `i/n, such as 1/4: the first of 4 shares, n at most ${mostShards}`,
    /^0\/\d+$/.test(text) ? 'the first share is 1' : 'give each job of the matrix a number from 1 to n',
  );
};

/** The entries of a list, one a line, with their line numbers. `#` starts a comment. */
export function readLines(text: string): { entry: string; line: number }[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ entry: line.replace(/#.*$/, '').trim(), line: index + 1 }))
    .filter(({ entry }) => entry !== '');
}

/** Reads an id or an address without the quotation marks and written-out line ends that were copied along; it never has its own. */
export function unquotedText(read: Reader<string>): Reader<string> {
  return (text) => read(tidyValue(text));
}

/** Tested first, since compiling the Unicode classes takes a while. */
const printableAscii = /^[ -~]*$/;

/** Text on one line, without invisible characters. */
export function plainText(maximum: number): Reader<string> {
  return (text) => {
    const accepted = `1 to ${maximum} characters on one line`;
    if (!printableAscii.test(text) && /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) {
      throw new Refusal(accepted, 'take out line ends, control characters and invisible characters');
    }
    if (text.length > maximum) throw new Refusal(accepted, `shorten it; it has ${text.length} characters`);
    return text;
  };
}

/** The endings that the action itself gives to a name: being made, replaced, ephemeral. */
const ownEndings = [/-next-[0-9a-f]{8}$/i, /-retired-\d{8}T\d{6}Z$/i, /-run-\d+-\d+$/i];
const readNameText = plainText(100);

/** The name of a service account. The action keeps what it has to remember of an account in its name, so that its own endings stay free. */
export const readAccountName: Reader<string> = (text) => {
  if (ownEndings.some((ending) => ending.test(text))) {
    throw new Refusal(
      'a name that does not end as those that the action makes itself (-next-…, -retired-…, -run-…)',
      'give the name of the account itself, or choose another',
    );
  }
  return readNameText(text);
};

/** Dfns promises no form of its codes; what is refused cannot be one. A code shorter than 8 would be too short to be masked. */
export const readCredentialCode: Reader<string> = unquotedText((text) => {
  if (/^[A-Za-z0-9-]{8,64}$/.test(text)) return text;
  throw new Refusal(
    'a one-time credential code such as A7U-KY6-9PT',
    'copy the code alone',
    'a value that is no code (not shown)',
  );
});

/** The code from the e-mail to a new user, of whose form nothing is known but that it is one word. */
export const readRegistrationCode: Reader<string> = unquotedText((text) => {
  const accepted = 'the registration code from the e-mail to the new user';
  if (/^https?:/i.test(text)) throw new Refusal(accepted, 'copy the code alone out of the address', 'a whole address');
  if (/^[\w.~+/=-]{4,1000}$/.test(text)) return text;
  throw new Refusal(accepted, 'copy the code alone, without spaces', 'a value that is no code (not shown)');
});
