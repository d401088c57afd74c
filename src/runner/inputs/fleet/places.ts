/** Where something stands in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds the lines of a text by offsets in it. */
export class Places {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) this.starts.push(index + end.length);
  }

  of(offset: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  lineOf(offset: number): number {
    return this.of(offset).line;
  }

  /** The offset at which the line of `offset` begins, or one that many lines after it. */
  startOfLine(offset: number, after: number): number {
    return this.starts[this.lineOf(offset) - 1 + after] ?? offset;
  }
}
