import {
  type CredentialDocument,
  isSameDocument,
  type KnownCredential,
  type Pending,
  readCredential,
  readPending,
  readPendingKey,
} from '../account/document.js';
import type { KeyPair } from '../account/key-pair.js';
import { mergeInto, saysTheSame } from '../account/merge-documents.js';
import type { Options } from '../runner/options.js';
import { openStore } from '../stores/index.js';
import type { Store } from '../stores/store.js';
import type { World } from '../world.js';
import type { Context } from './context.js';
import type { Holding } from './holdings.js';
import { announceOn, type Shelf } from './shelf.js';

/**
 * All targets of the `store` input as one. The pending document of the first readable target is the lock of a change: it is written
 * before Dfns is, with check-and-set, and taken away when all is done. What that makes true is told in docs/order-of-writes.md.
 */
export class Keeper {
  private readonly shelves: readonly Shelf[];
  private begun: Promise<void> | undefined;

  /** @param reads `current` where a run writes nothing: whoever may read no more needs no more */
  constructor(
    stores: readonly Store[],
    private readonly world: Pick<World, 'sleep' | 'random'>,
    private readonly reads: 'all' | 'current' = 'all',
  ) {
    // Readable ones first: the first of them is the truth, and holds the lock.
    const ordered = [...stores].sort((one, other) => Number(other.readable) - Number(one.readable));
    this.shelves = ordered.map((store) => ({ store, contents: {} }));
  }

  get isEmpty(): boolean {
    return this.shelves.length === 0;
  }

  /** Whether any target gives back what it keeps. */
  get isReadable(): boolean {
    return this.shelves.some(({ store }) => store.readable);
  }

  /** Reads every store, all at once. */
  async read(): Promise<void> {
    const begun = this.begun ?? this.readAll();
    this.begun = undefined;
    await begun;
  }

  private async readAll(): Promise<void> {
    await Promise.all(
      this.shelves.map(async (shelf) => {
        shelf.contents = await (this.reads === 'all' ? shelf.store.read() : shelf.store.readCurrent());
        shelf.isRead = true;
        delete shelf.announced;
      }),
    );
  }

  /** Begins the first reading, which {@link read} then waits for: what is to be known before it is asked for meanwhile. */
  readAhead(): void {
    this.begun ??= this.readAll();
    this.begun.catch(() => undefined);
  }

  /** What each store was last seen to hold, readable ones first. */
  get holdings(): Holding[] {
    return this.shelves.map(({ store: { target, readable }, contents }) => ({ ...contents, target, readable }));
  }

  /** What the first readable store gives now to whoever reads it. */
  async readBack(): Promise<CredentialDocument | undefined> {
    const [lock] = this.shelves;
    return lock?.store.readable ? (await lock.store.read()).current?.document : undefined;
  }

  /** The credentials that the stores hold, in the order of the input. */
  get credentials(): KnownCredential[] {
    return this.shelves.flatMap(
      ({ store, contents }) => (contents.current && readCredential(contents.current.document, store.target)) ?? [],
    );
  }

  get pending(): Pending[] {
    return this.shelves.flatMap(({ contents }) => (contents.pending ? readPending(contents.pending.document) : []));
  }

  /**
   * What a person was asked for and has not brought yet, as the first readable target tells it, with the key pair where it is kept there.
   * `isEverywhere`: whether the other readable targets say the same.
   */
  get requested(): { pending: Pending; key?: KeyPair; isEverywhere: boolean } | undefined {
    const [first, ...others] = this.shelves
      .filter(({ store }) => store.readable)
      .map(({ contents }) => contents.pending);
    if (!first) return undefined;
    const pending = readPending(first.document);
    if (pending.reason !== 'request') return undefined;
    const key = readPendingKey(first.document);
    const isEverywhere = others.every((other) => isSameDocument(other?.document, first.document));
    return { pending, ...(key && { key }), isEverywhere };
  }

  get hasPending(): boolean {
    return this.shelves.some(({ contents }) => contents.pending);
  }

