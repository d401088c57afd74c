import { type Switches, switchTable } from './switches.js';

/** What a report of `npm run acceptance` sets, and in words what of it no switch can play. */
export interface Likeness {
  readonly switches: Partial<Switches>;
  readonly unplayed: readonly string[];
}

type Answer = { readonly value?: unknown; readonly other?: unknown; readonly notAsked?: unknown };

/** What a report tells besides the switches, and how it always is here. */
const facts: Readonly<Record<string, unknown>> = {
  accountTokenDays: 730,
  assignedTwiceStatus: 409,
  challengeReuse: 'refused',
  challengeSeconds: 900,
  rateLimitHeaders: [],
  unknownOperationStatus: 400,
  userActionReuse: 'refused',
  userActionSeconds: 900,
};

/**
 * Reads a report: each answer that is a value of a switch sets it, and a question that was not asked leaves it.
 * @throws Error where it is no such report
 */
export function switchesLike(text: string): Likeness {
  const switches: Record<string, unknown> = {};
  const unplayed: string[] = [];
  for (const [name, answer] of Object.entries(answersOf(text))) {
    if ('notAsked' in answer) continue;
    const known = Object.entries(switchTable).find(([switchName]) => switchName === name)?.[1];
    const value = known && 'value' in answer ? known.read(wordOf(answer.value)) : undefined;
    if (value !== undefined) switches[name] = value;
    else if (known) unplayed.push(`${name} stays as it is here: ${said(answer)} is none of ${known.accepts}`);
    else if (!Object.hasOwn(facts, name)) unplayed.push(`${name} is left out: no switch has this name; see --help`);
    else if (JSON.stringify(answer.value) !== JSON.stringify(facts[name]))
      unplayed.push(`${name} is always ${JSON.stringify(facts[name])} here: ${said(answer)} has no switch`);
  }
  return { switches: switches as Partial<Switches>, unplayed };
}

const said = ({ value, other }: Answer) => JSON.stringify(value ?? other);

function wordOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

function answersOf(text: string): Record<string, Answer> {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw new UnreadableReport('it is no JSON');
  }
  const { version, answers } = (report ?? {}) as { version?: unknown; answers?: unknown };
  if (version !== 1) throw new UnreadableReport('its `version` is not 1');
  if (!isObject(answers)) throw new UnreadableReport('its `answers` are no object');
  for (const [name, answer] of Object.entries(answers))
    if (!isObject(answer) || !['value', 'other', 'notAsked'].some((kind) => kind in answer))
      throw new UnreadableReport(`the answer ${name} is none of { "value" }, { "other" }, { "notAsked" }`);
  return answers as Record<string, Answer>;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class UnreadableReport extends Error {
  /** The command line takes an error with a code for one of the user's. */
  readonly code = 'UNREADABLE_REPORT';

  constructor(why: string) {
    super(`--like takes the acceptance.json of npm run acceptance, and this is none: ${why}`);
  }
}
