import { assertion, Client, keyPair, logIn, refusal, rsaKeyPair, send, signed, userWith } from './client.js';
import { simulate } from './scene.js';

const path = '/permissions';
const body = { name: 'reader', operations: ['Wallets:Read'] };
const payload = JSON.stringify(body);

async function scene() {
  const simulator = await simulate();
  return { simulator, client: await logIn(simulator) };
}

describe('signing a challenge', () => {
  const sign = (client: Client, sent: unknown) =>
    send(client.simulator, 'POST', '/auth/action', { token: client.token, body: sent });
  const begin = async (client: Client) => (await client.beginAction('POST', path, payload)).body;

  it.each(['P-256', 'P-384', 'P-521', 'secp256k1', 'ed25519', 'RSA'])('works with a key of kind %s', async (kind) => {
    const { simulator } = await scene();
    const { publicKey, privateKey } = kind === 'RSA' ? rsaKeyPair() : keyPair(kind);
    const { account, token } = simulator.organisation.createServiceAccount('backend', { publicKey });
    const credentialId = account.credentials[0]?.credentialId ?? '';
    const client = new Client(simulator, token, { credentialId, privateKey });
    expect((await sign(client, assertion(await begin(client), client.key))).status).toBe(200);
    const forged = assertion(await begin(client), { credentialId, privateKey: keyPair().privateKey });
    expect((await sign(client, forged)).status).toBe(401);
  });

  it('allows `origin` and a false `crossOrigin` in the client data, in any order', async () => {
    const { client } = await scene();
    const { challenge, challengeIdentifier } = await begin(client);
    const clientData = JSON.stringify({ crossOrigin: false, origin: 'https://x', challenge, type: 'key.get' });
    const sent = assertion({ challenge, challengeIdentifier }, client.key, { clientData });
    expect((await sign(client, sent)).status).toBe(200);
  });

  it.each([
    ['another type', { type: 'key.create' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['a true crossOrigin', { crossOrigin: true }],
    ['an unknown member', { extra: 1 }],
  ])('refuses client data with %s', async (_, change) => {
    const { client } = await scene();
    const challenge = await begin(client);
    const clientData = JSON.stringify({ type: 'key.get', challenge: challenge.challenge, ...change });
    expect((await sign(client, assertion(challenge, client.key, { clientData }))).status).toBe(400);
  });

  it('refuses client data that is no JSON', async () => {
    const { client } = await scene();
    expect((await sign(client, assertion(await begin(client), client.key, { clientData: 'hello' }))).status).toBe(400);
  });

  it('refuses signatures in hex, in padded base64, and of other data', async () => {
    const { client } = await scene();
    const spoil = async (change: (signature: string) => string) => {
      const challenge = await begin(client);
      const clientData = JSON.stringify({ type: 'key.get', challenge: challenge.challenge });
      const signature = change(signed(clientData, client.key.privateKey));
      return (await sign(client, assertion(challenge, client.key, { signature }))).status;
    };
    expect(await spoil((signature) => signature)).toBe(200);
    expect(await spoil((signature) => Buffer.from(signature, 'base64url').toString('hex'))).not.toBe(200);
    expect(await spoil((signature) => `${signature}==`)).toBe(400);
    expect(await spoil(() => signed('other', client.key.privateKey))).toBe(401);
  });

  it('refuses an unknown and a deactivated credential', async () => {
    const { simulator, client } = await scene();
    const unknown = assertion(await begin(client), { ...client.key, credentialId: 'unknown' });
    expect((await sign(client, unknown)).status).toBe(401);
    const challenge = await begin(client);
    for (const credential of simulator.organisation.provisioner.credentials) credential.isActive = false;
    expect((await sign(client, assertion(challenge, client.key))).status).toBe(401);
  });

  it('refuses other kinds of credentials, and a second factor', async () => {
    const { client } = await scene();
    const challenge = await begin(client);
    const sent = assertion(challenge, client.key);
    const password = { ...sent, firstFactor: { kind: 'Password', password: 'x' } };
    expect((await sign(client, password)).status).toBe(400);
    expect(
      (
        await sign(client, {
          ...assertion(await begin(client), client.key),
          secondFactor: { kind: 'Totp', otpCode: '1' },
        })
      ).status,
    ).toBe(400);
  });

  it('uses a challenge up, also by a wrong signature', async () => {
    const { client } = await scene();
    const challenge = await begin(client);
    expect((await sign(client, assertion(challenge, client.key, { signature: 'AAAA' }))).status).toBe(401);
    expect(refusal(await sign(client, assertion(challenge, client.key)))).toBe('400 Challenge token is not valid.');
  });

  it('refuses the challenge of somebody else, and one for a login', async () => {
    const { simulator, client } = await scene();
    const other = userWith(simulator, ['Permissions:Read']);
    const { body: login } = await send(simulator, 'POST', '/auth/login/init', {
      body: { username: simulator.provisioner.username, orgId: simulator.orgId },
    });
    expect((await sign(other, assertion(await begin(client), other.key))).status).toBe(400);
    expect((await sign(client, assertion(login, client.key))).status).toBe(400);
  });

  it('needs no permission, but a token', async () => {
    const { simulator } = await scene();
    const { publicKey, privateKey } = keyPair();
    const { account, token } = simulator.organisation.createServiceAccount('bare', { publicKey });
    const credentialId = account.credentials[0]?.credentialId ?? '';
    const bare = new Client(simulator, token, { credentialId, privateKey });
    expect((await sign(bare, assertion(await begin(bare), bare.key))).status).toBe(200);
    const init = { userActionHttpMethod: 'POST', userActionHttpPath: path, userActionPayload: '' };
    expect((await send(simulator, 'POST', '/auth/action/init', { body: init })).status).toBe(401);
  });
});
