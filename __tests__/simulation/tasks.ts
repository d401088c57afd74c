import type { Depth } from './explorer.js';
import { modesInKms, playsInKms } from './names.js';
import { isOtherKms, providers, suits } from './providers.js';
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
/** Of the keys that the action does not make `npm test` takes one in a KMS that gets a version; the others are for `--all`. */
const isElsewhere = (name: string) => /-(kms|own-key)$|^own-key$/.test(name);
const isUsual = (name: string) => !isElsewhere(name) || name === 'rotate-in-kms';
const others = providers
  .filter((provider) => provider.name !== 'vault' && provider.name !== 'fleet' && !isOtherKms(provider))
  .map(({ name }) => name);
const otherKms = providers.filter(isOtherKms).map(({ name }) => name);
/** What changes something in ensure, rotate and revoke; `renew` is a rotation too, and is for the gate. */
const written = ['first', 'repair', 'replace', 'rotate', 'revoke', 'bootstrap'];

/** The other stores hold what they hold in their own way; what is written to one tells them apart. `npm test` takes the first. */
const elsewhere = ['first', 'rotate', 'revoke'];

/** What `npm test` explores, what takes longest first. */
export function usual(): Task[] {
  return [
    ...tasks(['vault'], written, 'pairs'),
    ...tasks(['vault'], ['two-first'], 'switches'),
    ...tasks(others, elsewhere.slice(0, 1), 'single'),
    ...tasks(['vault'], alone.filter(isUsual), 'single'),
    ...tasks(['vault'], alone.filter(isUsual), 'acts'),
    ...tasks(['fleet'], ['fleet-first'], 'single'),
    ...tasks(['vault', ...otherKms], ['all-in-kms'], 'kms'),
  ];
}

/** One story for each mode, and the run that finds nothing to do. */
const modes = ['rotate', 'first', 'revoke', 'bootstrap', 'steady', 'request', 'validate'];

/** Runs at once with up to three events are many: of their first events the gate takes one in so many. */
const oneIn = 12;
const raced = ['two-replace', 'two-rotate', 'two-first'];

/** What the gate explores besides, what takes longest first. */
export function more(): Task[] {
  return [
    ...tasks(['vault'], modes, 'every pair'),
    ...tasks(['vault'], raced, 'deep switches', oneIn).filter(({ share }) => share === 1),
    ...tasks(others, elsewhere.slice(1), 'single'),
    ...tasks(
      ['vault'],
      twice.filter((name) => isUsual(name) && name !== 'two-first'),
      'switches',
    ),
    ...tasks(['vault'], ['renew', 'provisioner-store', 'approval', 'ephemeral'], 'pairs'),
  ];
}

/** What is explored by hand, what takes longest first. */
export function all(): Task[] {
  return [
    ...tasks(['vault'], modes, 'every pair'),
    ...tasks(['vault'], raced, 'deep switches', oneIn),
    ...tasks(['vault'], ['three-first'], 'switches', 2),
    ...tasks(['vault'], ['renew', 'provisioner-store', 'approval', 'ephemeral'], 'pairs'),
    ...tasks(others, elsewhere.slice(1), 'single'),
    ...tasks(others, ['revoke'], 'pairs'),
    ...tasks(['vault'], ['first-in-kms', 'rotate-in-kms'], 'pairs'),
    ...tasks(['vault'], ['two-ephemeral-in-kms'], 'losers'),
    ...tasks(
      ['vault'],
      twice.filter((name) => isElsewhere(name) && name !== 'two-ephemeral-in-kms'),
      'switches',
    ),
    ...tasks(['vault'], alone.filter(isElsewhere), 'single'),
    ...tasks(others, ['first-in-kms', 'rotate-in-kms'], 'single'),
    ...tasks(otherKms, Object.values(modesInKms), 'single'),
    ...tasks(others, ['replace'], 'single'),
    ...tasks(['fleet'], ['fleet-more'], 'single'),
    ...tasks(['fleet'], ['two-shards'], 'switches'),
  ];
}

function tasks(at: readonly string[], names: readonly string[], depth: Depth, shares = 1): Task[] {
  return at.flatMap((provider) =>
    names
      .filter((story) => isPlayable(story, provider))
      .flatMap((story) => Array.from({ length: shares }, (_, share) => ({ provider, story, depth, share, shares }))),
  );
}

function isPlayable(story: string, provider: string): boolean {
  // GitHub's secrets are written one by one over the ones in use, and a run that dies among them leaves them of two accounts.
  if (provider === 'github' && story.startsWith('rotate')) return false;
  if (!playsInKms(provider, story)) return false;
  const found = stories.find(({ name }) => name === story);
  return found !== undefined && suits(found, { name: provider });
}
