import type { Depth } from './explorer.js';
import { providers } from './providers.js';
import { stories } from './stories.js';
import type { Place } from './tally.js';

/** A story at a store, how deep it is explored, and which share of it. */
export interface Task {
  readonly provider: string;
  readonly story: string;
  readonly depth: Depth;
  readonly share: number;
  readonly shares: number;
}

export function placeOf({ provider, story }: Pick<Task, 'provider' | 'story'>): Place {
  const found = {
    provider: providers.find(({ name }) => name === provider),
    story: stories.find(({ name }) => name === story),
  };
  if (!found.provider || !found.story) throw new Error(`there is no story ${provider}/${story}`);
  return { provider: found.provider, story: found.story };
}

const namesOf = (isWanted: (runs: number) => boolean) =>
  stories.filter(({ runs }) => isWanted(runs)).map(({ name }) => name);
const alone = namesOf((runs) => runs === 1);
const twice = namesOf((runs) => runs === 2);
const others = providers.map(({ name }) => name).filter((name) => name !== 'vault');
/** What changes something in ensure, rotate and revoke. */
const written = ['first', 'repair', 'replace', 'rotate', 'renew', 'revoke', 'bootstrap'];

function isInKms(name: string): boolean {
  return name.endsWith('-kms');
}

/** What `npm test` explores. */
export function usual(): Task[] {
  return [
    ...tasks(['vault'], written, 'pairs', 6),
    // A quarter of them: all would take as long as the rest together, and are for `--all`.
    ...tasks(
      ['vault'],
      together.filter((name) => name.startsWith('two') && !isInKms(name)),
      'switches',
      4,
    ).filter(({ share }) => share === 0),
    // Of the keys in a KMS the one that makes a version; the others are for `--all`.
    ...tasks(
      ['vault'],
      alone.filter((name) => !isInKms(name) || name === 'rotate-in-kms'),
      'single',
      1,
    ),
    ...tasks(
      ['vault'],
      alone.filter((name) => !isInKms(name)),
      'acts',
      1,
    ),
    ...tasks(
      clouds,
      alone.filter((name) => fits(name)),
      'single',
      1,
    ),
  ];
}

/** One story for each mode, and the run that finds nothing to do. */
const modes = ['rotate', 'first', 'revoke', 'bootstrap', 'steady', 'request', 'validate'];

/** What the gate explores besides, what takes longest first. */
export function all(): Task[] {
  return [
    ...tasks(['vault'], alone, 'every pair', 8),
    ...tasks(['vault'], together, 'deep switches', 8),
    ...tasks(clouds, written, 'pairs', 8),
    ...tasks(
      clouds,
      alone.filter((name) => !isInKms(name)),
      'single',
      1,
    ),
    ...tasks(['vault'], alone, 'single', 1),
    ...tasks(['vault'], alone, 'acts', 1),
  ];
}

function tasks(at: readonly string[], names: readonly string[], depth: Depth, shares = 1): Task[] {
  return at.flatMap((provider) =>
    names
      .filter((story) => suits(story, provider))
      .flatMap((story) => Array.from({ length: shares }, (_, share) => ({ provider, story, depth, share, shares }))),
  );
}

function suits(story: string, provider: string): boolean {
  // GitHub's secrets are written one by one over the ones in use, and a run that dies among them leaves them of two accounts.
  if (provider === 'github' && story === 'rotate') return false;
  return stories.find(({ name }) => name === story)?.at?.includes(provider) !== false;
}
