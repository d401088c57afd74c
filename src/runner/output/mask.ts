import { readPem } from '../../core/pem.js';
import { tidyToken } from '../../core/tidy-text.js';
import { SecretIndex } from './secret-index.js';

/**
 * The secrets of one run. Masked: the runner hides it in the whole log of the job. Redacted: this action leaves it out of what it prints.
 * What is masked is redacted too.
 */
export class Masks {
  /** Secrets that the runner does not know yet. */
  private readonly unregistered = new Set<string>();
  private readonly masked = new Set<string>();
  /** Secrets of few characters that the runner masks all the same. */
  private readonly short = new Set<string>();
  /** Secrets whose variants are not in `redacted` yet. */
  private readonly pending = new Set<string>();
  private readonly redacted = new SecretIndex(shortest, shortestPart);
  /** What was found out for `redacted`, and is needed for the runner too. */
  private readonly variants = new Map<string, string[]>();

  /** @param setSecrets has the runner mask texts */
  constructor(private readonly setSecrets: (secrets: readonly string[]) => void) {}

  /**
   * Masks a secret: whole, line by line, and in the variants in which a key leaks when it is quoted as JSON or joined to one line. What is
   * public by nature is left alone: identifiers, dates, PEM boundary lines. The runner learns of it by {@link registerMasks}.
   */
  mask(secret: string): void {
    this.redactOnly(secret);
    this.unregistered.add(secret);
  }

  /**
   * Masks what a person chose and may have kept short, where it has as many characters as OpenSSL takes. This action never prints it,
   * so that its own words need not be searched for it.
   */
  maskShort(secret: string): void {
    if (secret.length >= shortestPart) this.short.add(secret);
    this.mask(secret);
  }

  /**
   * Has the runner mask what it does not know yet. All that prints calls this first. Waiting until then lets the first request leave
   * before the output is opened.
   */
  registerMasks(): void {
    const found: string[] = [];
    for (const secret of this.unregistered) {
      const variants = this.variants.get(secret) ?? variantsOf(secret);
      this.variants.delete(secret);
      if (this.pending.delete(secret)) this.addRedacted(variants);
      for (const variant of variants.filter((each) => isWorthMasking(each) || this.short.has(each))) {
        if (!this.masked.has(variant)) found.push(variant);
        this.masked.add(variant);
      }
    }
    this.unregistered.clear();
    if (found.length > 0) this.setSecrets(found);
  }

  /** Redacts a secret without masking it: it may never be used. */
  redactOnly(secret: string): void {
    this.pending.add(secret);
  }

  private known(): SecretIndex {
    for (const secret of this.pending) {
      const variants = variantsOf(secret);
      if (this.unregistered.has(secret)) this.variants.set(secret, variants);
      this.addRedacted(variants);
    }
    this.pending.clear();
    return this.redacted;
  }

  private addRedacted(variants: readonly string[]): void {
    for (const variant of variants) if (isWorthMasking(variant)) this.redacted.add(variant);
  }

  /** Replaces every secret that is known so far. It works beside the runner's masks, and where no runner reads the output. */
  redact(text: string): string {
    return this.known().redact(text);
  }

  /** Redacts the end of a text that was cut, where a secret begins there. */
  redactEnd(text: string): string {
    return this.known().redactEnd(text);
  }
}

/** Fewer characters give nothing away. */
const shortestPart = 4;

const boundary = /^-----(BEGIN|END) [A-Z0-9 ]+-----$/;
const identifier = /^[a-z]{2}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$/;
const date = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/;
/** A shorter mask would blot out ordinary words of the log and protect nothing. */
const shortest = 8;

/** How a secret may be written where it leaks. */
function variantsOf(secret: string): string[] {
  const whole = secret.trim();
  // The runner splits a mask of many lines itself and masks each line, boundaries too; that much is out of our hands.
  return [...new Set([whole, ...linesOf(whole), ...keyVariants(whole), tidyToken(whole)])];
}

/** A key leaks otherwise than it was given: in lines, on one line, as JSON, in base64. */
function keyVariants(text: string): string[] {
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

function linesOf(text: string): string[] {
  return text
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .replace(/(-----(?:BEGIN|END) [A-Z0-9 ]+-----)/g, '\n$1\n')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !boundary.test(line));
}

function isWorthMasking(variant: string): boolean {
  return variant.length >= shortest && ![boundary, identifier, date].some((harmless) => harmless.test(variant));
}
