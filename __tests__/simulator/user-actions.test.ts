import { logIn, machineWith, refusal, send, userWith } from './client.js';
import { simulate } from './scene.js';

const path = '/permissions';
const body = { name: 'reader', operations: ['Wallets:Read'] };
const payload = JSON.stringify(body);
const invalid = '403 user action signature is missing or invalid';

async function scene() {
  const simulator = await simulate();
  return { simulator, client: await logIn(simulator) };
}

describe('a user action', () => {
  it('lets the signed request through, once', async () => {
    const { simulator, client } = await scene();
    const userAction = await client.userAction('POST', path, payload);
    const sent = { token: client.token, payload, userAction };
    expect((await send(simulator, 'POST', path, sent)).status).toBe(200);
    expect(refusal(await send(simulator, 'POST', path, sent))).toBe('400 user action has already been used');
  });

  it('is needed', async () => {
    const { simulator, client } = await scene();
    expect(refusal(await send(simulator, 'POST', path, { token: client.token, body }))).toBe(invalid);
    const sent = { token: client.token, body, userAction: 'invented' };
    expect(refusal(await send(simulator, 'POST', path, sent))).toBe(invalid);
    expect([...simulator.organisation.roles.values()].map(({ name }) => name)).not.toContain('reader');
  });

  it.each([
    ['method', 'PUT', path, payload],
    ['path', 'POST', '/wallets', payload],
    ['path, with a query', 'POST', `${path}?force=true`, payload],
    ['payload', 'POST', path, JSON.stringify({ ...body, name: 'writer' })],
    ['payload, by one space', 'POST', path, `${payload} `],
    ['empty payload', 'POST', path, ''],
  ])('is for one request: refused after another %s was signed', async (_, ...[method, signedPath, signedPayload]) => {
    const { simulator, client } = await scene();
    const userAction = await client.userAction(method, signedPath, signedPayload);
    expect(refusal(await send(simulator, 'POST', path, { token: client.token, payload, userAction }))).toBe(invalid);
  });

  it('compares parsed payloads where the switch says so', async () => {
    const { simulator, client } = await scene();
    simulator.switches.payloadCheck = 'parsed';
    const spaced = await client.userAction(
      'POST',
      path,
      JSON.stringify({ operations: body.operations, name: 'reader' }, null, 2),
    );
    expect((await send(simulator, 'POST', path, { token: client.token, payload, userAction: spaced })).status).toBe(
      200,
    );
    const other = await client.userAction('POST', path, JSON.stringify({ ...body, name: 'writer' }));
    const sent = { token: client.token, payload, userAction: other };
    expect(refusal(await send(simulator, 'POST', path, sent))).toBe(invalid);
  });

  it('leaves the query unsigned', async () => {
    const { simulator, client } = await scene();
    const { account } = machineWith(simulator, ['Wallets:Read']);
    simulator.organisation.nameInPolicy(account.userId);
    expect((await client.delete(`/auth/service-accounts/${account.userId}?force=true`)).status).toBe(200);
  });

  it('covers an empty body as well as `{}`, each as it was sent', async () => {
    const { simulator, client } = await scene();
    const { account } = machineWith(simulator, ['Wallets:Read']);
    const target = `/auth/service-accounts/${account.userId}`;
    const wrong = await client.userAction('DELETE', target, '{}');
    expect(refusal(await send(simulator, 'DELETE', target, { token: client.token, userAction: wrong }))).toBe(invalid);
    const right = await client.userAction('DELETE', target, '');
    expect((await send(simulator, 'DELETE', target, { token: client.token, userAction: right })).status).toBe(200);
  });

  it('works for nobody else', async () => {
    const { simulator, client } = await scene();
    const other = userWith(simulator, ['Permissions:Create']);
    const userAction = await client.userAction('POST', path, payload);
    expect(refusal(await send(simulator, 'POST', path, { token: other.token, payload, userAction }))).toBe(invalid);
  });

  it('lives fifteen minutes', async () => {
    const { simulator, client } = await scene();
    const userAction = await client.userAction('POST', path, payload);
    simulator.organisation.clock.advance(15 * 60);
    expect(refusal(await send(simulator, 'POST', path, { token: client.token, payload, userAction }))).toBe(invalid);
  });
});
