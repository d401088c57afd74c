import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { generateKeyPair, type KeyPair, type KeyType } from './core/key-pair.js';
import { type Connection, connect, type Send } from './network/http.js';

/** All that a run needs of the world around it, handed on from the entry: nothing else in `src/` asks for it. */
export interface World {
  /** The environment of the step, where the clouds' own actions leave addresses and credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The time of this machine, in milliseconds since 1970. */
  now(): number;
  /** Rejects where `signal` is aborted before the time is over. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Does something later. @returns what calls it off */
  timer(milliseconds: number, work: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
  randomBytes(length: number): Buffer;
  generateKeyPair(type: KeyType): Promise<KeyPair>;
  /** The one door to the network. */
  connect(connection: Connection): Send;
  /** Does what is needed only later, or by others, once the first requests are sent: no request is held up by it. */
  meanwhile(work: () => unknown): void;
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
    sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal && { signal }),
    timer(milliseconds, work) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    randomBytes,
    generateKeyPair,
    connect,
    meanwhile: (work) => void sent.then(() => setImmediate(work)),
    // Who starts a program in a shell may send a signal twice; the second one must not cut short what the first one began.
    onCancel: (cancel) => process.on('SIGINT', cancel).on('SIGTERM', cancel),
    // Node would end the process at once: without a word to the reader, and with what was made left as it is.
    onStray: (tell) => process.on('uncaughtException', tell),
  };
}

/**
 * Ends the process once its work is done, also where a client of a cloud left a socket, a timer or a child open. Nothing is cut short:
 * where nothing is open the process has ended before, and what is printed by then has gone.
 */
export function endSoon(): void {
  setTimeout(() => process.stdout.write('', () => process.exit()), 1_000).unref();
}

/** Node tells here of each request that begins. */
const channel = 'http.client.request.start';
/** Milliseconds within which those that go out together have gone. */
const moment = 5;

/** Resolves once the first requests of this process are with the system, and nothing is left but to wait. */
function firstRequests(): Promise<void> {
  return new Promise((resolve) => {
    subscribe(channel, hear);
    function hear(message: unknown) {
      unsubscribe(channel, hear);
      (message as { request: ClientRequest }).request.once('finish', () => setTimeout(resolve, moment).unref());
    }
  });
}
