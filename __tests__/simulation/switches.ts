import type { Outcome } from './endings.js';
import type { Event, Kind } from './event.js';
import type { Played } from './history.js';
import { foreseen } from './pairs.js';
import type { Player } from './player.js';
import { isOwn, reads, writes } from './requests.js';

/** Runs at once: up to so many switches, and a run that ends or a fault in between. */
export async function switches(
  player: Player,
  most: number,
  others: readonly Kind[],
  isAtWrites = false,
): Promise<void> {
  const plain = await player.look([]);
  if (player.limits.share === 0) await player.play([]);
  await new Walk(player, most, others, isAtWrites).on(plain, []);
}

class Walk {
  constructor(
    private readonly player: Player,
    private readonly most: number,
    private readonly others: readonly Kind[],
    /** Whether events but switches strike only what writes. */
    private readonly isAtWrites: boolean,
  ) {}

  /** @returns how many histories go on from there */
  async on(parent: Played, events: readonly Event[], before?: Played): Promise<number> {
    const { player, others } = this;
    const { count } = player.tally;
    const from = events.length > 0 ? (events.at(-1)?.at ?? 0) + 1 : 2;
    const last = (parent.starts.at(-1) ?? parent.requests + 1) - 1;
    let killed: { at: number; run: number; size: number; outcome: Outcome } | undefined;
    for (let at = from; at <= last; at++) {
      if (events.length === 0 && !player.isMine(at)) continue;
      const { line = '', run = -1 } = at < (parent.starts[1] ?? 0) ? (parent.asked[at - 1] ?? {}) : {};
      for (const kind of this.targets(parent, events, at, before)) await this.step(parent, [...events, { at, kind }]);
      const isStruck = events.length > 0 && (!this.isAtWrites || writes(line));
      for (const kind of isStruck ? others : []) {
        if (player.isOver) return player.tally.count - count;
        const next = [...events, { at, kind }];
        // Whoever dies after what no other can tell, dies as if before it.
        const isSame =
          kind === 'kill-after' && killed?.at === at - 1 && killed.run === run && (reads(line) || isOwn(line));
        if (isSame && killed) {
          await player.cover(next, killed.outcome);
          player.tally.count += killed.size;
          player.tally.covered += killed.size;
          killed = { ...killed, at };
          continue;
        }
        const done = await this.step(parent, next);
        if (kind === 'kill-after' && done) killed = { at, run, ...done };
      }
    }
    return player.tally.count - count;
  }

  private async step(
    parent: Played,
    events: readonly Event[],
  ): Promise<{ size: number; outcome: Outcome } | undefined> {
    if (this.player.isOver) return undefined;
    const latest = events.at(-1);
    const known = latest && foreseen(this.player, parent, latest);
    if (known) {
      await this.player.cover(events, known);
      return { size: 0, outcome: known };
    }
    const played = await this.player.play(events);
    if (!played) return undefined;
    const isDeep = events.length >= this.most || played.broken.length > 0;
    return { size: isDeep ? 0 : await this.on(played, events, parent), outcome: played };
  }

  /**
   * The runs that can go on in place of the one whose turn it is. A switch before what no other run can tell is the same history as one after
   * it. So is one away and back with nothing but reads in between, where what comes next is a read too.
   */
  private targets({ asked, starts }: Played, events: readonly Event[], at: number, before: Played | undefined): Kind[] {
    const next = asked[at - 1];
    if (!next || at >= (starts[1] ?? 0) || isOwn(next.line)) return [];
    const latest = events.at(-1);
    const left = latest?.kind.startsWith('to-') ? before?.asked[latest.at - 1] : undefined;
    const isIdle = !asked.slice((latest?.at ?? 1) - 1, at - 1).some(({ line }) => writes(line));
    return (['to-1', 'to-2', 'to-3'] as const).slice(0, this.player.place.story.runs).filter((_, run) => {
      if (run === next.run || !asked.slice(at - 1).some((each) => each.run === run)) return false;
      return !(left && left.run === run && isIdle && !writes(left.line));
    });
  }
}
