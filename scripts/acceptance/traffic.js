/** What the answers show beside what they say: their clock, and the limit of requests. */
export class Traffic {
  /** Answers by what their header `Date` was. */
  dates = { own: 0, none: 0, garbage: 0 };
  /** Names of headers that speak of a limit. */
  limitHeaders = new Set();
  refusals = 0;
  /** The most requests that were answered between two refusals, or from the first request to the first refusal. @type {number | undefined} */
  limit = undefined;
  /** What came before each refusal that ended a window, and how long it was from the window's first request to the next answer. @type {{ answered: number, ms?: number }[]} */
  windows = [];
  #window = { start: 0, answered: 0 };
  #isOver = false;

  /** @param {{ status: number, headers: Headers }} answer @param {number} now when it was asked */
  note({ status, headers }, now) {
    const date = headers.get('date');
    this.dates[date === null ? 'none' : Number.isNaN(Date.parse(date)) ? 'garbage' : 'own'] += 1;
    for (const name of headers.keys()) if (/rate-?limit/i.test(name)) this.limitHeaders.add(name);
    if (status === 429) return this.#refused();
    const ms = now - this.#window.start;
    if (this.#isOver) Object.assign(this.windows.at(-1) ?? {}, { ms });
    if (this.#isOver || ms >= minuteMs) this.#window = { start: now, answered: 0 };
    this.#isOver = false;
    this.#window.answered += 1;
    return undefined;
  }

  /** Whether each window was a minute long and as full as the others: only then the limit is one of requests a minute. */
  isOfMinutes() {
    const { windows } = this;
    return windows.every(({ answered, ms = minuteMs }) => answered === windows[0]?.answered && ms > 0.9 * minuteMs);
  }

  /** The first refusal ends a window; what was answered since it began is the limit. */
  #refused() {
    this.refusals += 1;
    if (!this.#isOver) {
      this.limit = Math.max(this.limit ?? 0, this.#window.answered);
      this.windows.push({ answered: this.#window.answered });
    }
    this.#isOver = true;
  }
}

const minuteMs = 60_000;
