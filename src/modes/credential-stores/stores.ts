import type { KeyPair } from '../../core/key-pair.js';
import { mergeInto, saysTheSame } from '../../core/merge-documents.js';
import { changesIn, isRequest } from '../../core/pending-changes.js';
import type { KmsKeyReference } from '../../core/signing-key.js';
import type { StoreTarget } from '../../core/store-target.js';
import {
  type CredentialDocument,
  isSameDocument,
  type KnownCredential,
  type Pending,
  readPending,
  readStoredCredential,
  readStoredKey,
} from '../../core/stored-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import { endingWith } from '../../stores/ending.js';
import { openStore } from '../../stores/index.js';
import type { Store } from '../../stores/store.js';
import type { World } from '../../world.js';
import type { Context } from '../context.js';
import { ChangeLock, isUnfinished, type OpenStore } from './change-lock.js';
import type { TargetContents } from './guards.js';

/** All targets of the `store` input as one, with the lock of a change; docs/order-of-writes.md says what that guarantees. */
export class CredentialStores {
  readonly lock: ChangeLock;
  private readonly entries: readonly OpenStore[];
  private begun: Promise<void> | undefined;

  /** @param reads `current` where a run writes nothing: whoever may read no more needs no more */
  constructor(
    stores: readonly Store[],
    world: Pick<World, 'sleep' | 'random'>,
    private readonly reads: 'all' | 'current' = 'all',
    private readonly reopen?: (store: Store, signal: AbortSignal) => Promise<Store>,
  ) {
    // Readable ones first: the first of them decides, and holds the lock.
    const ordered = [...stores].sort((one, other) => Number(other.readable) - Number(one.readable));
    this.entries = ordered.map((store) => ({ store, contents: {} }));
    this.lock = new ChangeLock(this.entries, world);
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Whether any target gives back what it keeps. */
  get isReadable(): boolean {
    return this.entries.some(({ store }) => store.readable);
  }

  /** Reads every store, all at once. */
  async read(): Promise<void> {
    const begun = this.begun ?? this.readAll();
    this.begun = undefined;
    await begun;
  }

  private async readAll(): Promise<void> {
    await Promise.all(
      this.entries.map(async (entry) => {
        entry.contents = await (this.reads === 'all' ? entry.store.read() : entry.store.readCurrent());
        entry.isRead = true;
        delete entry.ownPending;
        delete entry.foundPending;
      }),
    );
  }

  /** Starts reading early; {@link read} then waits for it. */
  readAhead(): void {
    this.begun ??= this.readAll();
    this.begun.catch(() => undefined);
  }

  /** Waits for what {@link readAhead} began, and judges it; {@link read} then need not read again. */
  async holds(judge: (stores: CredentialStores) => boolean): Promise<boolean> {
    this.readAhead();
    await this.begun;
    return judge(this);
  }

  /** What each store was last seen to hold, readable ones first. */
  get contents(): TargetContents[] {
    return this.entries.map(({ store: { target, readable }, contents }) => ({ ...contents, target, readable }));
  }

  /** Reads the current document of the first readable store anew. */
  async readBack(): Promise<CredentialDocument | undefined> {
    const [lock] = this.entries;
    return lock?.store.readable ? (await lock.store.read()).current?.document : undefined;
  }

  /** Whether another run wrote since this one did, asked over a connection that outlives the time of the run. */
  async hasMoved(signal: AbortSignal): Promise<boolean> {
    const [first] = this.entries;
    if (!first?.store.readable || !this.reopen) return false;
    return this.lock.hasMoved(await this.reopen(first.store, signal));
  }

  /** The credentials that the stores hold, in the order of the input. */
  get credentials(): KnownCredential[] {
    return this.entries.flatMap(
      ({ store, contents }) =>
        (contents.current && readStoredCredential(contents.current.document, store.target)) ?? [],
    );
  }

  /** The changes that were begun and not ended, as the stores show them. */
  get pending(): Pending[] {
    return this.entries.flatMap(({ contents }) =>
      contents.pending ? changesIn(contents.pending.document).map(readPending) : [],
    );
  }

  /**
   * The request to a person that is still open, as the first readable target shows it, with the key where it is kept there.
   * `isEverywhere`: whether the other readable targets say the same.
   */
  get requested(): { pending: Pending; key?: KeyPair | KmsKeyReference; isEverywhere: boolean } | undefined {
    const [first, ...others] = this.entries
      .filter(({ store }) => store.readable)
      .map(({ contents }) => contents.pending && changesIn(contents.pending.document).find(isRequest));
    if (!first) return undefined;
    const key = readStoredKey(first);
    const isEverywhere = others.every((other) => isSameDocument(other, first));
    return { pending: readPending(first), ...(key && { key }), isEverywhere };
  }

  /** Whether a change was begun, and is to be finished by a run; a request waits for a person. */
  get hasUnfinished(): boolean {
    return this.entries.some(({ contents }) => contents.pending && isUnfinished(contents.pending.document));
  }

  /**
   * Whether each target holds the working credential. One that cannot be read does where it was written after the account was made.
   * @param wanted absent where there is no working credential
   */
  states(
    wanted: CredentialDocument | undefined,
    createdAt: Date | undefined,
  ): { target: string; isUpToDate: boolean }[] {
    return this.entries.map(({ store, contents: { current, writtenAt } }) => ({
      target: store.target,
      isUpToDate:
        wanted !== undefined &&
        (store.readable
          ? saysTheSame(current?.document, wanted)
          : writtenAt !== undefined && writtenAt >= (createdAt ?? writtenAt)),
    }));
  }

  /** @throws ActionError `STORE_FULL` where one of these targets has no room for a document with these names */
  refuseLackOfRoom(targets: readonly string[], names: readonly string[]): void {
    for (const { store } of this.entries) if (targets.includes(store.target)) store.refuseLackOfRoom?.(names);
  }

  /**
   * Makes a document the current one of a target; what it held besides, of others or of a newer version, stays in it.
   * @throws ActionError `STORE_CONFLICT` where another run was faster
   */
  async writeCurrent(target: string, document: CredentialDocument): Promise<void> {
    const entry = this.entries.find(({ store }) => store.target === target);
    if (!entry) return;
    const { current } = entry.contents;
    const merged = mergeInto(current, document);
    const version = await entry.store.putCurrent(merged.document, current?.version, merged.others);
    entry.contents = { ...entry.contents, current: { ...merged, version } };
  }

  /** Removes everything of ours that a target keeps. */
  async clear(target: string): Promise<void> {
    const entry = this.entries.find(({ store }) => store.target === target);
    await entry?.store.clear();
    if (entry) entry.contents = {};
  }

  get targets(): string[] {
    return this.entries.map(({ store }) => store.target);
  }
}

/** Opens the targets of the `store` input. */
export async function openCredentialStores(
  { stores, githubToken, timeout }: Pick<Options, 'stores' | 'githubToken' | 'timeout'>,
  { world, deadline, warn }: Pick<Context, 'world' | 'deadline' | 'warn'>,
  reads?: 'all' | 'current',
): Promise<CredentialStores> {
  const { environment } = world;
  const open = async (target: StoreTarget, signal: AbortSignal) => {
    const settings = { world, environment, githubToken, signal, deadline: Math.min(10_000, timeout / 5), warn };
    return endingWith(await openStore(target, { ...settings, beside: stores }), signal);
  };
  const opened: Store[] = await Promise.all(stores.map((target) => open(target, deadline.signal)));
  return new CredentialStores(opened, world, reads, (store, signal) => {
    const target = stores[opened.indexOf(store)];
    return target ? open(target, signal) : Promise.resolve(store);
  });
}
