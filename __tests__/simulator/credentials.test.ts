import type { Simulator } from '../../simulator/index.js';
import { registration, type Spoiling } from './attested.js';
import { type Json, keyPair, logIn, machineWith, patWith, refusal, send, userWith } from './client.js';
import { simulate } from './scene.js';

const base = '/auth/credentials';
const soon = (seconds = 50) => new Date(Date.now() + seconds * 1000).toISOString();
const begin = (simulator: Simulator, code: string) =>
  send(simulator, 'POST', `${base}/code/init`, { body: { credentialKind: 'Key', code } });
const verify = (simulator: Simulator, body: unknown) => send(simulator, 'POST', `${base}/code/verify`, { body });

describe('registering a Key by a one-time code', () => {
  it.each(['P-256', 'ed25519'])('makes a credential of type %s that logs in', async (curve) => {
    const simulator = await simulate();
    const client = await logIn(simulator);
    const { body: made } = await client.post(`${base}/code`, { expiration: soon() });
    expect(made.code).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}$/);
    const { body: challenge } = await begin(simulator, made.code);
    expect(challenge.user.name).toBe(simulator.provisioner.username);
    const pair = keyPair(curve);
    const { status, body } = await verify(simulator, registration(challenge, pair));
    expect([status, body.credentialId, body.name]).toEqual([200, 'my-key', 'ci']);
    const { body: list } = await client.get(base);
    expect(list.items.map((item: Json) => item.credentialId)).toEqual([simulator.provisioner.credentialId, 'my-key']);
    const init = await send(simulator, 'POST', '/auth/login/init', {
      body: { username: simulator.provisioner.username, orgId: simulator.orgId },
    });
    expect(init.body.allowCredentials.key).toContainEqual({ type: 'public-key', id: 'my-key' });
  });

  it('takes a code once, in its time, and no other', async () => {
    const simulator = await simulate();
    const { organisation, provisioner } = simulator;
    const { code } = organisation.createCredentialCode(provisioner.username);
    const { body: challenge } = await begin(simulator, code);
    expect((await verify(simulator, registration(challenge))).status).toBe(200);
    expect(refusal(await begin(simulator, code))).toBe('403 Invalid code');
    expect(refusal(await begin(simulator, 'AAA-BBB-CCC'))).toBe('403 Invalid code');
    const late = organisation.createCredentialCode(provisioner.username, 5).code;
    organisation.clock.advance(5);
    expect(refusal(await begin(simulator, late))).toBe('400 Registration code expired');
  });

  it('takes a challenge once', async () => {
    const simulator = await simulate();
    const { code } = simulator.organisation.createCredentialCode(simulator.provisioner.username);
    const { body: challenge } = await begin(simulator, code);
    expect((await verify(simulator, registration(challenge, keyPair(), 'x', { type: 'key.get' }))).status).toBe(400);
    expect(refusal(await verify(simulator, registration(challenge)))).toBe('400 Challenge token is not valid.');
  });

  it.each<[string, Spoiling, number]>([
    ['client data of another type', { type: 'key.get' }, 400],
    ['client data of another challenge', { challenge: 'AAAA' }, 400],
    ['a fingerprint in another order', { order: 'swapped' }, 401],
    ['a signature that is not hex', { encoding: 'base64url' }, 400],
    ['an unknown member in the attestation', { extra: { note: 'x' } }, 400],
    ['another public key', { extra: { publicKey: keyPair().publicKey } }, 401],
  ])('refuses %s', async (_, spoil, status) => {
    const simulator = await simulate();
    const { code } = simulator.organisation.createCredentialCode(simulator.provisioner.username);
    const { body: challenge } = await begin(simulator, code);
    expect((await verify(simulator, registration(challenge, keyPair(), 'my-key', spoil))).status).toBe(status);
    expect(simulator.organisation.provisioner.credentials).toHaveLength(1);
  });

  it('refuses a key and an id that are in use, and other kinds', async () => {
    const simulator = await simulate();
    const { organisation, provisioner } = simulator;
    const { code } = organisation.createCredentialCode(provisioner.username);
    const next = async () => (await begin(simulator, code)).body;
    const [own] = organisation.provisioner.credentials;
    const used = { publicKey: own?.publicKey ?? '', privateKey: provisioner.privateKey };
    expect((await verify(simulator, registration(await next(), used))).status).toBe(409);
    expect((await verify(simulator, registration(await next(), keyPair(), provisioner.credentialId))).status).toBe(409);
    const password = { ...registration(await next()), credentialKind: 'RecoveryKey' };
    expect((await verify(simulator, password)).status).toBe(400);
    const fido = { body: { credentialKind: 'Fido2', code } };
    expect((await send(simulator, 'POST', `${base}/code/init`, fido)).status).toBe(400);
  });
});

