import type { Simulator } from '../../simulator/index.js';
import { allRights, hold, simulate, standing } from './scene.js';
import { randomSetting, untrue } from './settings.js';

/** All of it is the matter of `npm run acceptance:switches`. */
const isWhole = process.env.ACCEPTANCE_WHOLE === '1';
const some = <Row>(rows: readonly Row[], few: readonly Row[]) => (isWhole ? rows : few);

/** What is told is true, and nothing is left but what is said. */
async function endsWell(rights: readonly string[], switches: object, arrange?: (s: Simulator) => void) {
  const simulator = await simulate({ provisionerOperations: rights, switches });
  arrange?.(simulator);
  const held = await hold(simulator, { withPolicies: true, parts: isWhole ? 'all' : 'questions' });
  expect({ refusal: held.refusal, exitCode: held.exitCode }).toEqual({ refusal: undefined, exitCode: 0 });
  expect(held.report?.shapes).toEqual([]);
  expect(held.report?.stories.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(untrue(held.report, simulator.switches)).toEqual({});
  const told = held.report?.left.join() ?? '';
  expect(standing(simulator).filter((name) => !told.includes(name))).toEqual([]);
  return held;
}

describe('A provisioner', () => {
  test.each(some(allRights, ['Permissions:Assign']))(
    'without %s is told nothing untrue',
    async (lacking) => {
      const rights = allRights.filter((operation) => operation !== lacking);
      await endsWell(rights, {});
    },
    90_000,
  );

  if (isWhole)
    test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
      'without two rights, where all switches are by lot, is told nothing untrue: seed %d',
      async (seed) => {
        const lacking = [allRights[seed % allRights.length], allRights[(seed * 7 + 3) % allRights.length]];
        const { provisionerOperations, ...switches } = randomSetting(seed);
        await endsWell(
          allRights.filter((operation) => !lacking.includes(operation)),
          switches,
        );
      },
      90_000,
    );
});

const actions = ['RequestApproval', 'Block'] as const;
const kinds = ['Permissions:Assign', 'Permissions:Modify'] as const;
const wishes = ['assign', 'policy-200', 'policy-202', 'policy-403', 'ignored'] as const;
const policies = actions.flatMap((action) =>
  kinds.flatMap((activityKind) =>
    wishes.map((permissionIdAtCreation) => ({ action, activityKind, permissionIdAtCreation })),
  ),
);

if (isWhole)
  describe('A policy of the organisation', () => {
    test.each(policies)(
      '%j that stands in the way makes nothing untrue',
      async ({ action, activityKind, permissionIdAtCreation }) => {
        await endsWell(allRights, { permissionIdAtCreation }, ({ organisation }) => {
          organisation.createPolicy({ activityKind, action });
        });
      },
      90_000,
    );
  });
