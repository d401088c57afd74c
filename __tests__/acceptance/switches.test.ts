import { allRights, hold, simulate, standing } from './scene.js';
import { alone, expectedOf, randomSetting, together } from './settings.js';

/** `npm run acceptance:switches`: each value alone, and fifty settings by lot. */
const isWhole = process.env.ACCEPTANCE_WHOLE === '1';

const invitations = [false, true].flatMap((keyAsFirstFactor) =>
  (['at-init', 'at-end'] as const).map((registrationCodeSpent) => ({ keyAsFirstFactor, registrationCodeSpent })),
);

async function told(switches: object) {
  const simulator = await simulate({ provisionerOperations: allRights, switches });
  const held = await hold(simulator, { withPolicies: true, parts: isWhole ? 'all' : 'questions' });
  expect(held.report?.stories.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const values = Object.entries(held.report?.answers ?? {}).flatMap(([name, answer]) =>
    'value' in answer ? [[name, answer.value]] : [],
  );
  const expected = expectedOf(simulator.switches);
  const answers = Object.fromEntries(values.filter(([name]) => Object.hasOwn(simulator.switches, String(name))));
  expect({ switches, answers, shapes: held.report?.shapes }).toEqual({ switches, answers: expected, shapes: [] });
  expect({ standing: standing(simulator), exitCode: held.exitCode }).toEqual({ standing: [], exitCode: 0 });
}

describe('The report tells exactly how the organisation behaves', () => {
  test.each(together)('all switches at once, round %#', (switches) => told(switches));

  test.each(isWhole ? invitations : invitations.slice(0, 1))('with a new user, %j', async (switches) => {
    const invited = { username: 'jane@example.com', code: 'ABCD-EFGH-IJKL' };
    const invitedUsers = [`${invited.username}=${invited.code}`];
    const simulator = await simulate({ provisionerOperations: allRights, switches: { ...switches, invitedUsers } });
    const { report } = await hold(simulator, { invited });
    const { keyAsFirstFactor, registrationCodeSpent } = report?.answers ?? {};
    expect({ keyAsFirstFactor, registrationCodeSpent }).toEqual({
      keyAsFirstFactor: { value: switches.keyAsFirstFactor },
      registrationCodeSpent: { value: switches.registrationCodeSpent },
    });
    expect(simulator.organisation.userNamed(invited.username)?.isRegistered).toBe(false);
  });

  if (!isWhole) return;
  const lots = Array.from({ length: 50 }, (_, seed) => seed + 1);
  test.each(lots)('by lot, seed %d', (seed) => told(randomSetting(seed)));
  test.each(alone)('one switch alone: %j', (switches) => told(switches));
});
