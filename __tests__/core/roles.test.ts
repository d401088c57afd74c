import fc from 'fast-check';
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
