/** What can happen at a request, and around it. */
export const kinds = [
  'cut-before',
  'cut-after',
  '500',
  '500-after',
  '429',
  'garbage',
  'silence',
  'silence-after',
  'denied',
  'other-key',
  'bad-signature',
  'kill-before',
  'kill-after',
  'cancel-before',
  'cancel-after',
  'to-1',
  'to-2',
  'to-3',
  'approve',
  'deny',
  'renamed',
  'edited',
  'removed',
  'role-changed',
  'archived',
  'day',
  'fast',
  'slow',
] as const;

export type Kind = (typeof kinds)[number];

/** What the network and the server do to a request. */
export const faults = [
  'cut-before',
  'cut-after',
  '500',
  '500-after',
  '429',
  'garbage',
  'silence',
  'silence-after',
] as const satisfies readonly Kind[];
/** What a KMS does besides: it refuses, another key signs, or something else is signed. */
export const kmsFaults = ['denied', 'other-key', 'bad-signature'] as const satisfies readonly Kind[];
export const ends = ['kill-before', 'kill-after', 'cancel-before', 'cancel-after'] as const satisfies readonly Kind[];
/** What people do meanwhile. */
export const acts = ['renamed', 'edited', 'removed', 'role-changed', 'archived'] as const satisfies readonly Kind[];
export const times = ['day', 'fast', 'slow'] as const satisfies readonly Kind[];

/** What people or the time do before a request, which then goes its way. */
const before = /^(approve|deny|renamed|edited|removed|role-changed|archived|day|fast|slow)$/;
export const isAct = (kind: Kind): boolean => before.test(kind);

/** Something out of the ordinary at the `at`-th request of a history, from 1. */
export interface Event {
  readonly at: number;
  readonly kind: Kind;
}

/** A history as it can be written down and played again: `vault/rotate 13:cut-after 17:kill-after`. */
export interface History {
  readonly story: string;
  readonly events: readonly Event[];
}

export function wordOf({ story, events }: History): string {
  return [story, ...events.map(({ at, kind }) => `${at}:${kind}`)].join(' ');
}

/** @throws where a part of the word is none */
export function readWord(word: string): History {
  const [story = '', ...parts] = word.trim().split(/\s+/);
  const events = parts.map((part) => {
    const [, at, text] = /^([1-9]\d*):([a-z0-9-]+)$/.exec(part) ?? [];
    const kind = kinds.find((known) => known === text);
    if (at === undefined || !kind) throw new Error(`${part} is no event: they are written 13:${kinds.join(', 13:')}`);
    return { at: Number(at), kind };
  });
  return { story, events };
}

/** The events of a history that no request has met yet. */
export class Events {
  readonly unused: Event[];

  constructor(events: readonly Event[]) {
    this.unused = [...events];
  }

  take(at: number, isWanted: (kind: Kind) => boolean): Event | undefined {
    const found = this.unused.findIndex((event) => event.at === at && isWanted(event.kind));
    return found < 0 ? undefined : this.unused.splice(found, 1)[0];
  }
}
