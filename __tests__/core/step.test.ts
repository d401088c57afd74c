import { describe as describeStep, type Step } from '../../src/core/step.js';

const steps: [Step, string][] = [
  [{ step: 'create-role', role: 'r', permissions: ['A:B', 'C:D'] }, 'create the role r with A:B, C:D'],
  [
    {
      step: 'update-role',
      role: 'r',
      roleId: 'pm',
      permissions: ['A:B'],
      add: ['A:B'],
      remove: ['C:D'],
      alsoHeldBy: [],
    },
    'change the role r: +A:B -C:D',
  ],
  [{ step: 'create-account', account: 'a', role: 'r' }, 'create the service account a with the role r'],
  [{ step: 'create-account', account: 'a' }, 'create the service account a'],
  [{ step: 'activate-account', account: 'a', accountId: 'us' }, 'activate the service account a'],
  [{ step: 'assign-role', account: 'a', accountId: 'us', role: 'r' }, 'assign the role r to a'],
  [
    { step: 'revoke-role', account: 'a', accountId: 'us', role: 'r', roleId: 'pm', assignmentId: 'as' },
    'revoke the role r from a',
  ],
  [
    { step: 'archive-account', account: 'a', accountId: 'us', because: 'it was replaced' },
    'archive the service account a: it was replaced',
  ],
  [{ step: 'rename-account', account: 'a-next-1a2b3c4d', to: 'a' }, 'rename the service account a-next-1a2b3c4d to a'],
];

test.each(steps)('the step %j reads as a line of the plan', (step, line) => {
  expect(describeStep(step)).toBe(line);
});