describe('credential codes', () => {
  it('live a minute at most', async () => {
    const client = await logIn(await simulate());
    expect((await client.post(`${base}/code`, { expiration: soon(90) })).status).toBe(400);
    expect((await client.post(`${base}/code`, { expiration: soon(-1) })).status).toBe(400);
    expect((await client.post(`${base}/code`, { expiration: 'tomorrow' })).status).toBe(400);
    expect((await client.post(`${base}/code`, {})).status).toBe(400);
    const seconds = Math.floor(Date.now() / 1000) + 50;
    expect((await client.post(`${base}/code`, { expiration: seconds })).status).toBe(200);
  });

  it('are for organisation users alone', async () => {
    const simulator = await simulate();
    const { client: machine } = machineWith(simulator, ['Wallets:Read']);
    userWith(simulator, ['Wallets:Read']);
    const { client: pat } = patWith(simulator, 'jane@example.com', ['Wallets:Read']);
    for (const client of [machine, pat]) {
      expect((await client.post(`${base}/code`, { expiration: soon() })).status).toBe(403);
      expect((await client.post(`${base}/init`, { kind: 'Key' })).status).toBe(403);
    }
    expect((await machine.get(base)).status).toBe(403);
    expect((await pat.get(base)).status).toBe(200);
    simulator.switches.serviceAccountsRotateKeys = true;
    expect((await machine.post(`${base}/code`, { expiration: soon() })).status).toBe(403);
  });
});

describe('a credential', () => {
  it('can be added by its owner, deactivated, activated and deleted', async () => {
    const simulator = await simulate();
    const client = await logIn(simulator);
    const { body: challenge } = await client.post(`${base}/init`, { kind: 'Key' });
    const { status, body } = await client.post(base, registration(challenge));
    expect(status).toBe(200);
    const { credentialUuid } = body;
    await client.put(`${base}/deactivate`, { credentialUuid });
    const allowed = async () => (await client.beginAction('POST', '/wallets', '')).body.allowCredentials.key.length;
    expect(await allowed()).toBe(1);
    await client.put(`${base}/activate`, { credentialUuid });
    expect(await allowed()).toBe(2);
    expect((await client.delete(`${base}/${credentialUuid}`)).status).toBe(200);
    expect((await client.delete(`${base}/${credentialUuid}`)).status).toBe(404);
    expect(await allowed()).toBe(1);
  });

  it('is made by who began it, in the way in which it was begun', async () => {
    const simulator = await simulate();
    const client = await logIn(simulator);
    const jane = userWith(simulator, ['Wallets:Read']);
    const began = async () => (await client.post(`${base}/init`, { kind: 'Key' })).body;
    expect((await jane.post(base, registration(await began()))).status).toBe(400);
    expect((await verify(simulator, registration(await began()))).status).toBe(400);
    const { code } = simulator.organisation.createCredentialCode(simulator.provisioner.username);
    expect((await client.post(base, registration((await begin(simulator, code)).body))).status).toBe(400);
    expect(simulator.organisation.provisioner.credentials).toHaveLength(1);
  });

  it('replaces a service account’s key, keeping its token, where the switch allows it', async () => {
    const simulator = await simulate({ switches: { serviceAccountsRotateKeys: true } });
    const { account, client: machine } = machineWith(simulator, ['Wallets:Read']);
    const { body: challenge } = await machine.post(`${base}/init`, { kind: 'Key' });
    expect((await machine.post(base, registration(challenge))).status).toBe(200);
    expect(account.credentials.map(({ credentialId }) => credentialId)).toEqual(['my-key']);
    expect((await machine.get('/wallets')).status).toBe(200);
    expect((await machine.beginAction('POST', '/wallets', '')).body.allowCredentials.key).toEqual([
      { type: 'public-key', id: 'my-key' },
    ]);
  });
});
