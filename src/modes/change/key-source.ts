import type { KeyPair, PublicKey } from '../../core/key-pair.js';
import type { Options } from '../../runner/inputs/options.js';
import type { World } from '../../world.js';

export type NewKey = PublicKey & Partial<Pick<KeyPair, 'privateKey'>>;

/** Makes the keys of new accounts, and remembers every key that it handed out in this run. */
export interface KeySource {
  /** Begins to make a key, so that it is ready when the first responses have come. */
  begin(): void;
  /** A key that was not handed out before; a public key of the user's own is always the same. */
  next(): Promise<NewKey>;
  readonly handedOut: readonly NewKey[];
}

export function keySource(key: Options['key'], { generateKeyPair }: Pick<World, 'generateKeyPair'>): KeySource {
  const handedOut: NewKey[] = [];
  let begun: Promise<NewKey> | undefined;
  const make = (): Promise<NewKey> => ('own' in key ? Promise.resolve(key.own) : generateKeyPair(key.type));
  return {
    handedOut,
    begin() {
      begun ??= make();
    },
    async next() {
      const made = await (begun ?? make());
      begun = undefined;
      handedOut.push(made);
      return made;
    },
  };
}
