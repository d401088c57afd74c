import { allRights, hold, simulate, standing } from './scene.js';
import { alone, expectedOf, randomSetting, together } from './settings.js';

/** `npm run acceptance:switches`: each value alone, and fifty settings by lot. */
const isWhole = process.env.ACCEPTANCE_WHOLE === '1';

async function told(switches: object) {
  const simulator = await simulate({ provisionerOperations: allRights, switches });
  const held = await hold(simulator, { withPolicies: true });
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

  const lots = Array.from({ length: isWhole ? 50 : 1 }, (_, seed) => seed + 1);
  test.each(lots)('by lot, seed %d', (seed) => told(randomSetting(seed)));

  if (isWhole) test.each(alone)('one switch alone: %j', (switches) => told(switches));
});
