import { type Event, kinds } from './event.js';
import { providers, suits } from './providers.js';
import { playSafely, shrunk } from './shrink.js';
import { stories } from './stories.js';
import { nameOf, type Tally } from './tally.js';

/** Plays histories by chance until the time is over: any story, any store, up to five events. */
export async function wander(seed: number, until: number): Promise<Tally> {
  const tally: Tally = { kind: 'random', count: 0, covered: 0, states: new Set(), milliseconds: 0, found: [] };
  const start = performance.now();
  const chance = generator(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  while (performance.now() < until) {
    const place = { story: pick(stories), provider: pick(providers) };
    if (!suits(place.story, place.provider)) continue;
    const events: Event[] = [];
    for (let at = 0, more = 1 + Math.floor(chance() * 5); more > 0; more--) {
      at += 1 + Math.floor(chance() * 20);
      events.push({ at, kind: pick(kinds) });
    }
    const history = { story: nameOf(place), events };
    const played = await playSafely(place.story, place.provider, history);
    if (!played.isWhole) continue;
    tally.count++;
    for (const state of played.states) tally.states.add(state);
    const [broken] = played.broken;
    if (broken !== undefined) tally.found.push({ word: await shrunk(place, history, broken), broken });
  }
  tally.milliseconds = performance.now() - start;
  return tally;
}

/** Mulberry32: from 0 up to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
