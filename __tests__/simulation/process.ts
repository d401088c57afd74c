import { type Action, run } from '../../src/action.js';
import { cleanUp } from '../../src/clean-up.js';
import {
  createSender,
  type HttpRequest,
  type HttpResponse,
  type NetworkOptions,
  NoResponse,
} from '../../src/network/http.js';
import { provision } from '../../src/provision.js';
import type { World } from '../../src/world.js';
import { keyNumber } from './keys.js';
import type { Reply } from './models/server.js';
import { type Recorded, recordingRunner } from './record.js';

/** A request that waits for what the history has it meet. */
export interface UnderWay {
  readonly request: HttpRequest;
  readonly url: URL;
  answer(reply: Reply | string): void;
  fail(code: string): void;
  /** Nothing is coming: time may move on. */
  isSilent: boolean;
}

/** What a process needs of the history that it is played in. */
export interface Surroundings {
  now(): number;
  timer(milliseconds: number, work: () => void, owner?: Process): () => void;
  nextKey(): number;
  count(): number;
}

export interface ProcessSettings {
  readonly step: 'main' | 'post';
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string>>;
}

const actions: Record<ProcessSettings['step'], Action> = { main: provision, post: cleanUp };

/** A run of the action in a process of its own: inputs in, outputs out, and nothing of the machine that it really runs on. */
export class Process {
  readonly told: Recorded;
  readonly underWay: UnderWay[] = [];
  /** How many sleeps and timers of libraries it waits for: while there are none, it is at work. */
  sleeping = 0;
  isStarted = false;
  isOver = false;
  isKilled = false;
  isCancelled = false;
  /** Milliseconds by which its clock is ahead. */
  clockError = 0;
  /** Requests that it began after its end. */
  late = 0;
  private cancelling: (() => void) | undefined;
  private readonly begin: () => Promise<void>;

  constructor(
    readonly settings: ProcessSettings,
    private readonly around: Surroundings,
  ) {
    const { runner, told } = recordingRunner(settings.inputs, settings.state);
    this.told = told;
    this.begin = () => run(actions[settings.step], runner, this.world());
  }

  start(): void {
    this.isStarted = true;
    this.begin().then(
      () => this.end(),
      (error: unknown) => {
        this.told.errors.push(`crashed: ${error instanceof Error ? error.stack : error}`);
        this.end();
      },
    );
  }

  get hasFailed(): boolean {
    return this.told.errors.length > 0 || this.isKilled;
  }

  /** From here on nothing answers it any more. */
  kill(): void {
    this.isKilled = true;
    this.end();
  }

  cancel(): void {
    this.isCancelled = true;
    this.cancelling?.();
  }

  private end(): void {
    this.isOver = true;
    this.underWay.length = 0;
  }

  private world(): World {
    const { around } = this;
    const sleep = (milliseconds: number, signal?: AbortSignal) => this.sleep(milliseconds, signal);
    return {
      environment: this.settings.environment,
      now: () => around.now() + this.clockError,
      sleep,
      timer: (milliseconds, work) => around.timer(milliseconds, work, this),
      random: () => 0.5,
      randomBytes: (length) => Buffer.alloc(length, String(around.count())),
      generateKeyPair: async () => keyNumber(around.nextKey()),
      connect: (connection) =>
        createSender(connection, { exchange: (request) => this.exchange(request, connection), sleep }),
      meanwhile: (work) => void Promise.resolve().then(work),
      onCancel: (cancel) => {
        this.cancelling = cancel;
      },
      onStray: () => undefined,
    };
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeping++;
    return new Promise<void>((resolve, reject) => {
      const aborted = () => {
        stop();
        reject(new Error('aborted'));
      };
      const stop = this.around.timer(
        milliseconds,
        () => {
          signal?.removeEventListener('abort', aborted);
          resolve();
        },
        this,
      );
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
    }).finally(() => this.sleeping--);
  }

  private exchange(request: HttpRequest, { signal, deadline = 10_000 }: NetworkOptions): Promise<HttpResponse> {
    const url = new URL(request.url);
    if (this.isOver) {
      // Where its time has ended the door sends nothing any more.
      if (!signal?.aborted) this.late++;
      return new Promise(() => undefined);
    }
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        stop();
        signal?.removeEventListener('abort', aborted);
        const at = this.underWay.indexOf(each);
        if (at >= 0) this.underWay.splice(at, 1);
        settle();
      };
      const fail = (code: string) => finish(() => reject(new NoResponse(code, url.host)));
      const aborted = () => fail('ABORTED');
      const stop = this.around.timer(deadline, () => fail('DEADLINE'), this);
      const each: UnderWay = {
        request,
        url,
        isSilent: false,
        fail,
        answer: (reply) => finish(() => resolve(responseOf(reply, url))),
      };
      this.underWay.push(each);
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted);
    });
  }
}

function responseOf(reply: Reply | string, { host }: URL): HttpResponse {
  if (typeof reply === 'string')
    return { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(reply), host };
  const { status, body, headers = {} } = reply;
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: bytes, host };
}
