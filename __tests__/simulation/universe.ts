import type { Event, Kind } from './event.js';
import { DfnsModel } from './models/dfns.js';
import { GithubModel } from './models/github.js';
import type { Asked, Reply, StoreModel } from './models/server.js';
import type { Process, Surroundings, UnderWay } from './process.js';
import { enter, type Realm, realNow, settled } from './realm.js';

const begin = Date.UTC(2026, 10, 25, 8);
export const day = 86_400_000;
/** No history takes longer; what does never ends. */
const longest = 40 * day;
const mostRequests = 1500;

interface Timer {
  readonly at: number;
  readonly owner: Process | undefined;
  readonly work: () => void;
}

/** The servers, the time and the processes of one history. Time moves only when no request is under way. */
export class Universe implements Surroundings, Realm {
  readonly dfns: DfnsModel;
  readonly github = new GithubModel();
  readonly log: string[] = [];
  /** How many requests were made. */
  step = 0;
  /** Called after each request that may have changed something, and after each act of a person. */
  onChange: (() => void) | undefined;
  private time = begin;
  private timers: Timer[] = [];
  private keys = 1;
  private counted = 0;
  private current: Process | undefined;
  private readonly unused: Event[];

  constructor(
    readonly stores: readonly StoreModel[],
    events: readonly Event[],
    private readonly act: (kind: Kind, universe: Universe) => void,
    switches: ConstructorParameters<typeof DfnsModel>[0] = {},
  ) {
    enter(this);
    this.dfns = new DfnsModel(switches);
    this.unused = [...events];
  }

  now(): number {
    return this.time + (this.current?.clockError ?? 0);
  }

  nextKey(): number {
    return this.keys++;
  }

  count(): number {
    return ++this.counted;
  }

  /** Events that no request met. */
  get left(): readonly Event[] {
    return this.unused;
  }

  /** Whether a run that has ended left something that keeps its process alive. */
  leaves(process: Process): boolean {
    return this.timers.some(({ owner }) => owner === process && !process.isKilled);
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
  }

  timer(milliseconds: number, work: () => void, known?: Process): () => void {
    const owner = known ?? this.current;
    // A library's own timer, of which nobody told whose it is: its process is waiting, not at work.
    const waiting = known ? undefined : owner;
    if (waiting) waiting.sleeping++;
    const done = () => {
      if (waiting) waiting.sleeping--;
    };
    const act = () => {
      done();
      work();
    };
    const timer: Timer = { at: this.time + Math.max(0, milliseconds), owner, work: act };
    this.timers.push(timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at >= 0) {
        this.timers.splice(at, 1);
        done();
      }
    };
  }

  /** Plays processes to their end, the first one first; the others begin when an event says so, or when it has ended. */
  async play(processes: readonly Process[]): Promise<void> {
    this.current = processes[0];
    for (;;) {
      await settled();
      if (this.step > mostRequests || this.time > begin + longest) throw new Error('the history never ends');
      this.turn(processes);
      const next = this.ready(processes);
      if (next) await this.deliver(next.process, next.each);
      else if (await this.isAtWork(processes)) continue;
      else if (this.timers.some(({ owner }) => !owner?.isOver)) this.moveTime();
      else if (!this.startNext(processes)) break;
    }
    this.current = undefined;
  }

  /** An event may give the turn to another process. */
  private turn(processes: readonly Process[]): void {
    const event = this.take(this.step + 1, (kind) => kind.startsWith('to-'));
    const to = event && processes[Number(event.kind.slice(3)) - 1];
    if (!to || to.isOver) return;
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
    this.timers = this.timers.filter(({ owner }) => !owner?.isKilled);
    const [first] = this.timers.sort((one, other) => one.at - other.at);
    if (!first) return;
    this.timers.shift();
    this.time = Math.max(this.time, first.at);
    if (first.owner) this.current = first.owner;
    first.work();
  }

  private async deliver(process: Process, each: UnderWay): Promise<void> {
    this.current = process;
    const number = ++this.step;
    for (let met = this.take(number, isAct); met; met = this.take(number, isAct)) this.meet(met.kind, process);
    const fault = this.take(number, () => true)?.kind;
    this.log.push(`${number} ${lineOf(each)}${fault ? ` [${fault}]` : ''}`);
    if (fault === 'kill-before') return process.kill();
    if (fault === 'cancel-before') {
      process.cancel();
      await settled();
      return;
    }
    if (fault === 'cut-before') return each.fail('ECONNRESET');
    if (fault === '500') return each.answer({ status: 500, body: { error: { message: 'Internal Server Error' } } });
    if (fault === '429') {
      const headers = { 'retry-after': '1' };
      return each.answer({ status: 429, body: { error: { message: 'Too Many Requests' } }, headers });
    }
    if (fault === 'silence') {
      each.isSilent = true;
      return;
    }
    const reply = this.replyTo(each);
    if (each.request.method !== 'GET') this.tell();
    if (fault === undefined) return each.answer(reply);
    if (fault === 'kill-after') return process.kill();
    if (fault === 'cut-after') return each.fail('ECONNRESET');
    if (fault === '500-after')
      return each.answer({ status: 500, body: { error: { message: 'Internal Server Error' } } });
    if (fault === 'garbage') return each.answer('<html><body>a gateway</body></html>');
    if (fault === 'silence-after') {
      each.isSilent = true;
      return;
    }
    process.cancel();
    await settled();
  }

  private meet(kind: Kind, process: Process): void {
    this.log.push(`  [${kind}]`);
    if (kind === 'day') this.pass(25 * 3_600_000);
    else if (kind === 'fast') process.clockError = 3 * 3_600_000;
    else if (kind === 'slow') process.clockError = -3 * 3_600_000;
    else this.act(kind, this);
    this.tell();
  }

  /** Whoever looks on has a clock that is right. */
  private tell(): void {
    const asking = this.current;
    this.current = undefined;
    this.onChange?.();
    this.current = asking;
  }

  /** The header that tells the time. */
  private date(): string {
    const second = Math.floor(this.time / 1000);
    if (second !== this.told.second) this.told = { second, text: new Date(this.time).toUTCString() };
    return this.told.text;
  }

  private told = { second: 0, text: '' };

  private take(at: number, isWanted: (kind: Kind) => boolean): Event | undefined {
    const found = this.unused.findIndex((event) => event.at === at && isWanted(event.kind));
    return found < 0 ? undefined : this.unused.splice(found, 1)[0];
  }

  private replyTo({ request, url }: UnderWay): Reply {
    // Servers have a clock of their own, which is right.
    const asking = this.current;
    this.current = undefined;
    const headers: Record<string, string> = {};
    for (const name in request.headers) headers[name.toLowerCase()] = String(request.headers[name]);
    const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body ?? '').toString('utf8');
    const asked: Asked = { method: request.method, url, headers, body };
    const server = [this.dfns, this.github, ...this.stores].find(({ host }) => host === url.host);
    if (!server) throw new Error(`nobody is at ${url.host}`);
    const reply = server.reply(asked);
    this.current = asking;
    return { ...reply, headers: { date: this.date(), ...reply.headers } };
  }
}

/** AWS has one path, and says in a header what is asked. */
function lineOf({ request, url }: UnderWay): string {
  const action = String(request.headers?.['x-amz-target'] ?? '').split('.')[1] ?? '';
  return `${request.method} ${url.host}${url.pathname}${action}`;
}

const acts = /^(approve|deny|renamed|edited|removed|role-changed|archived|day|fast|slow)$/;
const isAct = (kind: Kind): boolean => acts.test(kind);
