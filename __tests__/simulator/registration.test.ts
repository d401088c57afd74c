import type { Simulator } from '../../simulator/index.js';
import { registration } from './attested.js';
import { assertion, type Json, keyPair, logIn, refusal, send } from './client.js';
import { simulate } from './scene.js';

const username = 'new@example.com';

const begin = (simulator: Simulator, registrationCode: string, wish: Record<string, unknown> = {}) =>
  send(simulator, 'POST', '/auth/registration/init', {
    body: { username, registrationCode, orgId: simulator.orgId, ...wish },
  });

function complete(simulator: Simulator, challenge: Json, sent = registration(challenge), token?: string) {
  const { challengeIdentifier: _, ...firstFactorCredential } = sent;
  const bearer = token ?? challenge.temporaryAuthenticationToken;
  return send(simulator, 'POST', '/auth/registration', { token: bearer, body: { firstFactorCredential } });
}

describe('the registration of a new user', () => {
  it('makes a Key its first credential, which logs in', async () => {
    const simulator = await simulate();
    const { user, code } = simulator.organisation.inviteUser(username);
    expect(user.isRegistered).toBe(false);
    const { body: challenge } = await begin(simulator, code);
    expect(challenge.user).toEqual({ id: user.userId, name: username, displayName: username });
    const pair = keyPair();
    const { status, body } = await complete(simulator, challenge, registration(challenge, pair));
    expect([status, body.user.username, body.credential]).toEqual([
      200,
      username,
      expect.objectContaining({ kind: 'Key' }),
    ]);
    expect(user.isRegistered).toBe(true);
    const init = await send(simulator, 'POST', '/auth/login/init', { body: { username, orgId: simulator.orgId } });
    const login = assertion(init.body, { credentialId: 'my-key', privateKey: pair.privateKey });
    expect((await send(simulator, 'POST', '/auth/login', { body: login })).status).toBe(200);
    // The code and the user are done with.
    expect(refusal(await begin(simulator, code))).toBe('400 User is already registered');
  });

  it('begins for an invited user, too, and ends the code of the e-mail before', async () => {
    const simulator = await simulate({ provisionerOperations: ['Auth:Users:Create'] });
    const client = await logIn(simulator);
    expect((await client.post('/auth/users', { email: username, kind: 'CustomerEmployee' })).status).toBe(200);
    const [sent] = [...simulator.organisation.registrationCodes.values()];
    const newer = simulator.organisation.resendRegistrationCode(username);
    expect(refusal(await begin(simulator, sent?.code ?? ''))).toBe('403 Invalid code');
    expect((await begin(simulator, newer)).status).toBe(200);
  });

  it('refuses a wrong code, one of another user or organisation, an expired one, and members that it does not know', async () => {
    const simulator = await simulate({ switches: { registrationCodeSeconds: 60 } });
    const { code } = simulator.organisation.inviteUser(username);
    const other = simulator.organisation.inviteUser('other@example.com');
    expect(refusal(await begin(simulator, 'WRONG'))).toBe('403 Invalid code');
    expect(refusal(await begin(simulator, other.code))).toBe('403 Invalid code');
    expect(refusal(await begin(simulator, code, { username: 'nobody' }))).toBe('401 User not found');
    expect(refusal(await begin(simulator, code, { orgId: 'or-aaaaa-bbbbb-cccccccccccccccc' }))).toBe(
      '401 User not found',
    );
    expect((await begin(simulator, code, { email: username })).status).toBe(400);
    const { body: challenge } = await begin(simulator, code);
    simulator.organisation.clock.advance(60);
    expect(refusal(await begin(simulator, code))).toBe('400 Registration code expired');
    expect(refusal(await complete(simulator, challenge))).toBe('400 Registration code expired');
    simulator.switches.registrationRefusals = 'alike';
    expect(refusal(await begin(simulator, 'WRONG'))).toBe('401 Not Authorized.');
  });

  it('takes a challenge once, with its own token, and a signature of the key over the key', async () => {
    const simulator = await simulate();
    const { code } = simulator.organisation.inviteUser(username);
    const challengeNow = async () => (await begin(simulator, code)).body;
    const spoilt = [
      { order: 'swapped' },
      { encoding: 'base64url' },
      { type: 'key.get' },
      { challenge: 'another' },
    ] as const;
    for (const spoil of spoilt) {
      const challenge = await challengeNow();
      const { status } = await complete(simulator, challenge, registration(challenge, keyPair(), 'my-key', spoil));
      expect([spoil, status]).toEqual([spoil, expect.any(Number)]);
      expect(status).toBeGreaterThanOrEqual(400);
      expect((await complete(simulator, challenge)).status).toBe(400);
    }
    const [one, two] = [await challengeNow(), await challengeNow()];
    expect((await complete(simulator, one, registration(two))).status).toBe(400);
    const { token } = await logIn(simulator);
    expect((await complete(simulator, two, registration(two), token)).status).toBe(401);
    expect((await send(simulator, 'GET', '/permissions', { token: two.temporaryAuthenticationToken })).status).toBe(
      401,
    );
    expect((await complete(simulator, two)).status).toBe(200);
  });

  it('uses the code up at once, or takes no Key, where the switches say so', async () => {
    const simulator = await simulate({
      switches: { registrationCodeSpent: 'at-init', invitedUsers: [`${username}=CODE-1`] },
    });
    const { body: challenge } = await begin(simulator, 'CODE-1');
    expect(refusal(await begin(simulator, 'CODE-1'))).toBe('403 Invalid code');
    simulator.switches.keyAsFirstFactor = false;
    expect((await complete(simulator, challenge)).status).toBe(400);
    const fresh = simulator.organisation.resendRegistrationCode(username);
    expect((await begin(simulator, fresh)).body.supportedCredentialKinds.firstFactor).not.toContain('Key');
  });
});
