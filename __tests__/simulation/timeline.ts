import type { Process } from './process.js';

const begin = Date.UTC(2026, 10, 25, 8);
/** No history takes longer, in milliseconds; what does never ends. */
const longest = 40 * 86_400_000;

interface Timer {
  readonly at: number;
  readonly owner: Process | undefined;
  readonly work: () => void;
}

/** The time of a history, and all that waits for it. */
export class Timeline {
  now = begin;
  private timers: Timer[] = [];

  get isTooLong(): boolean {
    return this.now > begin + longest;
  }

  /** As servers tell it. */
  header(): string {
    const second = Math.floor(this.now / 1000);
    if (second !== this.told.second) this.told = { second, text: new Date(this.now).toUTCString() };
    return this.told.text;
  }

  private told = { second: 0, text: '' };

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** @param known whose it is; else it is a library's own, and that of the process which is at work: it waits then */
  timer(milliseconds: number, work: () => void, known: Process | undefined, current: Process | undefined): () => void {
    const owner = known ?? current;
    const waiting = known ? undefined : owner;
    if (waiting) waiting.sleeping++;
    const done = () => {
      if (waiting) waiting.sleeping--;
    };
    const act = () => {
      done();
      work();
    };
    const timer: Timer = { at: this.now + Math.max(0, milliseconds), owner, work: act };
    this.timers.push(timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at < 0) return;
      this.timers.splice(at, 1);
      done();
    };
  }

  waits(isWanted: (owner: Process | undefined, inMilliseconds: number) => boolean): boolean {
    return this.timers.some(({ owner, at }) => isWanted(owner, at - this.now));
  }

  /** Goes on to the next timer, and rings it. @param onOwner told first whose it is */
  move(onOwner: (owner: Process | undefined) => void): void {
    this.timers = this.timers.filter(({ owner }) => !owner?.isKilled);
    const [first] = this.timers.sort((one, other) => one.at - other.at);
    if (!first) return;
    this.timers.shift();
    this.now = Math.max(this.now, first.at);
    onOwner(first.owner);
    first.work();
  }
}
