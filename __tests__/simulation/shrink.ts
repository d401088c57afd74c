import { type History, wordOf } from './event.js';
import { type Played, type PlayOptions, play } from './history.js';
import type { Provider } from './providers.js';
import type { Story } from './story.js';
import type { Place } from './tally.js';

/** A history that cannot be played to its end is broken too. */
export async function playSafely(
  story: Story,
  provider: Provider,
  history: History,
  options: PlayOptions = {},
): Promise<Played> {
  try {
    return await play(story, provider, history, options);
  } catch (error) {
    const broken = [`the history cannot be played: ${error instanceof Error ? error.message : error}`];
    const empty = { requests: 0, starts: [], log: [], states: [], asked: [], around: [] };
    return { ...empty, broken, isWhole: true, end: '' };
  }
}

/** Leaves out events while the same is still broken. */
export async function shrunk({ story, provider }: Place, history: History, broken: string): Promise<string> {
  let { events } = history;
  for (let index = 0; index < events.length; ) {
    const fewer = events.filter((_, each) => each !== index);
    const played = await playSafely(story, provider, { story: history.story, events: fewer });
    if (played.isWhole && played.broken[0] === broken) events = fewer;
    else index++;
  }
  return wordOf({ ...history, events });
}
