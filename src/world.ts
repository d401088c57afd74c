import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { generateKeyPair, type KeyPair, type KeyType } from './core/key-pair.js';
import { createSender, type NetworkOptions, type Send } from './network/http.js';
import { sleep } from './network/sleep.js';

/** All that a run needs of the world around it. The entries make it and hand it on; nothing else in `src/` asks for these. */
export interface World {
  /** The environment of the step. The clouds' login actions leave addresses and credentials in it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The time of this machine, in milliseconds since 1970. */
  now(): number;
  /** Rejects when `signal` is aborted before the time is over. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Does something later. @returns a function that cancels it */
  timer(milliseconds: number, work: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
  randomBytes(length: number): Buffer;
  generateKeyPair(type: KeyType): Promise<KeyPair>;
  /** Makes a sender of requests; nothing else reaches the network. */
  connect(options: NetworkOptions): Send;
  /** Does what is needed only later, or by others, once the first requests are sent: no request is held up by it. */
  meanwhile(work: () => unknown): void;
  /** Has garbage collected sooner, for a run over thousands of accounts: left alone, Node keeps several times what it needs. */
  spareMemory?(): Promise<void>;
  /** Tells when the runner cancels the job, each time. */
  onCancel(cancel: () => void): void;
  /** Tells of an error that nobody waits for: what a child process or a socket of a cloud's client throws by itself. */
  onStray(tell: (error: unknown) => void): void;
}

export function realWorld(): World {
  const sent = firstRequests();
  return {
    environment: process.env,
    now: Date.now,
    sleep,
    timer(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    randomBytes,
    generateKeyPair,
    connect: (options) => createSender(options, { random: Math.random }),
    meanwhile: (work) => void sent.then(() => setImmediate(work)),
    async spareMemory() {
      const { setFlagsFromString } = await import('node:v8');
      setFlagsFromString('--semi-space-growth-factor=1');
      setFlagsFromString('--heap-growing-percent=50');
    },
    // Who starts a program in a shell may send a signal twice; the second one must not cut short what the first one began.
    onCancel: (cancel) => process.on('SIGINT', cancel).on('SIGTERM', cancel),
    // Node would end the process at once: without a word to the reader, and with what was made left as it is.
    onStray: (tell) => process.on('uncaughtException', tell),
  };
}

/**
 * Loads code that is needed only once Dfns has answered: while the run waits for the response, or at its first use if that comes earlier.
 * @param load a dynamic `import()`
 * @returns a function that gives the loaded code
 */
export function whileWaiting<T>({ meanwhile }: Pick<World, 'meanwhile'>, load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  // The first use gets the error of a failed load.
  meanwhile(() => loaded().catch(() => undefined));
  return loaded;
}

/**
 * Ends the process a second after its work is done, even where a cloud's client left a socket, a timer or a child process open. Nothing is
 * cut short: the output is flushed first, and a process with nothing open has ended by then.
 */
export function endSoon(): void {
  setTimeout(() => process.stdout.write('', () => process.exit()), 1_000).unref();
}

/** Node publishes each request that begins on this channel. */
const channel = 'http.client.request.start';
/** Milliseconds in which requests that start together are sent. */
const moment = 5;

/** Resolves when the first requests of this process have been written to their sockets. */
function firstRequests(): Promise<void> {
  return new Promise((resolve) => {
    subscribe(channel, hear);
    function hear(message: unknown) {
      unsubscribe(channel, hear);
      (message as { request: ClientRequest }).request.once('finish', () => setTimeout(resolve, moment).unref());
    }
  });
}
