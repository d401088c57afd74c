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

/**
 * Lets requests through as fast as they come until a minute's worth is spent, and evenly from then on. A refusal pauses all of them for as
 * long as Dfns asks, and what had been let through in that minute is the limit from then on; it grows again slowly, since another run may
 * have taken its share and ended.
 */
export function createPace({ now, sleep }: Pick<World, 'now' | 'sleep'>, signal: AbortSignal): Pace {
  /** When requests were sent, the oldest first; those of the last minute. */
  let sent: number[] = [];
  let limit = documented;
  let isEven = false;
  let pausedUntil = 0;
  /** When the limit was last changed; what was sent before says nothing more. */
  let changedAt = Number.NEGATIVE_INFINITY;
  const queue: (() => void)[] = [];
  let isRunning = false;

  const note = () => void sent.push(now());
  const forget = (time: number) => {
    let old = 0;
    while (old < sent.length && (sent[old] ?? 0) <= time - minute) old++;
    if (old > 0) sent = sent.slice(old);
  };
  const grow = (time: number) => {
    if (limit >= documented || time - changedAt < 2 * minute) return;
    limit = Math.min(documented, Math.ceil(limit * 1.03));
    changedAt = time;
  };
  /** Milliseconds until the next request may be sent. */
  const untilFree = (): number => {
    const time = now();
    forget(time);
    grow(time);
    if (time < pausedUntil) return pausedUntil - time;
    const oldest = sent[sent.length - limit];
    if (oldest !== undefined) {
      isEven = true;
      return oldest + minute - time;
    }
    // A second's worth may be made up for, so that a slow moment costs nothing.
    const burst = Math.max(1, Math.floor(limit / 60));
    const before = isEven ? sent[sent.length - burst] : undefined;
    return before === undefined ? 0 : Math.max(0, before + (burst * minute) / limit - time);
  };
  const letThrough = async () => {
    isRunning = true;
    while (queue.length > 0) {
      const wait = signal.aborted ? 0 : untilFree();
      // Whoever is let through when the run ends learns that from the request.
      if (wait > 0) await sleep(wait, signal).catch(() => undefined);
      else {
        note();
        queue.shift()?.();
      }
    }
    isRunning = false;
  };
  return {
    turn(isUrgent = false) {
      if (isUrgent || (queue.length === 0 && untilFree() === 0)) return note();
      const turn = new Promise<void>((resolve) => queue.push(resolve));
      if (!isRunning) void letThrough();
      return turn;
    },
    learn(status, sentAt, retryAfter) {
      if (retryAfter !== undefined || status === 429)
        pausedUntil = Math.max(pausedUntil, now() + Math.min(minute, retryAfter ?? shortPause));
      if (status !== 429) return;
      isEven = true;
      // Requests that were under way together are refused together.
      if (sentAt <= changedAt) return;
      forget(now());
      limit = Math.max(least, Math.floor(limit / 2), Math.min(limit - 1, Math.floor(sent.length * 0.97)));
      changedAt = now();
    },
    get width() {
      return Math.min(32, Math.max(4, Math.ceil((isEven ? limit : documented) / 30)));
    },
  };
}
