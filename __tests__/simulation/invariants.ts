import type { ServiceAccount } from '../../simulator/organisation/state.js';
import { readClaims } from '../../src/core/token-claims.js';
import type { Event } from './event.js';
import { byHand, KeptByHand } from './kept-by-hand.js';
import type { StoredDocument } from './models/server.js';
import { accountName } from './names.js';
import type { Process } from './process.js';
import { secretsTold } from './secrets-told.js';
import { shapeOf } from './shape.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

/** Rightly: what the credential belongs to, or that there is one, is for people to say. */
const refusals =
  /\[(CREDENTIAL_OF_ANOTHER|TOKEN_LOST|STORE_HOLDS_OTHER|STORE_UNREADABLE|ACCOUNT_NOT_FOUND|NOT_ALL_REVOKED|PENDING_KEY_LOST)\]/;

/** Holds a history to what must be true after every event, and at the end of every run. */
export class Invariants {
  readonly broken: string[] = [];
  private worked = false;
  /** What somebody has in hand: credentials that were stored or emitted. */
  private readonly known = new Set<string>();
  private readonly isDisturbed: boolean;
  private readonly isLong: boolean;
  /** The event of a history that has one. */
  private readonly single: Event | undefined;
  /** Accounts that were there before the history began. */
  private readonly before: ReadonlySet<string>;
  readonly keptByHand: KeptByHand;

  constructor(
    private readonly universe: Universe,
    private readonly story: Story,
    events: readonly Event[],
  ) {
    if (events.length === 1) this.single = events[0];
    this.keptByHand = new KeptByHand(universe);
    this.before = new Set(universe.dfns.accounts.map(({ userId }) => userId));
    this.isLong = events.some(({ kind }) => kind === 'day');
    this.isDisturbed = events.some(({ kind }) => byHand(kind));
    this.worked = this.works();
    this.remember();
    universe.onChange = () => this.afterEvent();
  }

  /** Whether what the stores give to whoever reads them works. */
  private works(): boolean {
    const { dfns, stores } = this.universe;
    if (stores.some(({ isTorn }) => isTorn)) return this.worked;
    return stores.length > 0 && stores.every((store) => dfns.works(store.current()));
  }

  private remember(): void {
    for (const store of this.universe.stores)
      for (const document of [store.current(), store.pending()]) this.learn(document);
  }

  private learn(document: StoredDocument | undefined): void {
    if (document?.DFNS_AUTH_TOKEN) this.known.add(document.DFNS_AUTH_TOKEN);
  }

  private break(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(what);
  }

  afterEvent(): void {
    const { accounts } = this.universe.dfns;
    const works = this.works();
    if (this.worked && !works && !this.story.isRevocation && !this.isDisturbed)
      this.break('what is stored as current worked, and does not any more');
    this.worked = works;
    this.remember();
    if (this.keptByHand.isGone()) this.break('what a person keeps at the target is gone');
    if (this.story.isRotation && !this.isDisturbed && !this.isLong) this.givesTime();
    if (accounts.filter(({ name }) => name === accountName).length > 1) this.break('two accounts have the name');
  }

  /** Whoever still uses what a rotation replaced has a day to change over. */
  private givesTime(): void {
    const alive = new Set(this.universe.dfns.accounts.map(({ userId }) => userId));
    if ([...this.before].some((id) => !alive.has(id)))
      this.break('the account that a rotation replaces is archived at once');
  }

  /** A day may pass while the login is ended, after the outputs: longer than the token of an ephemeral account lives. */
  private isOver(token: string): boolean {
    const { expiresAt } = readClaims(token);
    return expiresAt !== undefined && expiresAt.getTime() <= this.universe.dfns.organisation.clock.now();
  }

  afterRun(process: Process): void {
    const { told, isKilled, settings } = process;
    if (process.late > 0) this.break('a run asked for something after its end');
    if (this.universe.leaves(process)) this.break('a run leaves a timer behind, and its process would not end');
    for (const fault of secretsTold(process, this.universe, this.known)) this.break(fault);
    if (isKilled || settings.step === 'post') return;
    this.leavesNone(process);
    const { token, status } = told.outputs;
    if (told.errors.length > 0) {
      if (told.errors.some((error) => /\[UNEXPECTED\]|crashed/.test(error)))
        this.break(`a run failed in a way that it does not know: ${told.errors[0]}`);
      if (token) this.break('a run that failed put out a token');
      return;
    }
    if (!status && settings.step === 'main') this.break('a run ended well and says nothing');
    if (
      token &&
      !this.isOver(token) &&
      !this.universe.dfns.ownerOf(token) &&
      !this.isDisturbed &&
      this.story.runs === 1
    )
      this.break('a run put out a token that does not work');
    const stored = this.universe.stores.map((store) => store.current()?.DFNS_AUTH_TOKEN);
    const isLast = this.story.runs === 1 && !this.story.afterwards;
    if (token && isLast && !this.isDisturbed && stored.length > 0 && !stored.includes(token))
      this.break('a run put out another token than the stored one');
  }

