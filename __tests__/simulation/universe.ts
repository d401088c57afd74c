import { askedBy, lineOf } from './asked.js';
import { type Event, Events, isAct, type Kind } from './event.js';
import { DfnsModel } from './models/dfns.js';
import { GithubModel } from './models/github.js';
import type { KmsModel } from './models/kms.js';
import type { Reply, StoreModel } from './models/server.js';
import { TransitModel } from './models/transit.js';
import type { Process, Surroundings, UnderWay } from './process.js';
import { enter, type Realm, realNow, settled } from './realm.js';
import { canMeet } from './requests.js';
import { isActedUpon, isSpoiling, strike } from './strike.js';
import { Timeline } from './timeline.js';

const mostRequests = 1500;

/** The servers, the time and the processes of one history. Time moves only when no request is under way. */
export class Universe implements Surroundings, Realm {
  readonly dfns: DfnsModel;
  readonly github = new GithubModel();
  /** Tokens that a person created, by the public key that an issue gave. */
  readonly brought = new Map<string, string>();
  /** Whether a person keeps something of their own at the target, and has not removed it. */
  isForeignKept = false;
  readonly log: string[] = [];
  /** What was asked, and which of the runs at once asked it: the n-th request stands at n - 1. */
  readonly asked: { readonly line: string; readonly run: number }[] = [];
  /** How many requests were made. */
  step = 0;
  /** Called after each request that may have changed something, and after each act of a person. */
  onChange: (() => void) | undefined;
  /** Called before each request is acted upon, and after it. */
  onRequest: ((step: number, isDone: boolean) => void) | undefined;
  private processes: readonly Process[] = [];
  private readonly time = new Timeline();
  private keys = 1;
  private counted = 0;
  private current: Process | undefined;
  private readonly events: Events;

  constructor(
    readonly stores: readonly StoreModel[],
    events: readonly Event[],
    private readonly act: (kind: Kind, universe: Universe) => void,
    switches: ConstructorParameters<typeof DfnsModel>[0] = {},
    readonly kms: KmsModel = new TransitModel(),
  ) {
    enter(this);
    this.dfns = new DfnsModel(switches);
    this.events = new Events(events);
  }

  now(): number {
    return this.time.now + (this.current?.clockError ?? 0);
  }

  nextKey(): number {
    return this.keys++;
  }

  count(): number {
    return ++this.counted;
  }

  /** Events that no request met. */
  get left(): readonly Event[] {
    return this.events.unused;
  }

  /** Whether a run that has ended left something that keeps its process alive. */
  leaves(process: Process): boolean {
    // A cloud's library may be about to try again, and finds the door shut. The process ends after a second whatever it left.
    return !process.isKilled && this.time.waits((owner, milliseconds) => owner === process && milliseconds > 1_000);
  }

  pass(milliseconds: number): void {
    this.time.pass(milliseconds);
  }

  timer(milliseconds: number, work: () => void, known?: Process): () => void {
    return this.time.timer(milliseconds, work, known, this.current);
  }

  /** Plays processes to their end, the first one first; the others begin when an event says so, or when it has ended. */
  async play(processes: readonly Process[]): Promise<void> {
    this.processes = processes;
    this.current = processes[0];
    for (;;) {
      await settled();
      if (this.step > mostRequests || this.time.isTooLong) throw new Error('the history never ends');
      this.turn(processes);
      const next = this.ready(processes);
      if (next) await this.deliver(next.process, next.each);
      else if (await this.isAtWork(processes)) continue;
      else if (this.time.waits((owner) => !owner?.isOver)) this.moveTime();
      else if (!this.startNext(processes)) break;
    }
    this.current = undefined;
  }

  /** An event may give the turn to another process; one that has it, or is over, meets no such event. */
  private turn(processes: readonly Process[]): void {
    const isOther = (kind: Kind) => {
      const to = kind.startsWith('to-') ? processes[Number(kind.slice(3)) - 1] : undefined;
      return to !== undefined && to !== this.current && !to.isOver;
    };
    const event = this.events.take(this.step + 1, isOther);
    const to = event && processes[Number(event.kind.slice(3)) - 1];
    if (!to) return;
    this.current = to;
    if (!to.isStarted) to.start();
  }

  private ready(processes: readonly Process[]): { process: Process; each: UnderWay } | undefined {
    const ordered = this.current ? [this.current, ...processes.filter((each) => each !== this.current)] : processes;
    for (const process of ordered) {
      const each = process.underWay.find(({ isSilent }) => !isSilent);
      if (each && !process.isOver) return { process, each };
      // One that was just started has its turn until it asks for something.
      if (
        process === this.current &&
        process.isStarted &&
        !process.isOver &&
        process.underWay.length + process.sleeping === 0
      )
        return undefined;
    }
    return undefined;
  }

  /** Files are read, code is loaded: that takes no time of the history, but some of ours. */
  private async isAtWork(processes: readonly Process[]): Promise<boolean> {
    const isBusy = () =>
      processes.some((each) => each.isStarted && !each.isOver && each.underWay.length + each.sleeping === 0);
    if (!isBusy()) return false;
    for (const start = realNow(); realNow() - start < 3000; ) {
      await settled();
      if (!isBusy()) return true;
    }
    throw new Error('a run waits for something that is not of this world');
  }

  private startNext(processes: readonly Process[]): boolean {
    const next = processes.find(({ isStarted, isOver }) => !isStarted && !isOver);
    if (!next) return false;
    this.current = next;
    next.start();
    return true;
  }

  private moveTime(): void {
    this.time.move((owner) => {
      this.current = owner ?? this.current;
    });
  }

  private async deliver(process: Process, each: UnderWay): Promise<void> {
    this.current = process;
    const number = ++this.step;
    for (let met = this.events.take(number, isAct); met; met = this.events.take(number, isAct))
      this.meet(met.kind, process);
    const line = lineOf(each);
    const fault = this.events.take(number, (kind) => !kind.startsWith('to-') && canMeet(kind, line))?.kind;
    this.kms.spoils = isSpoiling(fault) ? fault : undefined;
    this.asked.push({ line, run: this.processes.indexOf(process) });
    this.log.push(`${number} ${line}${fault ? ` [${fault}]` : ''}`);
    this.lookOn(() => this.onRequest?.(number, false));
    const reply = isActedUpon(fault) ? this.replyTo(each) : undefined;
    if (reply && each.request.method !== 'GET') this.lookOn(this.onChange);
    this.lookOn(() => this.onRequest?.(number, true));
    if (fault && !isSpoiling(fault)) await strike(fault, process, each);
    else if (reply) each.answer(reply);
  }

  private meet(kind: Kind, process: Process): void {
    this.log.push(`  [${kind}]`);
    if (kind === 'day') this.pass(25 * 3_600_000);
    else if (kind === 'fast') process.clockError = 3 * 3_600_000;
    else if (kind === 'slow') process.clockError = -3 * 3_600_000;
    else this.act(kind, this);
    this.lookOn(this.onChange);
  }

  /** Whoever looks on, and each server, has a clock of its own, which is right. */
  private lookOn<T>(look: (() => T) | undefined): T | undefined {
    const asking = this.current;
    this.current = undefined;
    const seen = look?.();
    this.current = asking;
    return seen;
  }

  private replyTo(each: UnderWay): Reply {
    const server = [this.dfns, ...this.stores, this.github, this.kms].find(({ host }) => host === each.url.host);
    const reply = this.lookOn(() => server?.reply(askedBy(each)));
    if (!reply) throw new Error(`nobody is at ${each.url.host}`);
    return { ...reply, headers: { date: this.time.header(), ...reply.headers } };
  }
}
