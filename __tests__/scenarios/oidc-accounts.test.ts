import type { Simulator } from '../../simulator/index.js';
import { begin, end, ownName } from './job.js';
import {
  accountNames,
  credentialOf,
  errorOf,
  provisioned,
  revoke,
  rolesOf,
  run,
  simulate,
  warningsOf,
  writesOf,
} from './scene.js';

const shapes = ['no-tokens', 'federated-identity', 'several-credentials'] as const;

/** An organisation in which one account that logs in by OIDC has the declared name, or another. */
async function among(name: string, oidcShape: (typeof shapes)[number] = 'no-tokens'): Promise<Simulator> {
  return simulate({ switches: { oidcAccounts: [name], oidcShape } });
}

const plain = { 'key-type': undefined, 'output-private-key': undefined };
const modes: [string, Record<string, string | undefined>][] = [
  ['ensure', {}],
  ['ensure that may replace', { 'on-lost-token': 'replace' }],
  ['a dry run', { 'dry-run': 'true', 'output-private-key': undefined }],
  ['rotate', { mode: 'rotate' }],
  ['revoke', revoke],
  ['validate', { mode: 'validate', ...plain }],
  ['ephemeral', { ephemeral: 'true' }],
];

describe('A service account that logs in by OIDC', () => {
  test.each(modes)('is refused to %s by its name, however Dfns shows it, and stays as it is', async (_, inputs) => {
    for (const shape of shapes) {
      const simulator = await among('backend', shape);
      const other = provisioned(simulator, undefined, 'other');
      const given = inputs.mode === 'validate' ? { token: other.token, 'private-key': other.privateKey } : {};
      const { exitCode, ...told } = await run(simulator, { ...inputs, ...given });
      expect([exitCode, errorOf({ exitCode, ...told })]).toEqual([1, expect.stringContaining('logs in by OIDC')]);
      expect(errorOf({ exitCode, ...told })).toContain('[OIDC_ACCOUNT]');
      expect([writesOf(simulator), accountNames(simulator)]).toEqual([[], ['backend', 'other']]);
    }
  });

  test('is no matter to an account beside it, nor one of a kind that is newer than this action', async () => {
    for (const shape of shapes) {
      const simulator = await simulate({
        switches: { oidcAccounts: ['frontend'], oidcShape: shape, accountKind: 'TenantUser' },
      });
      const first = await run(simulator);
      const second = await run(simulator, credentialOf(first));
      expect([first.outputs.status, second.outputs.status]).toEqual(['created', 'unchanged']);
      expect(accountNames(simulator)).toEqual(['frontend', 'backend']);
    }
  });

  test('is left alone where its name is one that the action clears, and named by a revocation', async () => {
    const names = ['backend-next-1a2b3c4d', 'backend-retired-20200101T000000Z', 'backend-run-1-1'];
    const simulator = await simulate({ switches: { oidcAccounts: names } });
    await run(simulator);
    const { exitCode, ...revoked } = await run(simulator, revoke);
    expect([exitCode, accountNames(simulator)]).toEqual([0, names]);
    for (const name of names.slice(0, 2)) expect(warningsOf({ exitCode, ...revoked }).join()).toContain(name);
  });

  test('is not archived by a post step, though it has the name of its run', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    const made = [...simulator.organisation.serviceAccounts.values()].find(({ name }) => name === ownName);
    simulator.organisation.archiveServiceAccount(made?.userId ?? '');
    simulator.organisation.createOidcAccount(ownName);
    const { accountId: _, ...saved } = JSON.parse(Object.values(main.state)[0] ?? '{}');
    const unknown = { ...main, state: { ...main.state, [Object.keys(main.state)[0] ?? '']: JSON.stringify(saved) } };
    const ended = await end(simulator, unknown);
    expect(errorOf(ended)).toContain('logs in by OIDC');
    expect(accountNames(simulator)).toEqual([ownName]);
  });
});

describe('A role that an account holds through a group of users', () => {
  async function grouped(operations = ['Wallets:Update']) {
    const simulator = await simulate({ switches: { groupRoles: 'shown' } });
    const { account, token, privateKey } = provisioned(simulator);
    const role = simulator.organisation.createRole('of the group', operations);
    const group = simulator.organisation.createUserGroup('signers', [account.userId, 'us-somebody'], [role.id]);
    return { simulator, group, given: { token, 'private-key': privateKey } };
  }

  test('is named by exclusive and left, since others hold it by the same assignment', async () => {
    const { simulator, group, given } = await grouped();
    const { exitCode, ...told } = await run(simulator, { ...given, exclusive: 'true' });
    expect([exitCode, told.outputs.status]).toEqual([0, 'unchanged']);
    expect(warningsOf({ exitCode, ...told }).join()).toContain(`the role of the group`);
    expect(warningsOf({ exitCode, ...told }).join()).toContain(`through the group ${group.id}`);
    expect(writesOf(simulator)).toEqual([]);
    const failing = { ...given, exclusive: 'true', 'on-drift': 'fail' };
    expect(errorOf(await run(simulator, failing))).toContain('[DRIFT]');
    expect(errorOf(await run(simulator, { ...failing, mode: 'validate', ...plain }))).toContain('[ROLE_SURPLUS]');
  });

  test('is not given to a successor as its own, which says so, and counts as no right of it', async () => {
    const { simulator, group, given } = await grouped(['Policies:Update']);
    const mine = simulator.organisation.createRole('by hand', ['Wallets:Update']);
    simulator.organisation.assign(mine.id, [...simulator.organisation.serviceAccounts.keys()][0] ?? '');
    const rotating = { ...given, mode: 'rotate', 'on-admin-role': 'fail' };
    const { exitCode, ...rotated } = await run(simulator, rotating);
    expect([exitCode, rotated.outputs.status]).toEqual([0, 'rotated']);
    expect(rolesOf(simulator, 'backend').sort()).toEqual(['by hand', 'create-wallets']);
    expect(warningsOf({ exitCode, ...rotated }).join()).toMatch(
      new RegExp(`successor of backend does not hold the role of the group .*through the group ${group.id}`),
    );
  });

  test('is revoked where the account holds it by itself too, and counts as a right of its own', async () => {
    const { simulator, given } = await grouped(['Policies:Update']);
    const account = [...simulator.organisation.serviceAccounts.values()][0];
    const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'of the group');
    simulator.organisation.assign(role?.id ?? '', account?.userId ?? '');
    expect(errorOf(await run(simulator, { ...given, 'on-admin-role': 'fail' }))).toContain('Policies:Update');
    const { exitCode } = await run(simulator, { ...given, exclusive: 'true' });
    expect([exitCode, rolesOf(simulator, 'backend')]).toEqual([0, ['create-wallets']]);
    expect(
      [...simulator.organisation.assignments.values()].filter((each) => each.permissionId === role?.id),
    ).toHaveLength(1);
  });
});
