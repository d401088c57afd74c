import { type Client, keyPair, logIn, machineWith, patWith, refusal, rsaKeyPair, send, userWith } from './client.js';
import { simulate } from './scene.js';

const accounts = '/auth/service-accounts';
const everything = ['Create', 'Read', 'Update', 'Delete', 'Activate', 'Deactivate'].map(
  (verb) => `Auth:ServiceAccounts:${verb}`,
);

async function scene(operations?: readonly string[]) {
  const simulator = await simulate(operations ? { provisionerOperations: operations } : {});
  const client = await logIn(simulator);
  const role = simulator.organisation.createRole('wallets', ['Wallets:Read', 'Wallets:Create', 'Keys:Create']);
  const create = (more: Record<string, unknown> = {}, by: Client = client) =>
    by.post(accounts, { name: 'backend', publicKey: keyPair().publicKey, ...more });
  return { simulator, client, role, create };
}

describe('creating a service account', () => {
  it('gives a token that works with its key, once, and lists the account without it', async () => {
    const { simulator, client, role, create } = await scene();
    const { status, body } = await create({ permissionId: role.id, externalId: 'mine' });
    expect(status).toBe(200);
    const [token] = body.accessTokens;
    expect((await send(simulator, 'GET', '/wallets', { token: token.accessToken })).status).toBe(200);
    expect(body.userInfo).toMatchObject({ name: 'backend', isActive: true, isServiceAccount: true });
    expect(body.userInfo.permissionAssignments).toMatchObject([{ permissionName: 'wallets', permissionId: role.id }]);
    const { body: list } = await client.get(accounts);
    expect(list.items).toHaveLength(1);
    expect(list.items[0].accessTokens[0]).toMatchObject({ tokenId: token.tokenId, credId: token.credId });
    expect(list.items[0].accessTokens[0].accessToken).toBeUndefined();
    expect(JSON.stringify(list)).not.toContain('mine');
  });

  it('gives no permissions without a role', async () => {
    const { simulator, create } = await scene();
    const { body } = await create();
    expect(body.userInfo.permissionAssignments).toEqual([]);
    const token = body.accessTokens[0].accessToken;
    expect((await send(simulator, 'GET', '/wallets', { token })).status).toBe(403);
  });

  it.each([
    [undefined, 730],
    [30, 30],
  ])('makes a token for %s days, by default 730', async (daysValid, expected) => {
    const { create } = await scene();
    const { body } = await create(daysValid === undefined ? {} : { daysValid });
    const [, payload = ''] = body.accessTokens[0].accessToken.split('.');
    const { exp, iat } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(Math.round((exp - iat) / 86_400)).toBe(expected);
  });

  it.each([
    ['no name', { name: '' }],
    ['an unknown member', { secondsValid: 60 }],
    ['zero days', { daysValid: 0 }],
    ['half a day', { daysValid: 0.5 }],
    ['days as text', { daysValid: '30' }],
    ['more than 730 days', { daysValid: 731 }],
    ['a key that is none', { publicKey: 'ssh-rsa AAAA' }],
    ['a broken key', { publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' }],
    ['an indented key', { publicKey: ` ${keyPair().publicKey}` }],
    ['a key with two line ends behind it', { publicKey: `${keyPair().publicKey}\n` }],
    ['a private key', { publicKey: keyPair().privateKey }],
    ['RSA of 1024 bits', { publicKey: rsaKeyPair(1024).publicKey }],
    ['an unsupported curve', { publicKey: keyPair('secp224r1').publicKey }],
  ])('refuses %s', async (_, change) => {
    const { simulator, create } = await scene();
    expect((await create(change)).status).toBe(400);
    expect(simulator.organisation.serviceAccounts.size).toBe(0);
  });

  it('takes a key with escaped line ends', async () => {
    const { create } = await scene();
    const publicKey = keyPair().publicKey.trim().replaceAll('\n', '\\n');
    expect((await create({ publicKey })).status).toBe(200);
  });

  it('refuses a name that is taken, but not one whose account is archived', async () => {
    const { simulator, client, create } = await scene();
    const { body } = await create();
    expect((await create()).status).toBe(409);
    await client.delete(`${accounts}/${body.userInfo.userId}`);
    expect((await create()).status).toBe(200);
    simulator.switches.archivedNames = 'taken';
    const [second] = simulator.organisation.accountsNamed('backend');
    await client.delete(`${accounts}/${second?.userId}`);
    expect((await create()).status).toBe(409);
  });

  it('refuses a public key that is in use anywhere, however it is written', async () => {
    const { simulator, create } = await scene();
    const { publicKey } = keyPair();
    simulator.organisation.createUser('joe@example.com', { publicKey });
    expect((await create({ publicKey: publicKey.trim() })).status).toBe(409);
    simulator.switches.duplicateKeyStatus = 422;
    expect((await create({ publicKey })).status).toBe(422);
  });

  it('refuses an unknown and an archived role, and makes nothing', async () => {
    const { simulator, create } = await scene();
    const archived = simulator.organisation.createRole('old', ['Wallets:Read'], { archived: true });
    expect((await create({ permissionId: 'pm-aaaaa-bbbbb-cccccccccccccccc' })).status).toBe(404);
    expect((await create({ permissionId: archived.id })).status).toBe(422);
    expect(simulator.organisation.serviceAccounts.size).toBe(0);
  });

  it('needs its own permission, and the one to assign where it assigns', async () => {
    const { simulator, role, create } = await scene(['Auth:ServiceAccounts:Create']);
    const { userId } = simulator.provisioner;
    const denied = `403 CustomerEmployee ${userId} is not authorized to perform operation`;
    expect(refusal(await create({ permissionId: role.id }))).toBe(`${denied} (Permissions:Assign)`);
    expect((await create()).status).toBe(200);
    simulator.switches.provisionerOperations = ['Permissions:Assign'];
    expect(refusal(await create({ name: 'other' }))).toBe(`${denied} (Auth:ServiceAccounts:Create)`);
  });

  it('is refused to service accounts and personal access tokens, whatever they may do', async () => {
    const { simulator, create } = await scene();
    const machine = machineWith(simulator, everything);
    userWith(simulator, everything);
    const pat = patWith(simulator, 'jane@example.com', everything);
    expect((await create({}, machine.client)).status).toBe(403);
    expect((await create({}, pat.client)).status).toBe(403);
    expect(simulator.organisation.accountsNamed('backend')).toEqual([]);
  });
});
