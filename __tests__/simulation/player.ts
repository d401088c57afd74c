import type { Outcome } from './endings.js';
import { type Event, type History, wordOf } from './event.js';
import type { Played } from './history.js';
import { playSafely, shrunk } from './shrink.js';
import { type Limits, nameOf, type Place, type Tally } from './tally.js';

/** Of so many histories that are covered, one is played all the same. */
const sample = 400;

/** Plays the histories of one place, counts them, and reports what they broke. */
export class Player {
  private readonly seen = new Map<string, number>();

  constructor(
    readonly place: Place,
    readonly tally: Tally,
    readonly limits: Limits,
  ) {}

  get isOver(): boolean {
    const { until, stopAtFirst, most = Number.POSITIVE_INFINITY } = this.limits;
    if (this.tally.count >= most) return true;
    return (until !== undefined && performance.now() > until) || (stopAtFirst === true && this.tally.found.length > 0);
  }

  /** Whether the events of this request are for this worker. */
  isMine(at: number): boolean {
    return at % this.limits.shares === this.limits.share;
  }

  /** Plays without counting: to know what is asked, and in which states. */
  look(events: readonly Event[], isWatched = false): Promise<Played> {
    const { story, provider } = this.place;
    return playSafely(story, provider, { story: nameOf(this.place), events }, { isWatched });
  }

  /** @returns what was played; `undefined` where an event met nothing, which is no history of its own */
  async play(events: readonly Event[], isWatched = false): Promise<Played | undefined> {
    const played = await this.look(events, isWatched);
    if (!played.isWhole) return undefined;
    this.tally.count++;
    for (const state of played.states) this.tally.states.add(state);
    const [broken] = played.broken;
    if (broken !== undefined) await this.report({ story: nameOf(this.place), events }, broken);
    return played;
  }

  /** Counts a history whose outcome is known from one that was played. Now and then it is played to see whether that is so. */
  async cover(events: readonly Event[], outcome: Outcome): Promise<void> {
    if (!outcome.isWhole) return;
    this.tally.count++;
    this.tally.covered++;
    if (this.tally.covered % sample !== 1) return;
    const fault = await this.differs(events, outcome);
    if (fault) this.tally.found.push({ word: wordOf({ story: nameOf(this.place), events }), broken: fault });
  }

  /** Plays a history to its very end. @returns what is not as its outcome says */
  private async differs(events: readonly Event[], { broken, end }: Outcome): Promise<string | undefined> {
    const { story, provider } = this.place;
    const history = { story: nameOf(this.place), events };
    const played = await playSafely(story, provider, history, { isThorough: true });
    if (!played.isWhole) return 'counted as covered, and an event of it meets nothing';
    if (kindOf(played.broken[0]) !== kindOf(broken[0]))
      return `counted as covered with "${broken[0]}", and it is "${played.broken[0]}"`;
    return played.end === end ? undefined : 'counted as covered, and it ends in another state';
  }

  private async report(history: History, broken: string): Promise<void> {
    // Of each kind a few are shown: what is broken in one way is mended in one place.
    const kind = kindOf(broken);
    const count = this.seen.get(kind) ?? 0;
    this.seen.set(kind, count + 1);
    if (count >= 5) return;
    const word = await shrunk(this.place, history, broken);
    if (!this.tally.found.some((found) => found.word === word)) this.tally.found.push({ word, broken });
  }
}

function kindOf(broken = ''): string {
  return broken.replace(/[a-z]{2}-[a-z0-9-]{20,}/g, '…').slice(0, 120);
}
