import { kept } from './arranged.js';
import type { Story } from './story.js';

/** GitHub's secrets know no check-and-set: that runs do not race there is for the workflow's `concurrency:`. */
const at = ['vault', 'aws', 'gcp', 'azure', 'both'];

/** Stories of runs at once. */
export const together: readonly Story[] = [
  { name: 'two-first', runs: 2, at, inputs: {}, arrange: () => undefined },
  { name: 'two-steady', runs: 2, at, inputs: {}, arrange: (universe) => void kept(universe) },
  {
    name: 'two-rotate',
    at,
    runs: 2,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
  {
    name: 'two-replace',
    at,
    runs: 2,
    inputs: { 'on-lost-token': 'replace' },
    asksAgain: true,
    arrange: (universe) => universe.dfns.organisation.expireToken(kept(universe).DFNS_AUTH_TOKEN ?? ''),
  },
  { name: 'three-first', runs: 3, at, inputs: {}, arrange: () => undefined },
  {
    name: 'three-rotate',
    at,
    runs: 3,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
];
