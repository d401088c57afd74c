import fc from 'fast-check';
import { adminRights, adminRolesOf } from '../../src/core/admin-roles.js';
import { adviceOn, canonicalOperation, isOperationName, nearestOperation } from '../../src/core/operations.js';
import { differenceOf, presets } from '../../src/core/roles.js';

describe('presets', () => {
  test('hold operations that Dfns knows', () => {
    for (const operation of Object.values(presets).flat()) expect(adviceOn(operation)).toBeUndefined();
  });

  test('create-wallets can create a wallet, which also takes a key', () => {
    expect(presets['create-wallets']).toEqual(expect.arrayContaining(['Wallets:Create', 'Keys:Create']));
  });
});

describe('rights with which an account could raise its own', () => {
  const rights = (...permissions: string[]) => adminRights({ name: 'any', permissions });

  test('no preset has any', () => {
    for (const [name, permissions] of Object.entries(presets)) {
      expect([name, adminRights({ name, permissions: [...permissions] })]).toEqual([name, []]);
    }
  });

  test('a role that has the name of a preset and holds more has them', () => {
    const permissions = ['Auth:Delegated:Register', 'Auth:Delegated:Login'];
    expect(adminRights({ name: 'register-end-users', permissions })).toEqual(['Auth:Delegated:Login']);
  });

  test.each([
    ...['Auth:Users:Create', 'Auth:ServiceAccounts:Update', 'Auth:Pats:Create', 'Auth:Delegated:Recover'],
    ...['Auth:Register:Delegated', 'Auth:Login:Delegated', 'Auth:UserGroups:Members:Add', 'Auth:Users:Delegate'],
    ...['Permissions:Assign', 'Permissions:Archive', 'PermissionAssignments:Create', 'Permissions:NotYetKnown'],
    ...['Policies:Update', 'Policies:Approvals:Approve', 'Policies:Evaluations:Vote'],
  ])('%s is one', (operation) => expect(rights(operation)).toEqual([operation]));

  test.each([
    ...['Wallets:Create', 'Keys:Export', 'Auth:Users:Read', 'Auth:ServiceAccounts:Read', 'Auth:Logs:Read'],
    ...['Permissions:Read', 'Permissions:Assignments:Read', 'Policies:Read', 'Policies:Approvals:Read'],
    ...['Auth:Creds:Create', 'Auth:UserGroups:Members:Read', 'PermissionsOfWallets:Create'],
  ])('%s is none', (operation) => expect(rights(operation)).toEqual([]));

  test('a change of a role that waits for approval counts as made, of the declared role and of the others', () => {
    const pendingChange = { permissions: ['Wallets:Read', 'Permissions:Assign'] };
    const plain = { permissions: ['Wallets:Read'], isImmutable: false, isArchived: false, pendingChange };
    const roles = ['pm-1', 'pm-2'].map((id) => ({ id, name: `role ${id}`, ...plain }));
    const held = roles.map(({ id, name }) => ({ roleId: id, roleName: name }));
    const declared = {
      role: { by: 'name', value: 'role pm-1', permissions: ['Wallets:Read'] },
      onDrift: 'fix',
    } as const;
    expect(adminRolesOf(declared, roles[0], held, roles)).toEqual(
      roles.map(({ name }) => ({ role: name, rights: ['Permissions:Assign'] })),
    );
    expect(
      adminRolesOf(
        { onDrift: 'fix' },
        undefined,
        [{ roleId: 'pm-3', roleName: 'unlisted', permissions: ['Policies:Update'] }],
        [],
      ),
    ).toEqual([{ role: 'unlisted', rights: ['Policies:Update'] }]);
  });

  test('Dfns’s role for administrators has all of them, whatever its list shows', () => {
    expect(adminRights({ name: 'ManagedFullAdminAccess', permissions: [] })).toEqual(['every operation']);
  });
});

describe('operations', () => {
  test('a known one needs no advice', () => {
    expect(adviceOn('Wallets:Read')).toBeUndefined();
  });

  test.each([
    ['Wallets:Sign', 'Wallets:Transactions:Create'],
    ['Wallets:Reed', 'did you mean Wallets:Read?'],
    ['PermissionAssignments:Create', 'no longer an operation'],
    ['Zebras:Paint', 'not an operation that this version of the action knows'],
  ])('%s comes with advice', (operation, advice) => {
    expect(adviceOn(operation)).toContain(advice);
  });

  test.each(['Wallets:Read', 'Auth:ServiceAccounts:Create', 'X9:Y'])('%s can be an operation', (name) => {
    expect(isOperationName(name)).toBe(true);
  });

  test.each([
    '',
    'Wallets',
    'wallets:read',
    'Wallets:',
    ':Read',
    'Wallets:Read ',
    'Wallets:Read,Keys:Read',
    '*',
    'Wallets:*',
  ])('%j cannot be one', (name) => expect(isOperationName(name)).toBe(false));

  test('the nearest is found whatever the case, and nothing is suggested for what is like none', () => {
    expect(nearestOperation('wallets:create')).toBe('Wallets:Create');
    expect(nearestOperation('x')).toBeUndefined();
  });

  test('the old and the new name of a right are one', () => {
    expect(canonicalOperation('Auth:Register:Delegated')).toBe('Auth:Delegated:Register');
  });

  test('a word that every JavaScript object knows is an ordinary word', () => {
    for (const word of ['constructor', 'toString', '__proto__']) expect(canonicalOperation(word)).toBe(word);
  });
});

describe('the difference between what a role holds and what it should hold', () => {
  test('names what is missing and what is too much', () => {
    expect(differenceOf(['Keys:Read', 'Wallets:Read'], ['Wallets:Read', 'Wallets:Create'])).toEqual({
      missing: ['Wallets:Create'],
      surplus: ['Keys:Read'],
    });
  });

  test('is nothing where only the names were changed by Dfns', () => {
    expect(differenceOf(['Auth:Delegated:Register'], ['Auth:Register:Delegated'])).toEqual({
      missing: [],
      surplus: [],
    });
  });

  test('applied to what is held, it gives what is wanted', () => {
    const operations = fc.uniqueArray(fc.constantFrom('A:A', 'B:B', 'C:C', 'D:D', 'E:E'));
    fc.assert(
      fc.property(operations, operations, (have, want) => {
        const { missing, surplus } = differenceOf(have, want);
        const after = [...have.filter((operation) => !surplus.includes(operation)), ...missing];
        expect(after.sort()).toEqual([...want].sort());
      }),
      { seed: 4 },
    );
  });
});
