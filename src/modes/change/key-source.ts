import type { PublicKey } from '../../core/key-pair.js';
import type { KnownKey } from '../../core/signing-key.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';

/** Gives new accounts their keys, and remembers every key that it handed out in this run. */
export interface KeySource {
  /** Begins to make a key, so that it is ready when the first responses have come. */
  begin(): void;
  /**
   * A key that was not handed out before; a public key of the user's own is always the same. One in a KMS may sign: that was tried.
   * @param isTaken whether an account was made with a key: Dfns takes a key once
   * @throws ActionError `KMS_CANNOT_ROTATE` where a KMS would have to make another version, and cannot
   */
  next(isTaken?: (key: PublicKey) => boolean): Promise<KnownKey>;
  readonly handedOut: readonly KnownKey[];
}

export function keySource(key: Options['key'], { world, kms }: Pick<Context, 'world' | 'kms'>): KeySource {
  const handedOut: KnownKey[] = [];
  let begun: Promise<KnownKey> | undefined;
  const make = (): Promise<KnownKey> => {
    if ('own' in key) return Promise.resolve(key.own);
    return 'kms' in key ? kms.open(key.kms) : world.generateKeyPair(key.type);
  };
  const next = async (isTaken: (key: PublicKey) => boolean): Promise<KnownKey> => {
    if (!('kms' in key)) return begun ?? make();
    const meant = await kms.open(key.kms);
    const signing = handedOut.length > 0 || isTaken(meant) ? await kms.newVersion(key.kms) : meant;
    await kms.proveSigning(signing);
    return signing;
  };
  return {
    handedOut,
    begin() {
      begun ??= make();
      // It is told where it is needed.
      begun.catch(() => undefined);
    },
    async next(isTaken = () => false) {
      const made = await next(isTaken);
      begun = undefined;
      handedOut.push(made);
      return made;
    },
  };
}
