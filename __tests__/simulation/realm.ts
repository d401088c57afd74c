import type * as crypto from 'node:crypto';
import { createRequire, syncBuiltinESMExports } from 'node:module';

/** Where ambient time and randomness come from while a history is played: the simulated Dfns and the clouds' own libraries ask for them. */
export interface Realm {
  now(): number;
  timer(milliseconds: number, work: () => void): () => void;
  /** A number that goes up with each call: what is random is told apart, and the same in each playing. */
  count(): number;
}

let realm: Realm | undefined;

export function enter(entered: Realm | undefined): void {
  realm = entered;
}

const builtin = createRequire(import.meta.url)('node:crypto') as typeof crypto;
const real = { ...builtin, Date, setTimeout, clearTimeout };

/** The time of the machine, for measuring. */
export const realNow = () => real.Date.now();

const wait = setImmediate;

/** Lets everything run that needs no answer and no time. */
export const settled = (): Promise<void> => new Promise((resolve) => wait(resolve));

/** @param cheap a hash in place of a signature; off, signatures are real, and slower */
export function install({ cheap = true } = {}): void {
  installTime();
  const { randomBytes, randomUUID, sign, verify, createPrivateKey, createPublicKey } = real;
  const bytes = (length: number) => {
    if (!realm) return randomBytes(length);
    return scattered(realm.count(), length);
  };
  const uuid = () =>
    realm
      ? bytes(16)
          .toString('hex')
          .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
      : randomUUID();
  Object.assign(builtin, {
    randomBytes: bytes,
    randomUUID: uuid,
    createPrivateKey: remembered(createPrivateKey),
    createPublicKey: remembered(createPublicKey),
    ...(cheap && {
      sign: (algorithm: string | null | undefined, data: Buffer, key: crypto.KeyLike) =>
        hashed(keyIdOf(key), data) ?? sign(algorithm, data, key),
      verify: (
        algorithm: string | null | undefined,
        data: Buffer,
        key: crypto.KeyLike | { key: crypto.KeyObject },
        signature: Buffer,
      ) => {
        const id = keyIdOf(typeof key === 'object' && 'key' in key ? key.key : (key as crypto.KeyLike));
        return (
          hashed(id, data).equals(signature) ||
          (signature.length !== 32 && verify(algorithm, data, key as crypto.KeyLike, signature))
        );
      },
      generateKeyPairSync: (type: 'ed25519', ...rest: never[]) =>
        realm ? signingKeys : real.generateKeyPairSync(type, ...rest),
    }),
  });
  for (const half of [signingKeys.privateKey, signingKeys.publicKey]) rememberExports(Object.getPrototypeOf(half));
  syncBuiltinESMExports();
}

/** Bytes that differ from one number to another; nothing here is a secret. */
function scattered(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  for (let index = 0; index < length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 255;
  }
  return bytes;
}

const signingKeys = real.generateKeyPairSync('ed25519');

/** FNV-1a over a part of the signs: to tell one text from another is enough here, and ids differ everywhere. */
function hashed(id: string, data: Buffer): Buffer {
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (let index = data.length & 3; index < data.length; index += 4) {
    one = Math.imul(one ^ (data[index] as number), 0x01000193);
    other = Math.imul(other ^ (data[index] as number), 0x85ebca6b) ^ one;
  }
  return Buffer.from(`${id.slice(0, 16)}${one}.${other}`.padEnd(32, '.').slice(0, 32));
}

const ids = new Map<unknown, string>();
const objectIds = new WeakMap<object, string>();

/** The same for both halves of a pair. */
function keyIdOf(key: crypto.KeyLike): string {
  const known = typeof key === 'string' ? ids.get(key) : objectIds.get(key as object);
  if (known) return known;
  const object = typeof key === 'object' && 'type' in key ? (key as crypto.KeyObject) : real.createPrivateKey(key);
  const half = object.type === 'private' ? real.createPublicKey(object) : object;
  const id = real
    .createHash('sha256')
    .update(half.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  if (typeof key === 'string') ids.set(key, id);
  else objectIds.set(key as object, id);
  return id;
}

/** Both halves of a key write themselves out again and again. */
function rememberExports(prototype: { export(options: object): string | Buffer }): void {
  const texts = new WeakMap<object, Record<string, string | Buffer>>();
  const exported = prototype.export;
  prototype.export = function (options: { type?: string; format?: string }) {
    const known = texts.get(this) ?? {};
    texts.set(this, known);
    const name = `${options.type} ${options.format}`;
    known[name] ??= exported.call(this, options);
    return known[name] as string | Buffer;
  };
}

/** To read a PEM takes longer than all else of a request. */
function remembered<T extends (...given: never[]) => crypto.KeyObject>(read: T): T {
  const texts = new Map<unknown, crypto.KeyObject>();
  const objects = new WeakMap<object, crypto.KeyObject>();
  return ((key: never, ...rest: never[]) => {
    const cache: Pick<Map<unknown, crypto.KeyObject>, 'get' | 'set'> | undefined =
      typeof key === 'string'
        ? texts
        : typeof key === 'object' && 'type' in (key as object)
          ? (objects as never)
          : undefined;
    if (!cache) return read(key, ...rest);
    const found = cache.get(key) ?? read(key, ...rest);
    cache.set(key, found);
    return found;
  }) as T;
}

function installTime(): void {
  const RealDate = real.Date;
  const PlayedDate = new Proxy(RealDate, {
    construct: (target, given) =>
      given.length === 0 ? new target(realm?.now() ?? RealDate.now()) : Reflect.construct(target, given),
    get: (target, name) => (name === 'now' ? () => realm?.now() ?? RealDate.now() : Reflect.get(target, name)),
  });
  const playedTimeout = (work: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    if (!realm) return real.setTimeout(work, milliseconds, ...given);
    const stop = realm.timer(milliseconds, () => work(...given));
    const timer = { stop, unref: () => timer, ref: () => timer, hasRef: () => false };
    return timer;
  };
  const playedClear = (timer: unknown) => {
    if (typeof timer === 'object' && timer !== null && 'stop' in timer) (timer.stop as () => void)();
    else real.clearTimeout(timer as NodeJS.Timeout);
  };
  Object.assign(globalThis, { Date: PlayedDate, setTimeout: playedTimeout, clearTimeout: playedClear });
}