  /**
   * Whether each target holds the working credential. One that cannot be read does where it was written after the account was made.
   * @param wanted absent where there is no working credential
   */
  states(
    wanted: CredentialDocument | undefined,
    createdAt: Date | undefined,
  ): { target: string; isUpToDate: boolean }[] {
    return this.shelves.map(({ store, contents: { current, writtenAt } }) => ({
      target: store.target,
      isUpToDate:
        wanted !== undefined &&
        (store.readable
          ? saysTheSame(current?.document, wanted)
          : writtenAt !== undefined && writtenAt >= (createdAt ?? writtenAt)),
    }));
  }

  /**
   * Says in every store that a change is under way, and with which key. A change that another run began and did not end is taken over.
   * @throws ActionError `STORE_CONFLICT` where another run was faster
   */
  async announce(document: CredentialDocument): Promise<void> {
    const [lock, ...others] = this.shelves;
    if (lock) await announceOn(lock, document);
    await Promise.all(others.map((shelf) => announceOn(shelf, document)));
  }

  /** @throws ActionError `STORE_FULL` where one of these targets has no room for a document with these names */
  refuseLackOfRoom(targets: readonly string[], names: readonly string[]): void {
    for (const { store } of this.shelves) if (targets.includes(store.target)) store.refuseLackOfRoom?.(names);
  }

  /**
   * Makes a document the current one of a target; what it held besides, of others or of a newer version, stays in it.
   * @throws ActionError `STORE_CONFLICT` where another run was faster
   */
  async keep(target: string, document: CredentialDocument): Promise<void> {
    const shelf = this.shelves.find(({ store }) => store.target === target);
    if (!shelf) return;
    const { current } = shelf.contents;
    const merged = mergeInto(current, document);
    const version = await shelf.store.putCurrent(merged.document, current?.version, merged.others);
    shelf.contents = { ...shelf.contents, current: { ...merged, version } };
  }

  /** Removes everything of ours that a target keeps. */
  async empty(target: string): Promise<void> {
    const shelf = this.shelves.find(({ store }) => store.target === target);
    await shelf?.store.clear();
    if (shelf) shelf.contents = {};
  }

  get targets(): string[] {
    return this.shelves.map(({ store }) => store.target);
  }

  /** Takes the pending documents away: the change is done. @throws ActionError `STORE_CONFLICT` where another run took it over */
  async forget(): Promise<void> {
    await Promise.all(
      this.shelves.map(async (shelf) => {
        const { pending, ...rest } = shelf.contents;
        if (!pending) return;
        await shelf.store.removePending(pending.version);
        shelf.contents = rest;
      }),
    );
  }

  /** Whether the change that this run announced was taken over by another. */
  async wasTakenOver(): Promise<boolean> {
    const [lock] = this.shelves;
    if (!lock?.announced || !lock.store.readable) return false;
    return (await lock.store.read()).pending?.version !== lock.announced;
  }

  /** Waits while another run is at work: until its change is done, or seems to stand still. */
  async settleDown(signal: AbortSignal): Promise<void> {
    const [lock] = this.shelves;
    if (!lock?.store.readable) return;
    let last = (await lock.store.read()).pending?.version;
    for (let unchanged = 0; last !== undefined && unchanged < standstill; unchanged++) {
      await this.world.sleep(pollEvery * (0.5 + this.world.random()), signal);
      const version = (await lock.store.read()).pending?.version;
      if (version !== last) unchanged = 0;
      last = version;
    }
  }
}

/** Opens the targets of the `store` input. */
export async function openKeeper(
  { stores, githubToken, timeout }: Pick<Options, 'stores' | 'githubToken' | 'timeout'>,
  { world, deadline, warn }: Pick<Context, 'world' | 'deadline' | 'warn'>,
  reads?: 'all' | 'current',
): Promise<Keeper> {
  const { environment } = world;
  const settings = {
    world,
    environment,
    githubToken,
    signal: deadline.signal,
    deadline: Math.min(10_000, timeout / 5),
    warn,
    beside: stores,
  };
  return new Keeper(await Promise.all(stores.map((target) => openStore(target, settings))), world, reads);
}

/** Milliseconds between two looks at another run's change, and after how many looks without a move it counts as dead. */
const pollEvery = 500;
const standstill = 10;
