import { keyNumber } from './keys.js';
import { keyInKms, pairOf } from './models/kms.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

/** The n-th key that a person has, as an input, and its public half. */
interface FixedKey {
  readonly input: Inputs;
  readonly publicKey: string;
}

/** The first key pair that a user holds elsewhere, and of which the action is given the public half. */
const FIRST_OWN = 40_000;

function ownKey(number: number): FixedKey {
  const { publicKey } = keyNumber(FIRST_OWN + number);
  return { input: { 'public-key': publicKey }, publicKey };
}

/** A pinned address stands for all whose KMS makes no version. */
function pinnedKey(number: number): FixedKey {
  const { publicKey } = pairOf('backend', number + 1);
  return { input: { key: `${keyInKms}@${number + 1}` }, publicKey };
}

/** What a person gives: the key of the account that works, else one that Dfns has not seen. */
function given({ dfns, stores }: Universe, key: (number: number) => FixedKey): Inputs {
  const current = stores.map((store) => store.current()).find((document) => dfns.works(document));
  const inUse = dfns.ownerOf(current?.DFNS_AUTH_TOKEN ?? '')?.credentials[0]?.publicKey;
  for (let number = 0; ; number++) {
    const { input, publicKey } = key(number);
    if (inUse ? publicKey === inUse : !dfns.keysTaken.includes(publicKey)) return input;
  }
}

/** Runs that are given a key which no other can take the place of, and another one where Dfns has taken that key from an account that is lost. */
export const fixedKeyStories: readonly Story[] = [ownKey, pinnedKey].flatMap((key) =>
  [1, 2].map((runs) => ({
    name: `${runs === 2 ? 'two-' : ''}${key === ownKey ? 'own-key' : 'pinned-in-kms'}`,
    runs,
    asksAgain: true,
    inputs: { 'output-private-key': undefined },
    inputsNow: (universe: Universe) => given(universe, key),
    arrange: (universe: Universe) => {
      universe.kms.versions = 9;
    },
  })),
);
