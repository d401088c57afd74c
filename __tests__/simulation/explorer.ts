import { acts, type Event, ends, faults, type History, type Kind, times } from './event.js';
import { type Played, write } from './history.js';
import type { Provider } from './providers.js';
import { playSafely, shrunk } from './shrink.js';
import type { Story } from './story.js';

/** A story at a provider's store. */
export interface Place {
  readonly story: Story;
  readonly provider: Provider;
}

export function nameOf({ story, provider }: Place): string {
  return `${provider.name}/${story.name}`;
}

/** A history that broke something, shrunk as far as it goes. */
export interface Found {
  readonly word: string;
  readonly broken: string;
}

/** What was explored of one kind. */
export interface Tally {
  readonly kind: string;
  count: number;
  readonly states: Set<string>;
  milliseconds: number;
  readonly found: Found[];
}

const single: readonly Kind[] = [...faults, ...ends, ...times];
/** Kinds that the others come down to, where two meet. */
const paired: readonly Kind[] = ['kill-after', 'cancel-after', 'cut-after', '500'];
const everyPair: readonly Kind[] = [
  ...paired,
  'cut-before',
  'kill-before',
  'cancel-before',
  '500-after',
  'garbage',
  'silence',
];

export type Depth = 'single' | 'pairs' | 'every pair' | 'acts' | 'switches' | 'deep switches';

export interface Limits {
  /** Which part of the first events is taken, of how many: work is shared between workers. */
  readonly share: number;
  readonly shares: number;
  readonly until?: number;
  readonly stopAtFirst?: boolean;
  /** So many histories at the most. */
  readonly most?: number;
}

/** Explores one story to a depth, depth first, from the events of one request to those of the next. */
export async function explore(place: Place, depth: Depth, limits: Limits): Promise<Tally> {
  const tally: Tally = { kind: depth, count: 0, states: new Set(), milliseconds: 0, found: [] };
  const start = performance.now();
  const explorer = new Explorer(place, tally, limits);
  if (depth === 'single') await explorer.one(single);
  if (depth === 'acts') await explorer.one(place.story.isDecided ? ['approve', 'deny', ...acts] : acts);
  if (depth === 'pairs') await explorer.two(paired, paired);
  if (depth === 'every pair') await explorer.two(everyPair, everyPair);
  if (depth === 'switches') await explorer.switches(2, ['kill-after', 'cut-after']);
  if (depth === 'deep switches') await explorer.switches(3, ['kill-after', 'cut-after', 'cancel-after']);
  tally.milliseconds = performance.now() - start;
  return tally;
}

class Explorer {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly place: Place,
    private readonly tally: Tally,
    private readonly limits: Limits,
  ) {}

  private get isOver(): boolean {
    const { until, stopAtFirst, most = Number.POSITIVE_INFINITY } = this.limits;
    if (this.tally.count >= most) return true;
    return (until !== undefined && performance.now() > until) || (stopAtFirst === true && this.tally.found.length > 0);
  }

  /** @returns what was played; `undefined` where an event met nothing, which is no history of its own */
  private async play(events: readonly Event[]): Promise<Played | undefined> {
    const { story, provider } = this.place;
    const history: History = { story: nameOf(this.place), events };
    const played = await playSafely(story, provider, history);
    if (!played.isWhole) return undefined;
    this.tally.count++;
    for (const state of played.states) this.tally.states.add(state);
    const [broken] = played.broken;
    if (broken !== undefined) await this.report(history, broken);
    return played;
  }

  private async report(history: History, broken: string): Promise<void> {
    // Of each kind a few are shown: what is broken in one way is mended in one place.
    const kind = broken.replace(/[a-z]{2}-[a-z0-9-]{20,}/g, '…').slice(0, 120);
    const count = this.seen.get(kind) ?? 0;
    this.seen.set(kind, count + 1);
    if (count >= 5) return;
    const word = await shrunk(this.place, history, broken);
    if (!this.tally.found.some((found) => found.word === word)) this.tally.found.push({ word, broken });
  }

  /** The requests that events can strike: those of the story, and of the plain runs after it, but not of the last one. */
  private async length(events: readonly Event[]): Promise<number> {
    const { story, provider } = this.place;
    const { starts, requests } = await playSafely(story, provider, { story: '', events }, true);
    return (starts.at(-1) ?? requests + 1) - 1;
  }

  async one(first: readonly Kind[]): Promise<void> {
    const { share, shares } = this.limits;
    const { story, provider } = this.place;
    if (share === 0) await this.play([]);
    const { starts } = await playSafely(story, provider, { story: '', events: [] }, true);
    for (let at = 1; at < (starts[1] ?? 0); at++) {
      if (at % shares !== share) continue;
      for (const kind of first) if (!this.isOver) await this.play([{ at, kind }]);
    }
  }

  async two(first: readonly Kind[], second: readonly Kind[]): Promise<void> {
    const { share, shares } = this.limits;
    const { story, provider } = this.place;
    const { starts, log } = await playSafely(story, provider, { story: '', events: [] }, true);
    let turn = 0;
    // What is written is what can be left half done: there first.
    const places = Array.from({ length: (starts[1] ?? 1) - 1 }, (_, index) => index + 1);
    const isWrite = (at: number) => log.some((line) => line.startsWith(`${at} `) && write.test(line));
    places.sort((one, other) => Number(isWrite(other)) - Number(isWrite(one)));
    for (const kind of first) {
      for (const at of places) {
        if (turn++ % shares !== share) continue;
        const event = { at, kind };
        const last = await this.length([event]);
        for (let later = at + 1; later <= last; later++) {
          for (const each of second) {
            if (this.isOver) return;
            await this.play([event, { at: later, kind: each }]);
          }
        }
      }
    }
  }

  /** Runs at once: up to so many switches, and a run that ends or a fault in between. */
  async switches(most: number, others: readonly Kind[]): Promise<void> {
    const { share, shares } = this.limits;
    let turn = 0;
    const walk = async (events: readonly Event[], deep: number): Promise<void> => {
      if (this.isOver) return;
      const last = await this.length(events);
      const from = (events.at(-1)?.at ?? 0) + (events.length > 0 ? 1 : 2);
      for (let at = from; at <= last; at++) {
        if (events.length === 0 && turn++ % shares !== share) continue;
        for (const kind of [...this.targets(), ...(events.length > 0 ? others : [])]) {
          if (this.isOver) return;
          const next = [...events, { at, kind }];
          const played = await this.play(next);
          if (played && deep < most && played.broken.length === 0) await walk(next, deep + 1);
        }
      }
    };
    if (share === 0) await this.play([]);
    await walk([], 1);
  }

  private targets(): Kind[] {
    return (['to-1', 'to-2', 'to-3'] as const).slice(0, this.place.story.runs);
  }
}
