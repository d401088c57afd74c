import { carrying, changesIn, isRequest } from '../../core/pending-changes.js';
import type { CredentialDocument } from '../../core/stored-credential.js';
import type { Kept, Store, StoreContents } from '../../stores/store.js';
import type { World } from '../../world.js';

/** A store and what it was last seen, or made, to hold. */
export interface OpenStore {
  readonly store: Store;
  contents: StoreContents;
  isRead?: boolean;
  /** The pending version that this run wrote. */
  ownPending?: string;
  /** The pending document before this run wrote: others began it. */
  foundPending?: Kept;
}

/**
 * The lock between runs: the pending document of the first readable target, written with check-and-set before Dfns is changed and taken
 * away when all is done. A run that finds another's takes it over, and carries the record of its keys along.
 */
export class ChangeLock {
  constructor(
    private readonly entries: readonly OpenStore[],
    private readonly world: Pick<World, 'sleep' | 'random'>,
  ) {}

  /**
   * Writes to every store that a change is under way, and with which key. A change that another run began and did not end is taken over.
   * @param isCleared whether no record is needed any more of a change that was found
   * @throws ActionError `STORE_CONFLICT` where another run was faster
   */
  async begin(document: CredentialDocument, isCleared: (change: CredentialDocument) => boolean): Promise<void> {
    const found = this.entries.flatMap(({ contents: { pending } }) => (pending ? changesIn(pending.document) : []));
    const whole = carrying(
      document,
      found.filter((change) => !isCleared(change)),
    );
    const [first, ...others] = this.entries;
    if (first) await beginOn(first, whole);
    await onEach(others, (entry) => beginOn(entry, whole));
  }

  /**
   * Takes the pending documents away: the change is done, and with it those before it.
   * @param stays whether a change is not done with it
   * @throws ActionError `STORE_CONFLICT` where another run took it over
   */
  async end(stays: (change: CredentialDocument) => boolean = () => false): Promise<void> {
    await onEach(this.entries, async (entry) => {
      const { pending } = entry.contents;
      if (!pending) return;
      const changes = changesIn(pending.document);
      const staying = changes.filter(stays);
      if (staying.length === changes.length) return;
      const [newest, ...rest] = staying;
      await replacePending(entry, newest && carrying(newest, rest));
    });
  }

  /** Puts back, where this run wrote, what it found there: a change that was not made needs no record. */
  async cancel(): Promise<void> {
    await onEach(this.entries, async (entry) => {
      if (!entry.ownPending) return;
      await replacePending(entry, entry.foundPending?.document);
      delete entry.ownPending;
    });
  }

  /**
   * Whether another run wrote to the first readable target since this one last read or wrote it.
   * @param store that target, where another connection to it is to be used
   */
  async hasMoved(store = this.entries[0]?.store): Promise<boolean> {
    const [first] = this.entries;
    if (!store?.readable || !first?.isRead) return false;
    const { current, pending } = await store.read();
    const { contents } = first;
    if (current?.version !== contents.current?.version || pending?.version !== contents.pending?.version) return true;
    // Two reads are no moment: the other run may have stored its credential after the first and ended its change before the second.
    const { current: later } = await store.readCurrent();
    return later?.version !== contents.current?.version;
  }

  /** Whether this run took over a change that another had begun and not ended. */
  get tookOver(): boolean {
    return this.entries.some(({ foundPending }) => foundPending && isUnfinished(foundPending.document));
  }

  /** Whether this run found such a change, and took it over or has not written yet. */
  get metOther(): boolean {
    const found = ({ contents: { pending }, ownPending }: OpenStore) =>
      pending !== undefined && pending.version !== ownPending && isUnfinished(pending.document);
    return this.tookOver || this.entries.some(found);
  }

  /** Waits while another run is at work: until its change is done, or seems to stand still. */
  async waitForOtherRun(signal: AbortSignal): Promise<void> {
    const [first] = this.entries;
    if (!first?.store.readable) return;
    let last = await workVersion(first);
    for (let unchanged = 0; last !== undefined && unchanged < standstill; unchanged++) {
      await this.world.sleep(pollEvery * (0.5 + this.world.random()), signal);
      const version = await workVersion(first);
      if (version !== last) unchanged = 0;
      last = version;
    }
  }
}

/** Whether a pending document lists a change that a run is to finish; a request alone waits for a person. */
export function isUnfinished(document: CredentialDocument): boolean {
  return !changesIn(document).every(isRequest);
}

async function beginOn(entry: OpenStore, document: CredentialDocument): Promise<void> {
  const { store, contents } = entry;
  const found = contents.pending;
  const isOthers = found !== undefined && found.version !== entry.ownPending;
  const version = await store.putPending(document, found?.version);
  if (isOthers) entry.foundPending = found;
  entry.contents = { ...contents, pending: { document, version } };
  entry.ownPending = version;
  if (isOthers && store.readable && isUnfinished(found.document)) await fence(entry, document);
}

/**
 * Makes sure that the run whose change is taken over cannot make its credential the current one any more: the current document is written
 * again, unchanged, so that the version which the other run expects is gone. Where there is none, one is written that holds no credential.
 */
async function fence(entry: OpenStore, pending: CredentialDocument): Promise<void> {
  const { store, contents } = entry;
  const { current } = contents;
  // A provisioner's credential works whichever run stores it, and no account of it is archived.
  if (!current && pending.DFNS_USERNAME) return;
  const document = current?.document ?? withoutKey(pending);
  const version = await store.putCurrent(document, current?.version, current?.others);
  entry.contents = { ...contents, current: { ...current, document, version } };
}

function withoutKey(pending: CredentialDocument): CredentialDocument {
  const names = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_PENDING_REASON', 'DFNS_PENDING_SINCE'];
  return Object.fromEntries(Object.entries(pending).filter(([name]) => names.includes(name)));
}

async function replacePending(entry: OpenStore, document: CredentialDocument | undefined): Promise<void> {
  const { store, contents } = entry;
  const { pending, ...rest } = contents;
  if (!pending) return;
  if (document) {
    const version = await store.putPending(document, pending.version);
    entry.contents = { ...contents, pending: { document, version } };
  } else {
    await store.removePending(pending.version);
    entry.contents = rest;
  }
}

/** All at once; rejects with the first failure, when none is under way any more. */
async function onEach(entries: readonly OpenStore[], work: (entry: OpenStore) => Promise<void>): Promise<void> {
  const all = entries.map(work);
  await Promise.allSettled(all);
  await Promise.all(all);
}

async function workVersion({ store }: OpenStore): Promise<string | undefined> {
  const { pending } = await store.read();
  return pending && isUnfinished(pending.document) ? pending.version : undefined;
}

/** Milliseconds between two looks at another run's change, and after how many looks without a change that run counts as dead. */
const pollEvery = 500;
const standstill = 10;
