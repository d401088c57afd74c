import { grouped } from '../../core/fleet-digest.js';

/** How a page shows text from outside, and what counts as its length. */
export interface Ink {
  /** A name or an identifier. */
  code(text: string): string;
  /** A sentence with words from outside. */
  prose(text: string): string;
  /** The length of a text as GitHub bounds the page: bytes of a summary, characters of a comment. */
  measure(text: string): number;
}

/** A section with a row for each item. */
export interface Rows {
  /** Own HTML, before and after the rows. */
  readonly open: string;
  readonly close: string;
  readonly rows: Iterable<string>;
  /** How many rows there are. */
  readonly count: number;
  /** At most so many are shown. */
  readonly most: number;
  /** And in at most so much of the whole page, from 0 to 1. */
  readonly share: number;
}

/** Blocks of HTML, in which Markdown is not read, within the length that GitHub takes: beyond it nothing of a page would be shown. */
export class Page {
  private readonly blocks: string[] = [];
  private length = 0;

  constructor(
    readonly ink: Ink,
    private readonly limit: number,
  ) {}

  /** Adds a short block of own HTML. */
  add(block: string): void {
    this.blocks.push(block);
    this.length += this.ink.measure(block) + blankLine;
  }

  /** Adds as many of the rows as fit, and says how many are left out; nothing where there is none. */
  addRows({ open, close, rows, count, most, share }: Rows): void {
    if (count === 0) return;
    const frame = this.ink.measure(open) + this.ink.measure(close) + reserve;
    const room = Math.min(this.limit * share, this.limit - this.length) - frame;
    const shown: string[] = [];
    let used = 0;
    for (const row of rows) {
      used += this.ink.measure(row);
      if (used > room || shown.length === most) break;
      shown.push(row);
    }
    const left = count - shown.length;
    const more =
      left > 0 ? `<p>${shown.length > 0 ? 'and ' : ''}${grouped(left)} more, for which there is no room here</p>` : '';
    this.add(shown.length > 0 ? `${open}${shown.join('')}${close}` : open.replace(/<(table|ul|details).*$/s, ''));
    if (more) this.add(more);
  }

  /** Whether so much is left. */
  hasRoomFor(text: string): boolean {
    return this.length + this.ink.measure(text) + reserve <= this.limit;
  }

  /** In Markdown a blank line ends an HTML block. */
  get html(): string {
    return `${this.blocks.filter((block) => block !== '').join('\n\n')}\n`;
  }
}

const blankLine = 2;
/** For the sentence that says how many rows are left out. */
const reserve = 120;
