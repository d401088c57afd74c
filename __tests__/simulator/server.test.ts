import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/index.js';
import { logIn, machineWith, send } from './client.js';
import { simulate } from './scene.js';

describe('the server', () => {
  it('answers unknown paths and methods with 404 in the shape of errors', async () => {
    const simulator = await simulate();
    const { client } = machineWith(simulator, ['Wallets:Read']);
    for (const path of ['/', '/wallets/', '/wallet', '/auth/action/logs', '/%']) {
      expect((await client.get(path)).body.error).toMatchObject({ status: 404, id: expect.stringMatching(/^er-/) });
    }
    expect((await send(simulator, 'DELETE', '/wallets', { token: client.token })).status).toBe(404);
  });

  it('wants a User-Agent, JSON that says so, and JSON that is some', async () => {
    const simulator = await simulate();
    const path = '/auth/login/init';
    expect((await send(simulator, 'POST', path, { payload: '{', headers: {} })).status).toBe(400);
    expect((await send(simulator, 'POST', path, { payload: '[]' })).status).toBe(400);
    const plain = { 'content-type': 'text/plain' };
    expect((await send(simulator, 'POST', path, { payload: '{}', headers: plain })).status).toBe(415);
    expect((await send(simulator, 'GET', '/wallets', { headers: { 'user-agent': '' } })).status).toBe(403);
  });

  it('keeps a log of requests, in order of arrival', async () => {
    const simulator = await simulate();
    await logIn(simulator);
    await fetch(`${simulator.apiUrl}/wallets?limit=5`);
    const seen = simulator.requests.map(({ index, method, path, query, status, actor }) => [
      index,
      method,
      path,
      query,
      status,
      actor,
    ]);
    expect(seen).toEqual([
      [1, 'POST', '/auth/login/init', '', 200, 'none'],
      [2, 'POST', '/auth/login', '', 200, 'none'],
      [3, 'GET', '/wallets', 'limit=5', 401, 'none'],
    ]);
    expect(simulator.requests[0]?.body).toEqual({ username: simulator.provisioner.username, orgId: simulator.orgId });
  });

  it('tells an observer before it acts and after, before it answers', async () => {
    const simulator = await simulate({ provisionerOperations: ['Permissions:Create'] });
    const client = await logIn(simulator);
    const moments: unknown[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const userAction = await client.userAction('POST', '/permissions', '{"name":"x","operations":["Wallets:Read"]}');
    simulator.onRequest = async (moment, record) => {
      moments.push([moment, record.path, record.status, simulator.organisation.roles.size]);
      if (moment === 'after') await held;
    };
    let isAnswered = false;
    const answer = send(simulator, 'POST', '/permissions', {
      token: client.token,
      body: { name: 'x', operations: ['Wallets:Read'] },
      userAction,
    }).finally(() => {
      isAnswered = true;
    });
    while (moments.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(moments).toEqual([
      ['before', '/permissions', undefined, 3],
      ['after', '/permissions', 200, 4],
    ]);
    expect(isAnswered).toBe(false);
    release();
    expect((await answer).status).toBe(200);
  });

  it('starts fast, and ends at once though a request hangs', async () => {
    const start = performance.now();
    const simulator = await startSimulator({ faults: [{ at: 1, kind: 'hang' }] });
    expect(performance.now() - start).toBeLessThan(150);
    const hanging = fetch(`${simulator.apiUrl}/wallets`).catch(() => 'ended');
    while (simulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.close();
    expect(await hanging).toBe('ended');
  });

  it('lists a thousand accounts in a moment', async () => {
    const simulator = await simulate();
    const { organisation } = simulator;
    const client = await logIn(simulator);
    const role = organisation.createRole('reader', ['Wallets:Read']);
    const { account } = machineWith(simulator, ['Wallets:Read']);
    for (let index = 0; index < 1000; index += 1) {
      const userId = `us-aaaaa-bbbbb-${String(index).padStart(16, '0')}`;
      organisation.serviceAccounts.set(userId, { ...account, userId, name: `copy ${index}` });
      organisation.assign(role.id, userId);
    }
    const start = performance.now();
    const response = await fetch(`${simulator.apiUrl}/auth/service-accounts`, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect((await response.text()).length).toBeGreaterThan(500_000);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('serves https with a certificate that it is given', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const kind = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost';
    const made = spawnSync('openssl', [...kind.split(' '), '-keyout', key, '-out', cert]);
    // A machine without openssl cannot make the certificate; everything else about https is Node's.
    if (made.status !== 0) return;
    const simulator = await simulate({ tls: { key: readFileSync(key), cert: readFileSync(cert) } });
    rmSync(folder, { recursive: true });
    expect(simulator.apiUrl).toMatch(/^https:/);
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${simulator.apiUrl}/wallets`, {
        rejectUnauthorized: false,
        headers: { 'user-agent': 'test' },
      });
      asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      asked.end();
    });
    expect(status).toBe(401);
  });
});
