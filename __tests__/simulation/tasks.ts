import type { Depth } from './explorer.js';
import { providers } from './providers.js';
import { stories } from './story.js';
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

const alone = stories.filter(({ runs }) => runs === 1).map(({ name }) => name);
const together = stories.filter(({ runs }) => runs > 1).map(({ name }) => name);
const twice = stories.filter(({ runs }) => runs === 2).map(({ name }) => name);
const clouds = providers.map(({ name }) => name).filter((name) => name !== 'vault');
/** What changes something in ensure, rotate and revoke. */
const written = ['first', 'repair', 'replace', 'rotate', 'renew', 'revoke', 'bootstrap'];

/** What `npm test` explores, what takes longest first. */
export function usual(): Task[] {
  return [
    ...tasks(['vault'], written, 'pairs'),
    ...tasks(['vault'], twice, 'switches'),
    ...tasks(clouds, alone.filter(isAtAnyStore), 'single'),
    ...tasks(['vault'], alone, 'single'),
    ...tasks(['vault'], alone, 'acts'),
  ];
}

/** What the gate explores besides. */
export function all(): Task[] {
  return [
    ...tasks(['vault'], twice, 'deep switches', 6),
    ...tasks(['vault'], alone, 'every pair'),
    ...tasks(clouds, written, 'pairs'),
    ...tasks(['vault'], together, 'switches'),
    ...tasks(clouds, alone.filter(isAtAnyStore), 'single'),
    ...tasks(['vault'], alone, 'single'),
    ...tasks(['vault'], alone, 'acts'),
  ];
}

/** The other stores hold what they hold in their own way; the stories that write nothing to one are Vault's alone. */
function isAtAnyStore(name: string): boolean {
  return ['first', 'replace', 'rotate', 'revoke'].includes(name);
}

function tasks(at: readonly string[], names: readonly string[], depth: Depth, shares = 1): Task[] {
  return at.flatMap((provider) =>
    names.flatMap((story) => Array.from({ length: shares }, (_, share) => ({ provider, story, depth, share, shares }))),
  );
}
