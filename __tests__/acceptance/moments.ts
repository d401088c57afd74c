import type { Simulator } from '../../simulator/index.js';

export interface Moment {
  /** Of the request, from 1. */
  readonly count: number;
  /** Whether it has been acted upon. The run has not heard of it in either case. */
  readonly when: 'before' | 'after';
}

/**
 * The way to Dfns of a run that could be killed at each of its requests. A process that dies leaves what there is then in the organisation
 * and on the disk: so one run is stopped at all these moments, and whatever is tried there is undone in the organisation afterwards.
 */
export function stoppedAtEach(simulator: Simulator, look: (moment: Moment) => Promise<void>): typeof fetch {
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const pass: typeof fetch = async (...request) => {
    count += 1;
    await undone(simulator, () => look({ count, when: 'before' }));
    const answer = await fetch(...request);
    await undone(simulator, () => look({ count, when: 'after' }));
    return answer;
  };
  // One by one: nothing else may happen where a moment is looked at.
  return (...request) => {
    const answer = last.then(() => pass(...request));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function undone(simulator: Simulator, work: () => Promise<void>): Promise<void> {
  const restore = photograph(simulator);
  await work();
  restore();
}

type Maps = readonly Map<string, object>[];

function photograph({ organisation }: Simulator): () => void {
  const { serviceAccounts, roles, assignments, policies, approvals } = organisation;
  const maps = [serviceAccounts, roles, assignments, policies, approvals] as unknown as Maps;
  const taken = maps.map((map) => [...map].map(([id, it]) => ({ id, it, members: copyOf(it) })));
  return () => {
    maps.forEach((map, index) => {
      map.clear();
      for (const { id, it, members } of taken[index] ?? []) {
        for (const name of Object.keys(it)) if (!Object.hasOwn(members, name)) Reflect.deleteProperty(it, name);
        map.set(id, Object.assign(it, members));
      }
    });
  };
}

/** Without what has methods of its own, such as keys: those do not change. */
function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member)])) as Value;
}
