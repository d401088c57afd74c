import { type Switches, switchTable } from './switches.js';

/** What a report of `npm run acceptance` sets, and in words what of it no switch can play. */
export interface Likeness {
  readonly switches: Partial<Switches>;
  readonly unplayed: readonly string[];
}

/**
 * Reads a report: each answer that is a value of a switch sets it, and a question that was not asked leaves it.
 * @throws Error where it is no such report
 */
export function switchesLike(text: string): Likeness {
  const switches: Record<string, unknown> = {};
  const unplayed: string[] = [];
  for (const [name, answer] of Object.entries(answersOf(text))) {
    const known = Object.entries(switchTable).find(([switchName]) => switchName === name)?.[1];
    if (!known || 'notAsked' in answer) continue;
    const value = 'value' in answer ? known.read(wordOf(answer.value)) : undefined;
    if (value === undefined)
      unplayed.push(`${name} is as it is without a report: ${JSON.stringify(answer)} is no value of it`);
    else switches[name] = value;
  }
  return { switches: switches as Partial<Switches>, unplayed };
}

function wordOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

function answersOf(text: string): Record<string, object & { value?: unknown }> {
  const fault = new UnreadableReport('that is not a report of npm run acceptance');
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw fault;
  }
  const { version, answers } = (report ?? {}) as { version?: unknown; answers?: unknown };
  if (version !== 1 || typeof answers !== 'object' || answers === null) throw fault;
  const isAnswer = (value: unknown) => typeof value === 'object' && value !== null;
  if (!Object.values(answers).every(isAnswer)) throw fault;
  return answers as Record<string, object>;
}

class UnreadableReport extends Error {
  /** The command line takes an error with a code for one of the user's. */
  readonly code = 'UNREADABLE_REPORT';
}
