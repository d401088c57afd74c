/** The time of Dfns: what it says on its answers. Until one came it is the runner's. */
export interface Clock {
  now(): Date;
  /** Reads the header `Date` of an answer that keeps Dfns's contract. */
  learn(headers: Readonly<Record<string, string>>): void;
  /** Takes the time at which Dfns issued what it has only just sent: no proxy can have written it. */
  confirm(issuedAt: Date): void;
  /** Whether Dfns said what time it is. */
  readonly isKnown: boolean;
  /** Milliseconds by which the runner's clock is ahead of Dfns's; below zero where it is behind, 0 where that is not known. */
  readonly runnerAhead: number;
}

/** Two clocks that are kept differ by less, and so do an answer and the news of it. */
const tolerance = 120_000;

/**
 * A proxy may keep answers, or write dates of its own. So of all answers the one nearest to the runner's clock counts, and where it
 * still differs the token of a login, which no proxy writes, is the third witness: the two that agree are right.
 * @param runner the runner's clock, milliseconds since 1970
 */
export function createClock(runner: () => number): Clock {
  let seen: number | undefined;
  let issued: number | undefined;
  const ahead = () => {
    if (seen === undefined) return 0;
    const isAlone = issued !== undefined && !agree(seen, issued) && agree(issued, 0);
    return isAlone ? 0 : seen;
  };
  return {
    now: () => new Date(runner() - ahead()),
    learn({ date = '' }) {
      const time = Date.parse(date);
      if (Number.isNaN(time)) return;
      const found = runner() - time;
      // A date is cut to whole seconds and took its way: a clock that is right is left as it is.
      if (seen === undefined || Math.abs(found) < Math.abs(seen)) seen = Math.abs(found) <= 2_000 ? 0 : found;
    },
    confirm(issuedAt) {
      issued = runner() - issuedAt.getTime();
    },
    get isKnown() {
      return seen !== undefined;
    },
    get runnerAhead() {
      return ahead();
    },
  };
}

function agree(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance;
}

/** The warning about a clock that is off; `undefined` where it is right. */
export function clockIsOff({ runnerAhead }: Clock): string | undefined {
  if (Math.abs(runnerAhead) <= tolerance) return undefined;
  return (
    `the clock of this runner is ${inWords(Math.abs(runnerAhead))} ${runnerAhead > 0 ? 'ahead of' : 'behind'} Dfns's; ` +
    "this run goes by Dfns's, but other tools of the job may not: set the runner's clock"
  );
}

function inWords(milliseconds: number): string {
  const [amount, unit] =
    milliseconds < 2 * 3_600_000
      ? [milliseconds / 60_000, 'minutes']
      : milliseconds < 2 * 86_400_000
        ? [milliseconds / 3_600_000, 'hours']
        : [milliseconds / 86_400_000, 'days'];
  return `${Math.round(amount)} ${unit}`;
}
