/**
 * @typedef {{ value: unknown } | { other: string } | { notAsked: string }} Answered What came of a question: a switch's value; something
 *   that no value of the switch describes; or why it was not asked.
 */

/** The answers to the questions, by the names of the simulator's switches and of some facts that have none. */
export class Answers {
  /** @type {Record<string, Answered>} */
  all = {};

  /** @param {string} name @param {unknown} value */
  value(name, value) {
    this.all[name] = { value };
  }

  /** @param {string} name @param {string} seen */
  other(name, seen) {
    this.all[name] = { other: seen };
  }

  /** Does not take an answer back. @param {string | readonly string[]} names @param {string} why completes "not asked, because" */
  notAsked(names, why) {
    for (const name of [names].flat()) this.all[name] ??= { notAsked: why };
  }

  /** One of these values, or another thing. @param {string} name @param {unknown} seen @param {readonly unknown[]} values @param {string} [words] */
  oneOf(name, seen, values, words = String(seen)) {
    if (values.includes(seen)) this.value(name, seen);
    else this.other(name, words);
  }

  /** @param {string} name */
  valueOf(name) {
    const answer = this.all[name];
    return answer && 'value' in answer ? answer.value : undefined;
  }
}
