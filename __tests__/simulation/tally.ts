import type { Provider } from './providers.js';
import type { Story } from './story.js';

/** A story at a provider's store. */
export interface Place {
  readonly story: Story;
  readonly provider: Provider;
}

export function nameOf({ story, provider }: Place): string {
  return `${provider.name}/${story.name}`;
}

/** A history that broke something, shrunk as far as it goes. */
export interface Found {
  readonly word: string;
  readonly broken: string;
}

/** What was explored of one kind. */
export interface Tally {
  readonly kind: string;
  /** Histories, played or covered by one that was. */
  count: number;
  /** Of these, those that come to a state that another one came to, with the same events to follow. */
  covered: number;
  readonly states: Set<string>;
  milliseconds: number;
  readonly found: Found[];
}

export interface Limits {
  /** Which part of the first events is taken, of how many: work is shared between workers. */
  readonly share: number;
  readonly shares: number;
  readonly until?: number;
  readonly stopAtFirst?: boolean;
  /** So many histories at the most. */
  readonly most?: number;
}
