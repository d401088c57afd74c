import type { World } from '../world.js';

/** The pace of a run's requests: one gate for all of them, whoever makes them. */
export interface Pace {
  /** Waits until a request may be sent. One that takes back what was done waits for nobody, and counts. */
  turn(isUrgent?: boolean): Promise<void> | undefined;
  /** Learns from a response. @param sentAt by {@link World.now} @param retryAfter milliseconds, where Dfns asks to wait */
  learn(status: number, sentAt: number, retryAfter: number | undefined): void;
  /** Requests that may be under way at once without the last of them waiting long. */
  readonly width: number;
}

/** Milliseconds. Dfns counts by the minute (docs/dfns-api.md, 4). */
const minute = 60_000;
/** What an organisation may ask in a minute, less what two clocks and a slow request may differ by. */
const documented = 980;
const least = 10;
/** Where Dfns refuses and does not say for how long. */
const shortPause = 5_000;

/** @param signal ends the waiting: whoever is let through then learns from the request that the run is over */
export function createPace(world: Pick<World, 'now' | 'sleep'>, signal: AbortSignal): Pace {
  return new Gate(world, signal);
}

/**
 * Lets requests through as fast as they come until a minute's worth is spent, and evenly from then on. A refusal pauses all of them for as
 * long as Dfns asks, and what had been let through in that minute is the limit from then on; it grows again slowly, since another run may
 * have taken its share and ended.
 */
class Gate implements Pace {
  /** When requests were sent, the oldest first; those of the last minute. */
  private sent: number[] = [];
  private limit = documented;
  private isEven = false;
  private pausedUntil = 0;
  /** When the limit was last changed; what was sent before says nothing more. */
  private changedAt = Number.NEGATIVE_INFINITY;
  private readonly queue: (() => void)[] = [];
  private isRunning = false;

  constructor(
    private readonly world: Pick<World, 'now' | 'sleep'>,
    private readonly signal: AbortSignal,
  ) {}

  get width(): number {
    return Math.min(32, Math.max(4, Math.ceil((this.isEven ? this.limit : documented) / 30)));
  }

  turn(isUrgent = false): Promise<void> | undefined {
    if (isUrgent || (this.queue.length === 0 && this.untilFree() === 0)) return this.note();
    const turn = new Promise<void>((resolve) => this.queue.push(resolve));
    if (!this.isRunning) void this.letThrough();
    return turn;
  }

  learn(status: number, sentAt: number, retryAfter: number | undefined): void {
    const now = this.world.now();
    if (retryAfter !== undefined || status === 429)
      this.pausedUntil = Math.max(this.pausedUntil, now + Math.min(minute, retryAfter ?? shortPause));
    if (status !== 429) return;
    this.isEven = true;
    // Requests that were under way together are refused together.
    if (sentAt <= this.changedAt) return;
    this.forget(now);
    const { limit, sent } = this;
    this.limit = Math.max(least, Math.floor(limit / 2), Math.min(limit - 1, Math.floor(sent.length * 0.97)));
    this.changedAt = now;
  }

  private note(): undefined {
    this.sent.push(this.world.now());
  }

  private forget(time: number): void {
    let old = 0;
    while (old < this.sent.length && (this.sent[old] ?? 0) <= time - minute) old++;
    if (old > 0) this.sent = this.sent.slice(old);
  }

  private grow(time: number): void {
    if (this.limit >= documented || time - this.changedAt < 2 * minute) return;
    this.limit = Math.min(documented, Math.ceil(this.limit * 1.03));
    this.changedAt = time;
  }

  /** Milliseconds until the next request may be sent. */
  private untilFree(): number {
    const time = this.world.now();
    this.forget(time);
    this.grow(time);
    if (time < this.pausedUntil) return this.pausedUntil - time;
    const oldest = this.sent[this.sent.length - this.limit];
    if (oldest !== undefined) {
      this.isEven = true;
      return oldest + minute - time;
    }
    // A second's worth may be made up for, so that a slow moment costs nothing.
    const burst = Math.max(1, Math.floor(this.limit / 60));
    const before = this.isEven ? this.sent[this.sent.length - burst] : undefined;
    return before === undefined ? 0 : Math.max(0, before + (burst * minute) / this.limit - time);
  }

  private async letThrough(): Promise<void> {
    this.isRunning = true;
    while (this.queue.length > 0) {
      const wait = this.signal.aborted ? 0 : this.untilFree();
      if (wait > 0) await this.world.sleep(wait, this.signal).catch(() => undefined);
      else {
        this.note();
        this.queue.shift()?.();
      }
    }
    this.isRunning = false;
  }
}
