import type { Outcome } from './endings.js';
import { type Event, faults } from './event.js';
import type { Played } from './history.js';
import { writes } from './requests.js';

/**
 * A run that asks for something again, because an answer got lost that nobody else can tell of, goes on as if nothing had been. From where it
 * asks the same as the run that nothing struck, and the servers hold the same around each request, one more event does the same to both.
 */
export class Recovery {
  private readonly outcomes = new Map<string, Promise<Outcome>>();

  /** @param plain the history without events, with the states around its requests */
  constructor(
    private readonly plain: Played,
    private readonly alone: (event: Event) => Promise<Outcome>,
  ) {}

  /** @returns what becomes of an event that follows the first one; `undefined` where it has to be played */
  from(first: Event, base: Played): (event: Event) => Promise<Outcome> | undefined {
    const { later, since } = this.recovered(first, base);
    return ({ at, kind }) =>
      at >= since && at < endOfFirst(base) ? this.outcomeOf({ at: at - later, kind }) : undefined;
  }

  private outcomeOf(event: Event): Promise<Outcome> {
    const name = `${event.at}:${event.kind}`;
    const outcome = this.outcomes.get(name) ?? this.alone(event);
    this.outcomes.set(name, outcome);
    return outcome;
  }

  /** By how many requests the struck run is behind, and since which of its requests it does what the other one does. */
  private recovered({ at, kind }: Event, base: Played): { later: number; since: number } {
    const { plain } = this;
    const end = endOfFirst(base);
    const later = end - endOfFirst(plain);
    const line = plain.asked[at - 1]?.line ?? '';
    if (!faults.some((fault) => fault === kind) || writes(line) || later <= 0) return { later, since: end };
    let since = end;
    // The struck request that is asked again is played: another fault there takes a retry more.
    while (since - 1 - later > at && momentOf(plain, since - 1 - later) === momentOf(base, since - 1)) since--;
    return { later, since };
  }
}

/** The request after the last one of the first run. */
function endOfFirst({ starts, requests }: Played): number {
  return starts[1] ?? requests + 1;
}

/** What is asked, and what the servers hold before and after. An id that was made after the loss is another one; what has it is in the states. */
function momentOf({ asked, around }: Played, at: number): string {
  const there = around[at - 1];
  const line = asked[at - 1]?.line.replace(/\b[a-z]{2}-\w{5}-\w{5}-\w+/g, 'ID');
  return [line, there?.before, there?.after].join(' ');
}
