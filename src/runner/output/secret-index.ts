/**
 * The texts that are to be redacted, found by their last characters: the search takes as long as the text is, however many secrets a fleet
 * of accounts has. The first characters would not tell them apart, as all tokens of one issuer begin alike.
 */
export class SecretIndex {
  private readonly all = new Set<string>();
  private readonly byTail = new Map<string, string[]>();
  private readonly byHead = new Map<string, string[]>();
  private longest = 0;

  /**
   * @param tail as many characters has every secret at least
   * @param head fewer characters of one give nothing away
   */
  constructor(
    private readonly tail: number,
    private readonly head: number,
  ) {}

  add(secret: string): void {
    if (this.all.has(secret)) return;
    this.all.add(secret);
    put(this.byTail, secret.slice(-this.tail), secret);
    put(this.byHead, secret.slice(0, this.head), secret);
    this.longest = Math.max(this.longest, secret.length);
  }

  /** Replaces every secret. Where two overlap, no part of either is left. */
  redact(text: string): string {
    if (this.all.size === 0) return text;
    const shown: string[] = [];
    let from = 0;
    for (const { start, end } of joined(this.found(text))) {
      shown.push(text.slice(from, start), '***');
      from = end;
    }
    return from === 0 ? text : `${shown.join('')}${text.slice(from)}`;
  }

  /** Redacts the end of a text that was cut, where a secret begins there. */
  redactEnd(text: string): string {
    for (let start = Math.max(0, text.length - this.longest + 1); start <= text.length - this.head; start++) {
      const rest = text.slice(start);
      const begins = this.byHead.get(rest.slice(0, this.head))?.some((secret) => secret.startsWith(rest));
      if (begins) return `${text.slice(0, start)}***`;
    }
    return text;
  }

  /** By where they end. */
  private found(text: string): Range[] {
    const ranges: Range[] = [];
    for (let end = this.tail; end <= text.length; end++) {
      for (const secret of this.byTail.get(text.slice(end - this.tail, end)) ?? []) {
        const start = end - secret.length;
        if (start >= 0 && text.startsWith(secret, start)) ranges.push({ start, end });
      }
    }
    return ranges;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function joined(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((one, other) => one.start - other.start);
  const apart: Range[] = [];
  for (const range of sorted) {
    const last = apart.at(-1);
    if (last && range.start < last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else apart.push(range);
  }
  return apart;
}

function put(map: Map<string, string[]>, key: string, secret: string): void {
  const kept = map.get(key);
  if (kept) kept.push(secret);
  else map.set(key, [secret]);
}
