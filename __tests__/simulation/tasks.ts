import type { Depth, Place } from './explorer.js';
import { providers } from './providers.js';
import { stories } from './story.js';

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

const alone = stories.filter(({ runs }) => runs === 1).map(({ name }) => name);
const together = stories.filter(({ runs }) => runs > 1).map(({ name }) => name);
const clouds = providers.map(({ name }) => name).filter((name) => name !== 'vault');
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

/** What the gate explores besides. */
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

/** The other stores hold what they hold in their own way; the stories that write nothing to one are Vault's alone. */
function fits(name: string): boolean {
  return ['first', 'replace', 'rotate', 'revoke'].includes(name);
}

function tasks(at: readonly string[], names: readonly string[], depth: Depth, shares: number): Task[] {
  return at.flatMap((provider) =>
    names.flatMap((story) => Array.from({ length: shares }, (_, share) => ({ provider, story, depth, share, shares }))),
  );
}
