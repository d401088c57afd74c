import type { Switches } from '../../simulator/index.js';
import { accountNames, credentialOf, errorOf, revoke, rolesOf, run, simulate } from './scene.js';

/** Each case of what is not known of Dfns, as the action must cope with it. */
const unknowns: Partial<Switches>[] = [
  { duplicateNameStatus: 400 },
  { duplicateNameStatus: 422 },
  { archivedNames: 'taken' },
  { archivedStatus: 422 },
  { emptyCredIdOnCreate: true },
  { legacyShapes: true },
  { deleteStatus: 204 },
  { revokeStatus: 204 },
  { payloadCheck: 'parsed' },
  { tokenIssuer: 'https://elsewhere.example', tokenAudience: 'dfns:other' },
  { loginTokenSeconds: 60 },
  { opaqueTokens: true },
  { permissionIdAtCreation: 'ignored' },
  { inheritPermissions: true },
  { pageSize: 1 },
  { vocabulary: '1.578' },
  { vocabulary: '1.993' },
];

describe.each(unknowns)('Where Dfns has %j', (switches) => {
  test('a first run, a second, and a replacement come out right', async () => {
    const simulator = await simulate({ switches });
    const first = await run(simulator);
    expect(first.annotations).toEqual([]);
    expect(first.outputs).toMatchObject({ status: 'created', 'credential-id': expect.stringMatching(/.+/) });
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
    expect(first.outputs['assignment-id']).toMatch(/^as-/);

    const second = await run(simulator, credentialOf(first));
    expect(second.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });

    const replaced = await run(simulator, { 'on-lost-token': 'replace' });
    expect(replaced.outputs.status).toBe('created');
    expect(accountNames(simulator)).toEqual(['backend']);
    expect(
      (await run(simulator, { ...credentialOf(replaced), mode: 'validate', 'key-type': undefined })).exitCode,
    ).toBe(0);
  });
});

describe.each(unknowns)('In the life of an account, where Dfns has %j', (switches) => {
  test('a rotation, the archiving of what it retired, and a revocation come out right', async () => {
    const simulator = await simulate({ switches });
    const first = await run(simulator);
    const rotated = await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    expect(rotated.annotations).toEqual([]);
    expect(rotated.outputs.status).toBe('rotated');
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
    expect(accountNames(simulator)).toHaveLength(2);

    const later = await run(simulator, { ...credentialOf(rotated), 'retire-after': '0' });
    expect(later.outputs).toMatchObject({ status: 'updated', token: rotated.outputs.token });
    expect(accountNames(simulator)).toEqual(['backend']);

    expect(await run(simulator, revoke)).toMatchObject({ exitCode: 0, outputs: { status: 'revoked' } });
    expect(accountNames(simulator)).toEqual([]);
    expect((await run(simulator, revoke)).outputs).toMatchObject({ status: 'unchanged', changed: 'false' });
  });
});

describe('An account that inherits its creator’s roles', () => {
  test('is left with the declared one alone', async () => {
    const simulator = await simulate({ switches: { inheritPermissions: true } });
    await run(simulator, { role: 'mine', permissions: 'Wallets:Read' });
    expect(rolesOf(simulator, 'backend')).toEqual(['mine']);
  });
});

describe('An account of the name that appears in between', () => {
  test.each([400, 409, 422] as const)(
    'is not touched, and the error says so (duplicate name: %d)',
    async (duplicateNameStatus) => {
      const simulator = await simulate({ switches: { duplicateNameStatus } });
      simulator.onRequest = (moment, { method, path }) => {
        if (moment !== 'before' || method !== 'POST' || path !== '/auth/service-accounts') return;
        if (accountNames(simulator).includes('backend')) return;
        simulator.organisation.createServiceAccount('backend', { publicKey: anotherKey });
      };
      const failed = await run(simulator);
      expect(failed.exitCode).toBe(1);
      expect(errorOf(failed)).toContain('another run or person created a service account named backend');
      expect(accountNames(simulator)).toEqual(['backend']);
    },
  );
});

const anotherKey = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----`;
