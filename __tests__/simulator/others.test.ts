import { keyPair, logIn, machineWith, patWith, refusal, send, userWith } from './client.js';
import { simulate } from './scene.js';

describe('personal access tokens', () => {
  const create = (more: Record<string, unknown> = {}) => ({ name: 'pat', publicKey: keyPair().publicKey, ...more });

  it('are made by a user, and may do what both it and its user may do', async () => {
    const simulator = await simulate({ provisionerOperations: ['Auth:Pats:Create', 'Permissions:Read'] });
    const client = await logIn(simulator);
    const role = simulator.organisation.createRole('both', ['Permissions:Read', 'Wallets:Read']);
    const { status, body } = await client.post('/auth/pats', create({ permissionId: role.id, secondsValid: 60 }));
    expect(status).toBe(200);
    expect((await send(simulator, 'GET', '/permissions', { token: body.accessToken })).status).toBe(200);
    expect((await send(simulator, 'GET', '/wallets', { token: body.accessToken })).status).toBe(403);
    expect(simulator.requests.at(-1)?.actor).toBe('pat');
    const { body: list } = await client.get('/auth/pats');
    expect(list.items).toMatchObject([
      { tokenId: body.tokenId, kind: 'Pat', linkedUserId: simulator.provisioner.userId },
    ]);
    expect(list.items[0].accessToken).toBeUndefined();
    simulator.organisation.clock.advance(60);
    expect((await send(simulator, 'GET', '/permissions', { token: body.accessToken })).status).toBe(401);
  });

  it('end with their user, and say in their claims what they are', async () => {
    const simulator = await simulate();
    userWith(simulator, ['Wallets:Read']);
    const { pat, client } = patWith(simulator, 'jane@example.com', ['Wallets:Read']);
    expect((await client.get('/wallets')).status).toBe(200);
    const claims = JSON.parse(Buffer.from(client.token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims['https://custom/app_metadata']).toMatchObject({
      tokenKind: 'Pat',
      tokenId: pat.tokenId,
      userId: pat.userId,
    });
    const jane = simulator.organisation.userNamed('jane@example.com');
    if (jane) jane.isActive = false;
    expect((await client.get('/wallets')).status).toBe(401);
  });

  it('are refused to machines, to those without the permission, and for too long', async () => {
    const simulator = await simulate({ provisionerOperations: ['Auth:Pats:Create'] });
    const client = await logIn(simulator);
    const { client: machine } = machineWith(simulator, ['Auth:Pats:Create']);
    const jane = userWith(simulator, ['Auth:Pats:Create']);
    const { client: pat } = patWith(simulator, 'jane@example.com', ['Auth:Pats:Create']);
    expect((await machine.post('/auth/pats', create())).status).toBe(403);
    expect((await pat.post('/auth/pats', create())).status).toBe(403);
    expect((await jane.post('/auth/pats', create({ daysValid: 731 }))).status).toBe(400);
    expect((await jane.post('/auth/pats', create({ secondsValid: 731 * 86_400 }))).status).toBe(400);
    expect((await jane.post('/auth/pats', create({ secondsValid: 1, daysValid: 1 }))).status).toBe(400);
    simulator.switches.provisionerOperations = ['Permissions:Read'];
    expect(refusal(await client.post('/auth/pats', create()))).toContain('(Auth:Pats:Create)');
  });
});

describe('users', () => {
  it('are listed, read and invited', async () => {
    const simulator = await simulate({ provisionerOperations: ['Auth:Users:Read', 'Auth:Users:Create'] });
    const client = await logIn(simulator);
    const invitation = { email: 'new@example.com', kind: 'CustomerEmployee' };
    const { body: user } = await client.post('/auth/users', invitation);
    expect(user).toMatchObject({ username: 'new@example.com', isRegistered: false });
    expect((await client.post('/auth/users', invitation)).status).toBe(409);
    expect((await client.post('/auth/users', { ...invitation, email: 'x' })).status).toBe(400);
    expect((await client.get('/auth/users?limit=2')).body.items).toHaveLength(2);
    expect((await client.get('/auth/users?limit=201')).status).toBe(400);
    expect((await client.get('/auth/users?kind=EndUser')).body.items).toEqual([]);
    expect((await client.get(`/auth/users/${user.userId}`)).body).toEqual(user);
    expect((await client.get('/auth/users/us-aaaaa-bbbbb-cccccccccccccccc')).status).toBe(404);
  });

  it('are not invited by personal access tokens', async () => {
    const simulator = await simulate();
    userWith(simulator, ['Auth:Users:Create']);
    const { client } = patWith(simulator, 'jane@example.com', ['Auth:Users:Create']);
    expect((await client.post('/auth/users', { email: 'x@y.z', kind: 'CustomerEmployee' })).status).toBe(403);
  });
});

describe('wallets', () => {
  const ethereum = { network: 'EthereumSepolia' };

  it('are made and listed by a service account that may', async () => {
    const simulator = await simulate();
    const { client } = machineWith(simulator, ['Wallets:Create', 'Wallets:Read', 'Keys:Create']);
    const { body: wallet } = await client.post('/wallets', { ...ethereum, name: 'till', externalId: 'x-1' });
    expect(wallet).toMatchObject({ network: 'EthereumSepolia', name: 'till', status: 'Active', tags: [] });
    expect((await client.post('/wallets', { network: 'SolanaDevnet' })).body.signingKey.curve).toBe('ed25519');
    expect((await client.get('/wallets?limit=1')).body).toMatchObject({
      items: [{ id: wallet.id }],
      nextPageToken: expect.any(String),
    });
    expect(simulator.organisation.wallets.size).toBe(2);
    expect((await client.post('/wallets', { ...ethereum, externalId: 'x-1' })).status).toBe(409);
  });

  it.each([
    ['Keys:Create', {}],
    ['Wallets:Create', {}],
    ['Keys:Reuse', { signingKey: { id: 'key-aaaaa-bbbbb-cccccccccccccccc' } }],
    ['Keys:Delegate', { delegateTo: 'us-aaaaa-bbbbb-cccccccccccccccc' }],
    ['Wallets:Tags:Add', { tags: ['x'] }],
  ])('need %s where they use it', async (missing, more) => {
    const all = ['Wallets:Create', 'Keys:Create', 'Keys:Reuse', 'Keys:Delegate', 'Wallets:Tags:Add'];
    const simulator = await simulate();
    const { client } = machineWith(
      simulator,
      all.filter((operation) => operation !== missing),
    );
    expect(refusal(await client.post('/wallets', { ...ethereum, ...more }))).toContain(`(${missing})`);
    const { client: able } = machineWith(simulator, all, 'able');
    expect((await able.post('/wallets', { ...ethereum, ...more })).status).not.toBe(403);
  });

  it.each([
    ['an unknown network', { network: 'Moon' }],
    ['no network', { network: undefined }],
    ['a name of 101 letters', { name: 'x'.repeat(101) }],
    ['eleven tags', { tags: Array.from({ length: 11 }, (_, index) => `${index}`) }],
    ['an unknown member', { colour: 'red' }],
  ])('refuse %s', async (_, change) => {
    const simulator = await simulate();
    const { client } = machineWith(simulator, ['Wallets:Create', 'Keys:Create', 'Wallets:Tags:Add']);
    expect((await client.post('/wallets', { ...ethereum, ...change })).status).toBe(400);
    expect(simulator.organisation.wallets.size).toBe(0);
  });
});
