import { endings, keyOf, type Outcome } from './endings.js';
import type { Event, Kind } from './event.js';
import type { Played } from './history.js';
import type { Player } from './player.js';
import { Recovery } from './recovery.js';
import { canMeet, reads, writes } from './requests.js';

type Outcomes = Map<string, Outcome>;

/**
 * Every pair of events: the first one at any request of the first run, the second one at any request after it, in this run or the next.
 * A pair that leads to a state which another one led to is counted, and not played.
 */
export async function pairs(player: Player, first: readonly Kind[], second: readonly Kind[]): Promise<void> {
  const plain = await player.look([], true);
  const { starts, asked } = plain;
  const places = Array.from({ length: (starts[1] ?? 1) - 1 }, (_, index) => index + 1).filter((at) =>
    player.isMine(at),
  );
  // What is written is what can be left half done: there first.
  const rank = (at: number) => Number(writes(asked[at - 1]?.line ?? ''));
  places.sort((one, other) => rank(other) - rank(one));
  const recovery = new Recovery(plain, (event) => alone(player, plain, event));
  for (const at of places) {
    const twins = new Map<string, { base: Played; outcomes: Outcomes }>();
    for (const kind of first) {
      if (!canMeet(kind, asked[at - 1]?.line)) continue;
      const event = { at, kind };
      const name = twinName(kind, asked[at - 1]?.line);
      const twin = twins.get(name);
      const base = twin?.base ?? (await player.look([event], true));
      const outcomes: Outcomes = twin?.outcomes ?? new Map();
      twins.set(name, { base, outcomes });
      const last = (base.starts.at(-1) ?? base.requests + 1) - 1;
      await followed(player, [event], base, second, { outcomes, last, asAlone: recovery.from(event, base) });
      if (player.isOver) return;
    }
  }
}

/** Every single event at every request of the first run, or at those that are wanted. */
export async function singles(
  player: Player,
  kinds: readonly Kind[],
  isWanted: (line: string) => boolean = () => true,
): Promise<void> {
  if (player.limits.share === 0) await player.play([]);
  const base = await player.look([], true);
  await followed(player, [], base, kinds, { outcomes: new Map(), last: (base.starts[1] ?? 1) - 1, isWanted });
}

interface Following {
  /** Of what was played after the same events, or ones that nobody can tell from them. */
  readonly outcomes: Outcomes;
  /** The last request that is struck. */
  readonly last: number;
  readonly isWanted?: (line: string) => boolean;
  /** What is known from the run that the event strikes alone. */
  readonly asAlone?: (event: Event) => Promise<Outcome> | undefined;
}

async function followed(
  player: Player,
  before: readonly Event[],
  base: Played,
  kinds: readonly Kind[],
  { outcomes, last, isWanted = () => true, asAlone = () => undefined }: Following,
): Promise<void> {
  for (let at = (before[0]?.at ?? 0) + 1; at <= last; at++) {
    if (!isWanted(base.asked[at - 1]?.line ?? '')) continue;
    for (const kind of kinds) {
      if (player.isOver) return;
      if (!canMeet(kind, base.asked[at - 1]?.line)) continue;
      const events = [...before, { at, kind }];
      const isFirstRun = at < (base.starts[1] ?? 0);
      const name = `${at} ${twinName(kind, isFirstRun ? base.asked[at - 1]?.line : undefined)}`;
      const known = outcomes.get(name) ?? foreseen(player, base, { at, kind }) ?? (await asAlone({ at, kind }));
      if (known) await player.cover(events, known);
      const outcome = known ?? (await player.play(events));
      if (outcome) outcomes.set(name, outcome);
    }
  }
}

/** What becomes of the run that one event alone strikes. */
async function alone(player: Player, plain: Played, event: Event): Promise<Outcome> {
  const { broken, isWhole, end } = foreseen(player, plain, event) ?? (await player.look([event]));
  return { broken, isWhole, end };
}

/** What becomes of a history with one event more, where it comes to a state that is known. */
export function foreseen({ place: { story } }: Player, base: Played, event: Event): Outcome | undefined {
  const { starts, states, around } = base;
  // A run that is killed leaves nothing but what the servers hold.
  const there = around[event.at - 1];
  if (there && story.runs === 1 && !story.hasPost && event.kind.startsWith('kill-'))
    return endings.get(event.kind === 'kill-before' ? there.before : there.after);
  const run = starts.findLastIndex((start) => start <= event.at);
  const state = states[run - 1];
  return run < 1 || state === undefined ? undefined : endings.get(keyOf(state, [event], (starts[run] ?? 0) - 1));
}

/** Of a read that is not answered nobody can tell whether the server acted. */
function twinName(kind: Kind, line: string | undefined): string {
  return line !== undefined && reads(line) ? kind.replace(/-(before|after)$/, '') : kind;
}
