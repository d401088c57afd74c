import fc from 'fast-check';
import { allowedCredentials, checkAnswer } from '../../src/dfns/challenge-responses.js';
import { WrongShape } from '../../src/dfns/response-parts.js';
import * as answers from '../../src/dfns/responses.js';
import { expectNothingOf, fuzz } from './fuzz.js';

const secret = 'eyJmdXp6.c2VjcmV0LW9mLWFuLWFuc3dlcg.c2lnbmF0dXJl';
// Every reader there is: one that is added is tried from the same day on.
const readers = Object.entries(answers).filter(([name]) => name.startsWith('read')) as [
  string,
  (answer: unknown) => unknown,
][];
const members = [
  ...['items', 'nextPageToken', 'userInfo', 'accessTokens', 'userId', 'name', 'username', 'isActive', 'orgId'],
  ...['permissionAssignments', 'permissionId', 'permissionName', 'assignmentId', 'id', 'identityId', 'operations'],
  ...['pendingChangeRequest', 'status', 'approvalId', 'operationKind', 'body', 'credId', 'publicKey', 'dateCreated'],
  ...['accessToken', 'token', 'challenge', 'challengeIdentifier', 'allowCredentials', 'key', 'userAction', '__proto__'],
];
const { answer } = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.constantFrom<unknown>(null, '', 'Pending', secret, 0, -1, true, false), fc.string()),
  object: fc.dictionary(fc.constantFrom(...members), tie('answer'), { maxKeys: 8, depthIdentifier: 'answer' }),
  list: fc.array(tie('answer'), { maxLength: 4, depthIdentifier: 'answer' }),
  answer: fc.oneof({ depthSize: 'medium', depthIdentifier: 'answer' }, tie('leaf'), tie('object'), tie('list')),
}));
const asked = fc.constantFrom('/auth/login/init', '/auth/login', '/auth/action/init', '/auth/action', '/permissions');
// The contract's shape with one member spoilt, which gets further than mere noise.
const account = {
  userInfo: {
    userId: 'us-1',
    username: 'backend@ServiceAccount',
    name: 'backend',
    isActive: true,
    orgId: 'or-1',
    permissionAssignments: [{ permissionId: 'pm-1', permissionName: 'role', assignmentId: 'as-1' }],
  },
  accessTokens: [{ accessToken: secret, credId: 'cr-1', publicKey: 'pem', dateCreated: '2026', isActive: true }],
};
const role = {
  id: 'pm-1',
  name: 'role',
  operations: ['Wallets:Read'],
  pendingChangeRequest: { status: 'Pending', id: 'cr-1' },
};
const page = { items: [account, role, { identityId: 'us-1' }, { credId: 'cr-1' }], nextPageToken: 'next' };
const spoilt = fc
  .tuple(fc.constantFrom<unknown>(account, role, page), fc.nat(200), answer)
  .map(([shape, place, value]) => {
    let count = -1;
    return JSON.parse(JSON.stringify(shape), (_, member) => {
      count += 1;
      return count === place ? value : member;
    }) as unknown;
  });

test('there are readers to try', () => {
  expect(readers.length).toBeGreaterThan(8);
});

test.each(readers)('%s reads what an API answers, or says that its shape is wrong', (_, read) => {
  fuzz(fc.oneof(answer, spoilt), (value) => {
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error;
      expectNothingOf(secret, error.message);
    }
  });
});

test('what the SDK goes on with is checked', () => {
  fuzz(fc.tuple(asked, fc.constantFrom(200, 202), fc.oneof(answer, spoilt)), ([path, status, value]) => {
    const wrong = checkAnswer('POST', path, status, value);
    expectNothingOf(secret, wrong ?? '');
    if (wrong === undefined) expect(typeof value === 'object' && value !== null && !Array.isArray(value)).toBe(true);
    for (const id of allowedCredentials(value)) expect(typeof id === 'string' && id !== '').toBe(true);
  });
});
