import { existsSync } from 'node:fs';
import { switchesLike } from '../../simulator/like.js';
import { switchTable } from '../../simulator/switches.js';
import { allRights, hold, outcomes, reasonOf, simulate, standing } from './scene.js';

/** The whole of each table is the matter of `npm run acceptance:switches`; here its first rows. */
const isWhole = process.env.ACCEPTANCE_WHOLE === '1';
const first = <Row>(count: number, rows: readonly Row[]) => (isWhole ? rows : rows.slice(0, count));

describe('An organisation that behaves as is believed', () => {
  test('has all stories as expected, no answer of another shape, no secret in the report, and nothing left', async () => {
    const simulator = await simulate({ provisionerOperations: allRights });
    const held = await hold(simulator, { parts: 'all', withPolicies: true });
    expect(held.exitCode).toBe(0);
    expect(outcomes(held)).toEqual(Array(9).fill('as expected'));
    expect(held.report).toMatchObject({ version: 1, shapes: [], left: [] });
    expect(standing(simulator)).toEqual([]);
    const told = `${JSON.stringify(held.report)}${held.lines.join('\n')}`;
    const key = simulator.provisioner.privateKey.split('\n')[1] ?? '';
    expect([key, 'eyJ', simulator.orgId].filter((text) => told.includes(text))).toEqual([]);
    expect(told).not.toMatch(/\b(us|pm|as|ap|cr)-[a-z0-9]{5}-[a-z0-9]{5}-/);
    // Every switch of the simulator is answered, or said not to have been asked.
    expect(Object.keys(switchTable).filter((name) => !held.report?.answers[name])).toEqual([]);
  });

  test('can be played by what was reported of it', async () => {
    const switches = { deleteStatus: 204, archivedNames: 'taken', loginTokenSeconds: 60, legacyShapes: true } as const;
    const asked = await hold(await simulate({ provisionerOperations: allRights, switches }));
    const like = switchesLike(JSON.stringify(asked.report));
    expect(like.unplayed).toEqual([]);
    expect(like.switches).toMatchObject(switches);
    const again = await hold(await simulate({ switches: like.switches }));
    expect(again.report?.answers).toEqual(asked.report?.answers);
  });

  test('is asked nothing, and gets nothing, where nobody agrees', async () => {
    const simulator = await simulate({ provisionerOperations: allRights });
    const { refusal, settings } = await hold(simulator, { yes: false });
    expect(refusal).toBe('nothing was made: it was not agreed to');
    expect(standing(simulator)).toEqual([]);
    expect(
      simulator.requests.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/auth/login')),
    ).toEqual([]);
    expect(existsSync(settings.record)).toBe(false);
  });
});

describe('An organisation in which not all can be asked', () => {
  test.each(
    first(1, [
      [
        'Auth:ServiceAccounts:Delete',
        'deleteStatus',
        /^notAsked: the provisioner may not archive its own account \(403/,
      ],
      ['Permissions:Create', 'revokeStatus', /^notAsked: a role of its own was not to be had \(403/],
      [
        'Auth:ServiceAccounts:Create',
        'duplicateNameStatus',
        /^notAsked: an account of its own was not to be had \(403/,
      ],
      ['Permissions:Assign', 'revokeStatus', /^notAsked: a role of its own could not be assigned \(403/],
      ['Permissions:Revoke', 'revokeStatus', /^notAsked: the provisioner may not revoke \(403/],
      [
        'Auth:ServiceAccounts:Update',
        'payloadCheck',
        /^notAsked: the provisioner may not change its own account \(403/,
      ],
      ['Permissions:Update', 'vocabulary', /^notAsked: a role of its own could not be changed \(403/],
      ['Permissions:Read', 'pageSize', /^notAsked: the provisioner may not read roles \(403/],
    ]),
  )('for want of %s says so of %s, and ends well', async (lacking, name, reason) => {
    const rights = allRights.filter((operation) => operation !== lacking);
    const isToldAsStories = /:(Delete|Read)$/.test(lacking);
    const simulator = await simulate({ provisionerOperations: rights });
    const held = await hold(simulator, { parts: isToldAsStories && isWhole ? 'all' : 'questions' });
    expect(reasonOf(held, name)).toMatch(reason);
    expect(held.report?.stories.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(held).toMatchObject({ exitCode: 0, report: { shapes: [] } });
  });

  test('tells beforehand that roles will stay, where the provisioner may not archive them', async () => {
    const simulator = await simulate();
    const held = await hold(simulator);
    expect(held.lines.join('\n')).toContain('The provisioner lacks Permissions:Archive: the roles stay');
    expect(held.report?.left.length).toBeGreaterThan(0);
    expect(existsSync(held.settings.record)).toBe(true);
    simulator.switches.provisionerOperations = allRights;
    expect(await hold(simulator, { ...held.settings, clean: true })).toMatchObject({ exitCode: 0 });
    expect(standing(simulator)).toEqual([]);
  });

  test.each(first(1, ['policy-202', 'assign', 'policy-200', 'policy-403'] as const))(
    'because a policy holds every assignment says so and ends well (permissionId at creation: %s)',
    async (permissionIdAtCreation) => {
      const switches = { permissionIdAtCreation };
      const simulator = await simulate({ provisionerOperations: allRights, switches });
      simulator.organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
      const held = await hold(simulator, { parts: 'all' });
      expect(reasonOf(held, 'revokeStatus')).toBe(
        'notAsked: a policy of the organisation holds assignments for approval',
      );
      const expected = permissionIdAtCreation === 'assign' ? 'as expected' : 'not told';
      expect(held.report?.stories[0]).toMatchObject({ outcome: expected });
      expect(held.report?.stories.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(held).toMatchObject({ exitCode: 0, report: { shapes: [] } });
      expect(standing(simulator)).toEqual([]);
    },
  );

  test('because it is on trial, with a hundred requests a minute, waits and tells all', async () => {
    const simulator = await simulate({ provisionerOperations: allRights, switches: { rateLimit: 100 } });
    const held = await hold(simulator, { parts: isWhole ? 'all' : 'questions' });
    expect(outcomes(held)).toEqual(Array(isWhole ? 9 : 0).fill('as expected'));
    expect(held).toMatchObject({ exitCode: 0, report: { answers: { rateLimit: { value: 100 } }, shapes: [] } });
    expect(standing(simulator)).toEqual([]);
  });
});

describe('A run that is told to end', () => {
  test.each(first(1, [150, 30, 250]))('at request %d clears up, writes no report, and ends with 130', async (at) => {
    const simulator = await simulate({ provisionerOperations: allRights });
    const ended = new AbortController();
    simulator.onRequest = (_, { index }) => {
      if (index === at) ended.abort();
    };
    const held = await hold(simulator, { parts: 'all', withPolicies: true }, { signal: ended.signal });
    expect(held).toMatchObject({ exitCode: 130, report: undefined });
    expect(standing(simulator)).toEqual([]);
    expect(existsSync(held.settings.record)).toBe(false);
  });
});

test('An account that gets its creator’s roles without being asked loses them as the action wishes, and no other account does', async () => {
  const simulator = await simulate({ provisionerOperations: allRights, switches: { inheritPermissions: true } });
  const mine = simulator.organisation.assignmentsOf(simulator.provisioner.userId);
  const held = await hold(simulator, { parts: 'all' });
  expect(outcomes(held)).toEqual(Array(9).fill('as expected'));
  expect(held.report?.answers.inheritPermissions).toEqual({ value: true });
  expect(simulator.organisation.assignmentsOf(simulator.provisioner.userId)).toEqual(mine);
});
