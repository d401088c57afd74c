import type { Outcome } from './endings.js';
import type { History } from './event.js';
import { act } from './people.js';
import { Playing } from './playing.js';
import type { Provider } from './providers.js';
import { enter } from './realm.js';
import type { Story } from './story.js';
import { Universe } from './universe.js';

export interface Played extends Outcome {
  /** Requests until the last run was over. */
  readonly requests: number;
  /** The requests at which a run began, from 1. */
  readonly starts: readonly number[];
  readonly log: readonly string[];
  /** The state at the start of each run but the first. */
  readonly states: readonly string[];
  /** What was asked, as far as it was played: the n-th request stands at n - 1. */
  readonly asked: Universe['asked'];
  /** The state before each request and after it, where that was wanted. */
  readonly around: readonly { readonly before: string; readonly after: string }[];
}

export interface PlayOptions {
  /** Says what every run said. */
  readonly isTold?: boolean;
  /** Plays what follows even where its outcome is known. */
  readonly isThorough?: boolean;
  /** Says the states around each request of the first run. */
  readonly isWatched?: boolean;
}

/** Plays a history from its start: the story's runs, and then plain ones until one had its peace. */
export async function play(
  story: Story,
  provider: Provider,
  { events }: History,
  options: PlayOptions = {},
): Promise<Played> {
  await warmUp(story, provider);
  const universe = new Universe(provider.make(), events, act, {}, provider.makeKms?.());
  try {
    return await new Playing(universe, story, provider, events, options).play();
  } finally {
    enter(undefined);
  }
}

const warm = new Set<string>();

/** Code that is loaded at its first use takes longer then, and requests could change places. */
async function warmUp(story: Story, provider: Provider): Promise<void> {
  const name = `${provider.name}/${story.name}`;
  if (warm.has(name)) return;
  warm.add(name);
  await play(story, provider, { story: name, events: [] }, { isThorough: true });
}
