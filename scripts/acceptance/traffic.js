/** What the answers show beside what they say: their clock, and the limit of requests. */
export class Traffic {
  /** Answers by what their header `Date` was. */
  dates = { own: 0, none: 0, garbage: 0 };
  /** Names of headers that speak of a limit. */
  limitHeaders = new Set();
  refusals = 0;
  /** Requests that were answered between two refusals, or from the first request to the first refusal. @type {number | undefined} */
  limit = undefined;
  #window = { start: 0, answered: 0 };
  #isOver = false;

  /** @param {{ status: number, headers: Headers }} answer @param {number} now when it was asked */
  note({ status, headers }, now) {
    const date = headers.get('date');
    this.dates[date === null ? 'none' : Number.isNaN(Date.parse(date)) ? 'garbage' : 'own'] += 1;
    for (const name of headers.keys()) if (/rate-?limit/i.test(name)) this.limitHeaders.add(name);
    if (status === 429) return this.#refused();
    if (this.#isOver || now - this.#window.start >= 60_000) this.#window = { start: now, answered: 0 };
    this.#isOver = false;
    this.#window.answered += 1;
    return undefined;
  }

  /** The first refusal ends a minute; what was answered since it began is the limit. */
  #refused() {
    this.refusals += 1;
    if (!this.#isOver) this.limit = Math.max(this.limit ?? 0, this.#window.answered);
    this.#isOver = true;
  }
}
