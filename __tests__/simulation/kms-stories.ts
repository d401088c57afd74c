import { kept } from './arranged.js';
import { keyNumber } from './keys.js';
import { keyInKms } from './models/transit.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

const inKms: Inputs = { key: keyInKms, 'output-private-key': undefined };

/** An account whose key is version 1 of the one in the KMS. */
function keptInKms(universe: Universe): void {
  kept(universe, 365, { DFNS_KEY: keyInKms.replace('?', '?version=1&') }, keyNumber(10_001).publicKey);
}

function newer(universe: Universe): void {
  keptInKms(universe);
  universe.kms.versions = 2;
}

/** Runs whose account signs inside a KMS: first, again, by a version that its owner or the run makes, and moved there from a store. */
export const kmsStories: readonly Story[] = [
  { name: 'first-in-kms', runs: 1, at: ['vault'], inputs: inKms, nextInputs: inKms, arrange: () => undefined },
  {
    name: 'rotate-in-kms',
    runs: 1,
    at: ['vault'],
    inputs: { ...inKms, mode: 'rotate' },
    nextInputs: inKms,
    isRotation: true,
    arrange: keptInKms,
  },
  {
    name: 'newer-in-kms',
    runs: 1,
    at: ['vault'],
    inputs: inKms,
    nextInputs: inKms,
    isRotation: true,
    arrange: newer,
  },
  {
    name: 'moved-to-kms',
    runs: 1,
    at: ['vault'],
    inputs: inKms,
    nextInputs: inKms,
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
  { name: 'two-in-kms', runs: 2, at: ['vault'], inputs: inKms, nextInputs: inKms, arrange: () => undefined },
  { name: 'two-newer-in-kms', runs: 2, inputs: inKms, nextInputs: inKms, isRotation: true, arrange: newer },
];
