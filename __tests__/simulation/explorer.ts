import { acts, ends, faults, type Kind, kmsFaults, readWord, times } from './event.js';
import { pairs, singles } from './pairs.js';
import { Player } from './player.js';
import { asksKms } from './requests.js';
import { switches } from './switches.js';
import type { Limits, Place, Tally } from './tally.js';
import { placeOf } from './tasks.js';
import { words } from './words.js';

const single: readonly Kind[] = [...faults, ...kmsFaults, ...ends, ...times];
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

export type Depth = 'single' | 'kms' | 'pairs' | 'every pair' | 'acts' | 'switches' | 'losers' | 'deep switches';

/** Explores one story to a depth, depth first, from the events of one request to those of the next. */
export async function explore(place: Place, depth: Depth, limits: Limits): Promise<Tally> {
  const tally: Tally = { kind: depth, count: 0, covered: 0, states: new Set(), milliseconds: 0, found: [] };
  const start = performance.now();
  const player = new Player(place, tally, limits);
  if (depth === 'single') await singles(player, single);
  if (depth === 'kms') await singles(player, [...faults, ...kmsFaults, ...ends], asksKms);
  if (depth === 'acts') await singles(player, place.story.isDecided ? ['approve', 'deny', ...acts] : acts);
  if (depth === 'pairs') await pairs(player, paired, paired);
  if (depth === 'every pair') await pairs(player, everyPair, everyPair);
  if (depth === 'switches') await switches(player, 2, ['kill-after', 'cut-after']);
  // Of runs that have one name, one key and no store, an answer that is lost in the same moment tells nobody whose account it made.
  if (depth === 'losers') await switches(player, 2, ['kill-after', 'denied', 'other-key']);
  if (depth === 'deep switches') await switches(player, 3, ['kill-after', 'cut-after'], true);
  tally.milliseconds = performance.now() - start;
  return tally;
}

/** Plays the histories that broke something once. */
export async function remember(): Promise<Tally> {
  const tally: Tally = { kind: 'words', count: 0, covered: 0, states: new Set(), milliseconds: 0, found: [] };
  const start = performance.now();
  for (const word of words) {
    const { story, events } = readWord(word);
    const [provider = '', name = ''] = story.split('/');
    const player = new Player(placeOf({ provider, story: name }), tally, { share: 0, shares: 1 });
    if (!(await player.play(events))) tally.found.push({ word, broken: 'an event of it meets nothing any more' });
  }
  tally.milliseconds = performance.now() - start;
  return tally;
}