  /** What a job was given works until it ends, whatever other jobs of the same name do. */
  leavesOthers(mains: readonly Process[]): void {
    for (const main of mains) {
      const { token = '' } = main.told.outputs;
      const isInUse = !main.hasFailed && token !== '' && !this.isOver(token) && !this.isDisturbed;
      if (isInUse && !this.universe.dfns.ownerOf(token))
        this.break('another job archives the account of one that goes on');
    }
  }

  /** A run that one event alone struck archives what it made for nobody, or keeps its credential, however it ends. */
  private leavesNone({ told }: Process): void {
    const { dfns, brought, asked } = this.universe;
    if (!this.single || this.story.runs > 1 || this.isDisturbed || this.story.isDecided) return;
    // What a store may have taken is left to the next run; so is all, where the time is over.
    const isOfStore = !asked[this.single.at - 1]?.line.includes(dfns.host);
    if (told.errors.length > 0 && (this.single.kind === 'day' || isOfStore)) return;
    const tokens = [...this.known, ...brought.values(), told.outputs.token ?? ''];
    const kept = new Set(tokens.map((token) => dfns.ownerOf(token)?.userId));
    // A day may end the life of a token that was handed on.
    if (told.errors.length === 0) kept.add(told.outputs['service-account-id']);
    for (const { name, userId, credentials } of dfns.accounts)
      if (!this.before.has(userId) && !kept.has(userId) && !(this.story.isFleet && this.isPending(credentials)))
        this.break(`a run leaves an account that it made for nobody: ${name.replace(/[0-9a-f]{8}$/, '…')}`);
  }

  /** While one account was struck, another's credential was on its way to its store: the next run knows it by its key. */
  private isPending(credentials: ServiceAccount['credentials']): boolean {
    const pending = this.universe.stores.map((store) => store.pending()?.DFNS_KEY_FINGERPRINT);
    return credentials.some(({ fingerprint }) => pending.includes(Buffer.from(fingerprint, 'base64').toString('hex')));
  }

  /**
   * Whether a run refuses what people did, as it may; it leaves all as it is then.
   * @param before the shape of all before it
   */
  isRefusal(process: Process, before: string): boolean {
    if (!this.isDisturbed || !process.told.errors.some((error) => refusals.test(error))) return false;
    if (shapeOf(this.universe) !== before) this.break('a run that refuses what people did changes something');
    return true;
  }

  /** Whatever happened before, a plain run has put it in order. */
  afterPlain(process: Process): void {
    const { dfns, stores } = this.universe;
    if (this.isDisturbed && this.works() !== true && stores.some((store) => store.current() === undefined)) return;
    if (process.told.errors.length > 0) {
      this.break(`the next plain run failed: ${process.told.errors[0]}`);
      return;
    }
    if (this.story.isRevocation) {
      for (const { name } of dfns.accounts)
        if (name !== 'renamed-by-hand') this.break(`after a revocation an account is left: ${name}`);
      for (const store of stores)
        if (store.current() || store.pending()) this.break('after a revocation a store still holds something');
      return;
    }
    for (const store of stores) {
      if (!dfns.works(store.current())) this.break('after the next plain run what is stored does not work');
      else if (!dfns.isOfOne(store.current())) this.break('after the next plain run what is stored is of two accounts');
      if (store.pending()) this.break('after the next plain run a change is still pending');
      const { token } = process.told.outputs;
      const isShown = token !== undefined || store.isReadable !== false;
      if (isShown && store.current()?.DFNS_AUTH_TOKEN !== token)
        this.break('the next plain run put out another token than the stored one');
    }
    const retired = new RegExp(`^${accountName}-retired-2`);
    const left = dfns.accounts.filter(({ name }) => name !== accountName && name !== 'renamed-by-hand');
    for (const { name } of left) {
      // One in its grace period goes with it, also where its token was lost: to give time harms nobody.
      if (!retired.test(name))
        this.break(`an account is left whose credential nobody has: ${name.replace(/[0-9a-f]{8}$/, '…')}`);
    }
    if (!dfns.accounts.some(({ name }) => name === accountName))
      this.break('after the next plain run no account has the name');
  }
}
