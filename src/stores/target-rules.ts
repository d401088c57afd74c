import type { StoreTarget } from '../core/store-target.js';
import { endpointProblem } from '../network/address.js';

/** The parameters of a target, by name, as they are written after its `?`. */
export type Parameters = Readonly<Record<string, string>>;
/** A target without the line that it was written in. */
export type Bare<T> = T extends StoreTarget ? Omit<T, 'target'> : never;

/** Where a provider has no second place for it, the pending document is kept in a sibling of this ending. */
export const PENDING = '-pending';

/** What is wrong with a target: the problems among `found`, and that of its endpoint. */
export function problems(parameters: Parameters, found: readonly (string | false | undefined)[]): string[] {
  const all = parameters.endpoint === undefined ? found : [...found, endpointProblem(parameters.endpoint)];
  return all.filter((problem) => typeof problem === 'string');
}

export function endpointOf({ endpoint }: Parameters): { endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint };
}

/** Whether a name and its sibling obey a provider's rules. */
export function fits(name: string, alphabet: RegExp, most: number): boolean {
  return alphabet.test(name) && name.length + PENDING.length <= most;
}

/** The problem of a name that is some other target's sibling. */
export function reserved(name: string): string | false {
  return (
    name.endsWith(PENDING) &&
    `ends in ${PENDING}, which is where another target's pending document is kept; choose another name`
  );
}
