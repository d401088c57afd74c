import { readPem } from '../account/pem.js';
import { tidyToken } from '../account/tidy-text.js';

/** What is secret in one run: told to the runner, and redacted from all that is printed. */
export class Masks {
  /** Secrets that the runner has not been told of yet. */
  private readonly untold = new Set<string>();
  private readonly masked = new Set<string>();
  /** Secrets whose forms are not among those to be redacted yet. */
  private readonly unread = new Set<string>();
  /** Everything to be redacted, the longest first, so that a part never uncovers the rest of a whole. */
  private secrets: readonly string[] = [];

  /** @param setSecret has the runner mask a text */
  constructor(private readonly setSecret: (secret: string) => void) {}

  /**
   * Masks a secret in the log of this job, before anything is printed: whole, line by line, and in the forms in which a key leaks when
   * it is quoted as JSON or joined to one line. What is public by nature is left alone: identifiers, dates, PEM boundary lines.
   */
  maskSecret(secret: string): void {
    this.protect(secret);
    this.untold.add(secret);
  }

  /**
   * Tells the runner of all that is to be masked. Whatever prints calls this first; that it is not done at once lets the first
   * request leave before the output is opened.
   */
  tellMasks(): void {
    for (const secret of this.untold) {
      for (const form of formsWorthMasking(secret)) {
        if (!this.masked.has(form)) this.setSecret(form);
        this.masked.add(form);
      }
    }
    this.untold.clear();
  }

  /** Keeps a secret out of all that this action prints, without telling the runner of it: it may never be used. */
  protect(secret: string): void {
    this.unread.add(secret);
  }

  private known(): readonly string[] {
    if (this.unread.size > 0) {
      const forms = new Set([...this.secrets, ...[...this.unread].flatMap(formsWorthMasking)]);
      this.secrets = [...forms].sort((one, other) => other.length - one.length);
      this.unread.clear();
    }
    return this.secrets;
  }

  /** Belt and braces beside the runner's own masks: replaces every secret that is known so far, also where no runner reads along. */
  redact(text: string): string {
    return this.known().reduce((redacted, secret) => redacted.replaceAll(secret, '***'), text);
  }

  /** Redacts what a text that was cut ends with, where that is how a secret begins. */
  redactEnd(text: string): string {
    for (const secret of this.known()) {
      for (let length = Math.min(secret.length - 1, text.length); length >= shortestPart; length--) {
        if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
      }
    }
    return text;
  }
}

/** Fewer signs give nothing away. */
const shortestPart = 4;

const boundary = /^-----(BEGIN|END) [A-Z0-9 ]+-----$/;
const identifier = /^[a-z]{2}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$/;
const date = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/;
/** A shorter mask would blot out ordinary words of the log and protect nothing. */
const shortest = 8;

function formsOf(secret: string): string[] {
  const whole = secret.trim();
  // The runner splits a mask of many lines itself and masks each line, boundaries too; that much is out of our hands.
  return [...new Set([whole, ...linesOf(whole), ...keyForms(whole), tidyToken(whole)])];
}

/** A key leaks in other forms than the one in which it was given: in lines, on one line, as JSON, in base64. */
function keyForms(text: string): string[] {
  if (text.length < 60) return [];
  return readPem(text).blocks.flatMap(({ pem }) => {
    const lines = pem.split('\n');
    const body = lines.slice(1, -1);
    return [
      pem,
      ...[' ', '\\n', '\\r\\n', '\\\\n'].map((end) => lines.join(end)),
      body.join(''),
      ...body,
      ...['', '\n'].map((end) => Buffer.from(pem + end).toString('base64')),
    ];
  });
}

function formsWorthMasking(secret: string): string[] {
  return formsOf(secret).filter(isWorthMasking);
}

function linesOf(text: string): string[] {
  return text
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .replace(/(-----(?:BEGIN|END) [A-Z0-9 ]+-----)/g, '\n$1\n')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !boundary.test(line));
}

function isWorthMasking(form: string): boolean {
  return form.length >= shortest && ![boundary, identifier, date].some((harmless) => harmless.test(form));
}
