import { allRights, hold, simulate, standing } from './scene.js';
import { Stranger } from './stranger.js';

test('An API with habits of its own is told as it is, or it is said why not, with each member that differs', async () => {
  const simulator = await simulate({ provisionerOperations: allRights });
  const stranger = new Stranger(simulator);
  await stranger.start();
  const held = await hold(simulator, { withPolicies: true, apiUrl: stranger.apiUrl });
  await stranger.stop();
  const { answers = {}, shapes = [], left = [] } = held.report ?? {};
  const told = Object.fromEntries(
    Object.entries(answers).flatMap(([name, it]) => ('notAsked' in it ? [] : [[name, it]])),
  );
  expect(told).toEqual({
    ...values({ accountKind: 'CustomerEmployee', inheritPermissions: false, permissionIdAtCreation: 'assign' }),
    ...values({ archivedNames: 'free', archivedStatus: 404, deleteStatus: 200, deletePermissionStatus: 200 }),
    ...values({ payloadCheck: 'raw', emptyPayload: 'apart', signedQuery: 'refused', revokeStatus: 200 }),
    ...values({ userActionReuse: 'refused', challengeReuse: 'refused', challengeSeconds: 900, userActionSeconds: 900 }),
    ...values({ actionsAfterLogout: 'end', opaqueTokens: false, namesInChallenge: false, dateHeader: 'own' }),
    ...values({ serviceAccountsCanApprove: false, serviceAccountsRotateKeys: false, registrationRefusals: 'apart' }),
    ...values({ legacyShapes: false, emptyCredIdOnCreate: false, vocabulary: 'union', unknownOperationStatus: 400 }),
    ...values({ rateLimitHeaders: ['x-ratelimit-limit'] }),
    ...others({ duplicateNameStatus: '412', duplicateKeyStatus: '412', assignedTwiceStatus: '412' }),
    ...others({ protectedAccountStatus: '412', blockStatus: '404', logoutStatus: '204' }),
    ...others({ tokenIssuer: 'the token has no such claim', tokenAudience: 'the claim is ["a","b"]' }),
    ...others({ loginTokenSeconds: 'the token of a login does not say when it was made and when it ends' }),
    rateLimit: { other: expect.stringMatching(/^429 after 40 requests, answered again \d s after the first of them/) },
  });
  expect(
    shapes.map(({ request, status, member, expected, seen }) => [request, status, member, expected, seen]),
  ).toEqual(
    expect.arrayContaining([
      ['POST /auth/service-accounts', 201, '', 'status 200', 'status 201'],
      ['POST /permissions', 201, 'dateUpdated', 'the member', 'nothing'],
      ['GET /permissions', 200, 'nextPageToken', 'must be string', 'null'],
      ['POST /auth/service-accounts', 412, 'error', 'the member', 'nothing'],
      ['POST /permissions', 201, 'x-note', 'no such member', 'a list of 1'],
      ['POST /auth/action/init', 429, '', 'JSON', 'text that is no JSON'],
    ]),
  );
  expect(held.exitCode).toBe(1);
  expect(standing(simulator)).toEqual([]);
  // Its token does not say who it is: so it is no approver of its own policy, which denies by itself after five minutes.
  expect(left).toEqual([
    expect.stringMatching(/^approval \w{8}…: it waits for its approvers, or for the end of its time/),
  ]);
});

const wrapped = (kind: 'value' | 'other') => (known: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(known).map(([name, it]) => [name, { [kind]: it }]));
const values = wrapped('value');
const others = wrapped('other');
