import { Runner } from './runner.js';
import { ensure, optionsOf, privateKey } from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

test('nothing is printed of inputs that are in order but the masks of the secrets among them', () => {
  optionsOf(ensure);
  expect(runner.commands.filter(({ name }) => name !== 'add-mask')).toEqual([]);
  expect(runner.masks).toContain(privateKey.trim());
  expect(runner.plainLines).toEqual([]);
});

test('a list that names a permission twice holds it once', () => {
  const { role } = optionsOf({ ...ensure, role: '', permissions: 'Keys:Read\nWallets:Read\nKeys:Read' });
  expect(role?.permissions).toEqual(['Keys:Read', 'Wallets:Read']);
});

test('an unknown permission is a warning with the nearest known name', () => {
  const { warnings } = optionsOf({
    ...ensure,
    role: '',
    permissions: 'Wallets:Reed\nWallets:Sign\nKeys:Read\nKeys:Read',
  });
  expect(warnings.join('\n')).toContain('did you mean Wallets:Read?');
  expect(warnings.join('\n')).toContain('Wallets:Transactions:Create');
  expect(warnings.join('\n')).toContain('Keys:Read stands in the list more than once');
});

test('a role that is nearly a preset is a warning', () => {
  expect(optionsOf({ ...ensure, role: 'create-wallet' }).warnings).toEqual([expect.stringContaining('create-wallets')]);
});

test('the names of members that every JavaScript object has are names of roles like any other', () => {
  expect(optionsOf({ ...ensure, role: 'constructor' }).role).toEqual({ by: 'name', value: 'constructor' });
});
