import type { Report } from '../../scripts/acceptance/report.js';
import { type Switches, switchTable } from '../../simulator/switches.js';
import { allRights, type Setting } from './scene.js';

/** Switches that say who is there, how slow the way is, or what only an e-mail, hours of waiting or a group would show. */
export const unasked = new Set<keyof Switches>([
  ...([
    'invitedUsers',
    'invitedUsersRole',
    'oidcAccounts',
    'oidcShape',
    'groupRoles',
    'latencyMs',
    'registrationCodeSeconds',
  ] as const),
  ...(['registrationCodeSpent', 'keyAsFirstFactor'] as const),
]);

/** Values of the switches that take more than a choice. */
const numbers: Partial<Record<keyof Switches, readonly unknown[]>> = {
  tokenIssuer: ['auth.dfns.io', 'https://elsewhere.example'],
  tokenAudience: ['dfns:auth:user', 'dfns:other'],
  loginTokenSeconds: [3600, 60],
  pageSize: [100, 1, 2, 3],
  rateLimit: [0, 100, 40],
  provisionerOperations: [allRights],
};

export const asked = (Object.keys(switchTable) as (keyof Switches)[]).filter((name) => !unasked.has(name));

export function valuesOf(name: keyof Switches): readonly unknown[] {
  const { accepts, read } = switchTable[name];
  return numbers[name] ?? accepts.split(' | ').map((text) => read(text));
}

/** Each switch's every value, alone. */
export const alone: readonly Setting[] = asked.flatMap((name) => valuesOf(name).map((value) => ({ [name]: value })));

/**
 * What the report must say of a setting: its values, but where one of them hides another, or where there is nothing to be seen: as
 * many requests in a minute as no run makes, and roles that all fit on one page.
 */
export function expectedOf(switches: Switches): Record<string, unknown> {
  const hidden = new Set<string>([...unasked]);
  if (switches.legacyShapes) hidden.add('emptyCredIdOnCreate');
  if (switches.opaqueTokens)
    for (const name of ['tokenIssuer', 'tokenAudience', 'loginTokenSeconds', 'provisionerOperations']) hidden.add(name);
  if (switches.logoutStatus !== 200) hidden.add('actionsAfterLogout');
  if (switches.rateLimit === 0) hidden.add('rateLimit');
  if (switches.pageSize > 5) hidden.add('pageSize');
  const told = Object.entries(switches).filter(([name]) => !hidden.has(name));
  return Object.fromEntries(told.map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]));
}

/** Few settings of all switches together, in which each switch has each of its values. */
export const together: readonly Setting[] = [0, 1, 2, 3, 4].map((round) =>
  Object.fromEntries(
    asked.map((name, index) => {
      const values = valuesOf(name);
      return [name, values[(round + index) % values.length]];
    }),
  ),
);

/** Settings of all switches by lot; the same for the same seed. */
export function randomSetting(seed: number): Setting {
  let state = seed * 2_654_435_761 + 1;
  const next = (count: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const chosen = asked.map((name) => {
    const values = valuesOf(name);
    return [name, values[next(values.length)]];
  });
  return Object.fromEntries(chosen);
}

/** Answers of a report that are not as the organisation behaves; none may be, whatever could not be asked. */
export function untrue(report: Report | undefined, switches: Switches): Record<string, unknown> {
  const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  const told = Object.entries(report?.answers ?? {}).filter(([name]) => Object.hasOwn(switches, name));
  const isTrue = (name: string, answer: object) =>
    'notAsked' in answer || ('value' in answer && plain(answer.value) === plain(switches[name as keyof Switches]));
  return Object.fromEntries(told.filter(([name, answer]) => !isTrue(name, answer)));
}
