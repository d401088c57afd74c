import type { Kind } from './event.js';
import { foreign } from './people.js';
import type { Universe } from './universe.js';

const handmade = /^(renamed|edited|removed|role-changed|archived)$/;

/** Whether it is the doing of a person. */
export const byHand = (kind: Kind): boolean => handmade.test(kind);

/** What a person keeps at the target: what is not ours is neither written over nor removed. */
export class KeptByHand {
  private editedAt: number | undefined;
  private wentAtOnce = false;

  constructor(private readonly universe: Universe) {}

  /** What it remembers of what was, and looks at later: with it, what follows from a state is the same for the same state. */
  get memory(): string {
    const { editedAt, wentAtOnce, universe } = this;
    return editedAt === undefined ? '' : `${wentAtOnce} ${Math.min(universe.step - editedAt, 3)}`;
  }

  /** Looks after each event. @returns whether it was there and was taken away, or written over */
  isGone(): boolean {
    const { isForeignKept, stores, step } = this.universe;
    if (!isForeignKept) {
      this.editedAt = undefined;
      return false;
    }
    const isThere = stores.some((store) => store.current()?.password === foreign.password);
    // Vault removes without a condition: what is written right after the last look goes too (docs/order-of-writes.md).
    const isWindow = this.editedAt !== undefined && step - this.editedAt <= 2;
    const isGone = this.editedAt !== undefined && !isThere && !isWindow && !this.wentAtOnce;
    if (isThere) this.editedAt ??= step;
    else if (isWindow) this.wentAtOnce = true;
    return isGone;
  }
}
