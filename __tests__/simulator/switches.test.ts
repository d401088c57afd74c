import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSwitches, type Switches, switchTable } from '../../simulator/switches.js';
import { keyPair, logIn, machineWith } from './client.js';
import { simulate } from './scene.js';

const accounts = '/auth/service-accounts';

async function created(switches: Partial<Switches>, more: Record<string, unknown> = {}) {
  const simulator = await simulate({ switches });
  const client = await logIn(simulator);
  const role = simulator.organisation.createRole('reader', ['Wallets:Read']);
  const body = { name: 'backend', publicKey: keyPair().publicKey, permissionId: role.id, ...more };
  const answer = await client.post(accounts, body);
  return { simulator, client, answer, id: answer.body.userInfo?.userId };
}

describe('legacyShapes', () => {
  it('leaves ids empty at creation, shows fingerprints later, and no tokens after changes', async () => {
    const { client, answer, id } = await created({ legacyShapes: true });
    const [token] = answer.body.accessTokens;
    expect(token).toMatchObject({ credId: '', publicKey: '', permissionAssignments: [{ assignmentId: '' }] });
    expect(token.accessToken).toEqual(expect.any(String));
    expect(answer.body.userInfo.tenantId).toBeUndefined();
    const { body: read } = await client.get(`${accounts}/${id}`);
    expect(read.userInfo.username).toBe('backend@ServiceAccount');
    expect(read.accessTokens[0].publicKey).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(read.accessTokens[0].credId).not.toBe('');
    expect(read.accessTokens[0].permissionAssignments[0].assignmentId).toMatch(/^as-/);
    for (const verb of ['deactivate', 'activate']) {
      expect((await client.put(`${accounts}/${id}/${verb}`)).body.accessTokens).toEqual([]);
    }
    expect((await client.delete(`${accounts}/${id}`)).body.accessTokens).toEqual([]);
  });

  it('makes the fingerprint of the SPKI DER', async () => {
    const { createHash, createPublicKey } = await import('node:crypto');
    const { publicKey } = keyPair();
    const { client, id } = await created({ legacyShapes: true }, { publicKey });
    const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
    const expected = createHash('sha256').update(der).digest('base64').replace(/=+$/, '');
    expect((await client.get(`${accounts}/${id}`)).body.accessTokens[0].publicKey).toBe(`SHA256:${expected}`);
  });
});

it('emptyCredIdOnCreate empties the credential id at creation only', async () => {
  const { client, answer, id } = await created({ emptyCredIdOnCreate: true });
  expect(answer.body.accessTokens[0]).toMatchObject({ credId: '', publicKey: expect.stringContaining('BEGIN') });
  expect((await client.get(`${accounts}/${id}`)).body.accessTokens[0].credId).not.toBe('');
});

it('deleteStatus 204 answers an archiving with nothing', async () => {
  const { client, id, simulator } = await created({ deleteStatus: 204 });
  // The contract declares 200 alone, so this answer is not held against it.
  const userAction = await client.userAction('DELETE', `${accounts}/${id}`, '');
  const headers = { authorization: `Bearer ${client.token}`, 'x-dfns-useraction': userAction };
  const response = await fetch(`${simulator.apiUrl}${accounts}/${id}`, { method: 'DELETE', headers });
  expect([response.status, await response.text()]).toEqual([204, '']);
});

it.each([409, 400, 422] as const)(
  'duplicateNameStatus %s refuses a taken name with it',
  async (duplicateNameStatus) => {
    const { client } = await created({ duplicateNameStatus });
    const again = await client.post(accounts, { name: 'backend', publicKey: keyPair().publicKey });
    expect(again.status).toBe(duplicateNameStatus);
  },
);

it('inheritPermissions gives an account its creator’s roles where none is named', async () => {
  const { answer, client } = await created({ inheritPermissions: true }, { permissionId: undefined });
  expect(answer.body.userInfo.permissionAssignments).toMatchObject([{ permissionName: 'Provisioner' }]);
  const token = answer.body.accessTokens[0].accessToken;
  const response = await fetch(`${client.simulator.apiUrl}/permissions`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
});

it('widerRole refuse keeps a creation from handing out more than its creator has', async () => {
  const { answer, simulator } = await created({ widerRole: 'refuse' });
  expect([answer.status, simulator.organisation.serviceAccounts.size]).toEqual([403, 0]);
});

it('provisionerOperations may be changed while it runs', async () => {
  const { client, simulator } = await created({});
  expect((await client.get('/permissions')).status).toBe(200);
  simulator.switches.provisionerOperations = ['Wallets:Read'];
  expect((await client.get('/permissions')).status).toBe(403);
  expect((await client.get('/wallets')).status).toBe(200);
});

it('latencyMs delays each request, but not one after the other', async () => {
  const { simulator } = await created({});
  const { client } = machineWith(simulator, ['Wallets:Read']);
  simulator.switches.latencyMs = 100;
  const start = performance.now();
  await Promise.all([1, 2, 3, 4, 5].map(() => client.get('/wallets')));
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(95);
  expect(took).toBeLessThan(400);
});

it('rateLimit answers 429 with Retry-After above it, until the minute is over', async () => {
  const { simulator } = await created({});
  const { client } = machineWith(simulator, ['Wallets:Read']);
  simulator.organisation.clock.advance(60);
  simulator.switches.rateLimit = 2;
  const statuses = [];
  for (let index = 0; index < 3; index += 1) statuses.push((await client.get('/wallets')).status);
  expect(statuses).toEqual([200, 200, 429]);
  const seconds = Number((await client.get('/wallets')).headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
  simulator.organisation.clock.advance(60);
  expect((await client.get('/wallets')).status).toBe(200);
});

describe('the table of switches', () => {
  it('gives every simulator values of its own', () => {
    const [one, other] = [makeSwitches(), makeSwitches({ pageSize: 7 })];
    one.deleteStatus = 204;
    expect([other.deleteStatus, other.pageSize, one.pageSize]).toEqual([200, 7, 100]);
  });

  it('reads what it says it accepts, and nothing else', () => {
    for (const { accepts, initial, read } of Object.values(switchTable)) {
      if (accepts.includes('|')) expect(accepts.split(' | ').map((text) => read(text))).not.toContain(undefined);
      if (typeof initial === 'number') expect(read('1e2')).toBeUndefined();
      if (typeof initial === 'boolean') expect(read('yes')).toBeUndefined();
    }
  });

  it('is the table of the README', () => {
    const readme = readFileSync(join(__dirname, '../../simulator/README.md'), 'utf8').replace(/ +/g, ' ');
    for (const [name, { accepts, meaning }] of Object.entries(switchTable)) {
      expect(readme).toContain(`| \`${name}\` | ${accepts.replaceAll(' | ', ', ')} | ${meaning} |\n`);
    }
  });
});
