import { assertion, keyPair, logIn, refusal, send } from './client.js';
import { simulate } from './scene.js';

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

async function begin(simulator: Awaited<ReturnType<typeof simulate>>, username = simulator.provisioner.username) {
  return send(simulator, 'POST', '/auth/login/init', { body: { username, orgId: simulator.orgId } });
}

describe('login', () => {
  it.each(['ec-p256', 'rsa-2048', 'ed25519'] as const)(
    'gives a token for a signature by a key of type %s',
    async (type) => {
      const simulator = await simulate({ provisionerKeyType: type });
      const client = await logIn(simulator);
      expect((await client.get('/auth/service-accounts')).status).toBe(200);
      expect(simulator.requests.map(({ actor }) => actor)).toEqual(['none', 'none', 'user']);
    },
  );

  it('names the credentials that may sign', async () => {
    const simulator = await simulate();
    const { body } = await begin(simulator);
    expect(body.allowCredentials.key).toEqual([{ type: 'public-key', id: simulator.provisioner.credentialId }]);
    expect(body.supportedCredentialKinds).toEqual([{ kind: 'Key', factor: 'first', requiresSecondFactor: false }]);
  });

  it('issues a JWT with the claims that the SDK and the dashboard read', async () => {
    const simulator = await simulate({ switches: { tokenIssuer: 'iss', tokenAudience: 'aud', loginTokenSeconds: 60 } });
    const { token } = await logIn(simulator);
    const claims = claimsOf(token);
    expect(claims).toMatchObject({ iss: 'iss', aud: 'aud', sub: simulator.orgId });
    expect(claims['https://custom/username']).toBe(simulator.provisioner.username);
    expect(claims['https://custom/app_metadata']).toMatchObject({
      orgId: simulator.orgId,
      userId: simulator.provisioner.userId,
      tokenKind: 'Token',
    });
    expect(claims.exp - claims.iat).toBe(60);
  });

  it('issues opaque tokens where the switch says so', async () => {
    const simulator = await simulate({ switches: { opaqueTokens: true } });
    const client = await logIn(simulator);
    expect(client.token).not.toContain('.');
    expect((await client.get('/permissions')).status).toBe(200);
  });

  it('refuses an unknown user, another organisation, and a user without a credential', async () => {
    const simulator = await simulate();
    const { username } = simulator.provisioner;
    const elsewhere = { body: { username, orgId: 'or-aaaaa-bbbbb-cccccccccccccccc' } };
    expect(refusal(await begin(simulator, 'nobody'))).toBe('401 User not found');
    expect(refusal(await send(simulator, 'POST', '/auth/login/init', elsewhere))).toBe('401 User not found');
    expect((await begin(simulator, 'admin@example.com')).status).toBe(401);
    expect((await send(simulator, 'POST', '/auth/login/init', { body: { username } })).status).toBe(400);
  });

  it('refuses a service account, which has a token of its own', async () => {
    const simulator = await simulate();
    simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
    expect((await begin(simulator, 'backend')).status).toBe(401);
  });

  it('refuses a deactivated user, before and after the challenge', async () => {
    const simulator = await simulate();
    const { body: challenge } = await begin(simulator);
    simulator.organisation.provisioner.isActive = false;
    expect(refusal(await begin(simulator))).toBe('400 User account has been deactivated.');
    const answer = await send(simulator, 'POST', '/auth/login', { body: assertion(challenge, simulator.provisioner) });
    expect(answer.status).toBe(400);
  });

  it('takes a challenge once', async () => {
    const simulator = await simulate();
    const { body: challenge } = await begin(simulator);
    const body = assertion(challenge, simulator.provisioner);
    expect((await send(simulator, 'POST', '/auth/login', { body })).status).toBe(200);
    expect(refusal(await send(simulator, 'POST', '/auth/login', { body }))).toBe('400 Challenge token is not valid.');
  });

  it('refuses a challenge that was not for a login, and a credential that was deactivated meanwhile', async () => {
    const simulator = await simulate();
    const client = await logIn(simulator);
    const { body: action } = await client.beginAction('POST', '/wallets', '');
    const { body: challenge } = await begin(simulator);
    const logInWith = (body: unknown) => send(simulator, 'POST', '/auth/login', { body });
    expect((await logInWith(assertion(action, simulator.provisioner))).status).toBe(400);
    for (const credential of simulator.organisation.provisioner.credentials) credential.isActive = false;
    expect((await logInWith(assertion(challenge, simulator.provisioner))).status).toBe(401);
  });

  it('takes a challenge for fifteen minutes', async () => {
    const simulator = await simulate();
    const { body: early } = await begin(simulator);
    const { body: late } = await begin(simulator);
    simulator.organisation.clock.advance(15 * 60 - 1);
    const answer = await send(simulator, 'POST', '/auth/login', { body: assertion(early, simulator.provisioner) });
    expect(answer.status).toBe(200);
    simulator.organisation.clock.advance(1);
    const refused = await send(simulator, 'POST', '/auth/login', { body: assertion(late, simulator.provisioner) });
    expect(refused.status).toBe(400);
  });

  it('refuses members that the contract does not know, and a missing one', async () => {
    const simulator = await simulate();
    const { username } = simulator.provisioner;
    const unknown = { username, orgId: simulator.orgId, password: 'x' };
    expect((await send(simulator, 'POST', '/auth/login/init', { body: unknown })).status).toBe(400);
    expect((await send(simulator, 'POST', '/auth/login', { body: { challengeIdentifier: 'x' } })).status).toBe(400);
    expect((await send(simulator, 'POST', '/auth/login')).status).toBe(400);
  });
});

describe('a token', () => {
  it('is refused when it is missing, invented, altered, expired, or its owner is deactivated', async () => {
    const simulator = await simulate();
    const { token } = await logIn(simulator);
    const [header, payload, signature = ''] = token.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claimsOf(token), exp: 9e9 })).toString('base64url');
    const statusOf = async (sent: string | undefined) =>
      (await send(simulator, 'GET', '/permissions', sent === undefined ? {} : { token: sent })).status;
    expect(await statusOf(token)).toBe(200);
    expect(await statusOf(undefined)).toBe(401);
    expect(await statusOf('invented')).toBe(401);
    expect(await statusOf(`${header}.${altered}.${signature}`)).toBe(401);
    expect(await statusOf(`${header}.${payload}.${signature.split('').reverse().join('')}`)).toBe(401);
    simulator.organisation.provisioner.isActive = false;
    expect(await statusOf(token)).toBe(401);
    simulator.organisation.provisioner.isActive = true;
    simulator.organisation.expireToken(token);
    expect(await statusOf(token)).toBe(401);
  });

  it('expires by its own `exp`', async () => {
    const simulator = await simulate();
    const client = await logIn(simulator);
    simulator.organisation.clock.advance(3600);
    expect((await client.get('/permissions')).status).toBe(401);
  });
});

describe('a logout', () => {
  const logOut = (simulator: Awaited<ReturnType<typeof simulate>>, token: string, body: unknown = {}) =>
    send(simulator, 'PUT', '/auth/logout', { token, body });
  const isLive = async (client: Awaited<ReturnType<typeof logIn>>) => (await client.get('/permissions')).status === 200;

  it('ends its own login alone, or all of them', async () => {
    const simulator = await simulate();
    const clients = [await logIn(simulator), await logIn(simulator), await logIn(simulator)];
    expect((await logOut(simulator, clients[0]?.token ?? '')).body).toEqual({ message: 'Logged out' });
    expect(await Promise.all(clients.map(isLive))).toEqual([false, true, true]);
    expect((await logOut(simulator, clients[0]?.token ?? '')).status).toBe(401);
    expect((await logOut(simulator, clients[1]?.token ?? '', { allSessions: true })).status).toBe(200);
    expect(await Promise.all(clients.map(isLive))).toEqual([false, false, false]);
  });

  it('is for users alone, and takes no member that the contract does not know', async () => {
    const simulator = await simulate();
    const { token } = await logIn(simulator);
    const { publicKey } = keyPair();
    const account = simulator.organisation.createServiceAccount('backend', { publicKey });
    const pat = simulator.organisation.createPersonalAccessToken('ci@example.com', keyPair());
    expect((await logOut(simulator, account.token)).status).toBe(403);
    expect((await logOut(simulator, pat.token)).status).toBe(403);
    expect((await logOut(simulator, token, { everybody: true })).status).toBe(400);
  });

  it.each(['end', 'live'] as const)('lets what was signed %s, as the switch says', async (actionsAfterLogout) => {
    const simulator = await simulate({ switches: { actionsAfterLogout } });
    const first = await logIn(simulator);
    const second = await logIn(simulator);
    const body = { name: 'reader', operations: ['Wallets:Read'] };
    const userAction = await first.userAction('POST', '/permissions', JSON.stringify(body));
    await logOut(simulator, first.token);
    const answer = await send(simulator, 'POST', '/permissions', { token: second.token, body, userAction });
    expect(answer.status).toBe(actionsAfterLogout === 'live' ? 200 : 403);
  });

  it.each([403, 404, 405] as const)(
    'is answered %s and ends nothing where the API knows none',
    async (logoutStatus) => {
      const simulator = await simulate({ switches: { logoutStatus } });
      const client = await logIn(simulator);
      expect((await logOut(simulator, client.token)).status).toBe(logoutStatus);
      expect(await isLive(client)).toBe(true);
    },
  );
});
