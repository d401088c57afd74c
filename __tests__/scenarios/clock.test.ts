import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../simulator/index.js';
import { accountNames, credentialOf, keyPair, provisioned, run, simulate, warningsOf } from './scene.js';

const day = 86_400;
const closing: { close(): void }[] = [];
afterEach(() => {
  for (const each of closing.splice(0)) each.close();
});

/** A retired account, with so many seconds of Dfns's time since then. */
function retire(simulator: Simulator, secondsAgo: number): string {
  const at = new Date(simulator.organisation.clock.now() - secondsAgo * 1000).toISOString();
  const name = `backend-retired-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  simulator.organisation.createServiceAccount(name, { publicKey: keyPair().publicKey });
  return name;
}

/** Passes everything on, but writes a date of its own on each answer. */
async function redated(simulator: Simulator, date: string) {
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request(simulator.apiUrl + url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, { ...answer.headers, date });
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push({ close: () => server.close() });
  return { ...simulator, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('The time is that of Dfns', () => {
  test('a runner that is three days ahead retires nothing early, calls no token expired, and is told', async () => {
    const simulator = await simulate();
    simulator.organisation.clock.advance(-3 * day);
    const { token, privateKey } = provisioned(simulator, 2);
    const name = retire(simulator, 3_600);
    const kept = await run(simulator, { token, 'private-key': privateKey, 'retire-after': '24h' });
    expect(kept).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', 'days-left': '1' } });
    expect(accountNames(simulator).sort()).toEqual(['backend', name]);
    expect(warningsOf(kept)).toEqual([
      expect.stringContaining('the token of backend expires in 1 day'),
      expect.stringContaining("the clock of this runner is 3 days ahead of Dfns's"),
    ]);
  });

  test('a runner that is three days behind archives what is due, and names by the time of Dfns', async () => {
    const simulator = await simulate();
    simulator.organisation.clock.advance(3 * day);
    const { token, privateKey } = provisioned(simulator);
    const due = retire(simulator, 2 * day);
    const given = { token, 'private-key': privateKey, mode: 'rotate', 'retire-after': '24h' };
    const rotated = await run(simulator, given);
    expect(warningsOf(rotated)).toContainEqual(expect.stringContaining("is 3 days behind Dfns's"));
    const [name = ''] = accountNames(simulator).filter((each) => each !== 'backend');
    expect(name).not.toBe(due);
    const today = new Date(simulator.organisation.clock.now()).toISOString().slice(0, 10).replaceAll('-', '');
    expect(name).toContain(`backend-retired-${today}`);
    const checked = await run(simulator, { ...credentialOf(rotated), 'retire-after': '24h' });
    expect(checked.outputs.status).toBe('unchanged');
  });

  test('an expired token is called so by the time of Dfns, and by nobody else', async () => {
    const simulator = await simulate();
    simulator.organisation.clock.advance(-3 * day);
    const { token, privateKey } = provisioned(simulator, 1);
    simulator.organisation.clock.advance(2 * day);
    const validate = { mode: 'validate', token, 'private-key': privateKey, role: undefined, 'key-type': undefined };
    const failed = await run(simulator, validate);
    expect(failed.annotations).toContainEqual({ level: 'error', message: expect.stringContaining('[TOKEN_EXPIRED]') });
  });

  test.each(['none', 'garbage'] as const)(
    'without a date that can be read (%s) the clock of the runner serves',
    async (dateHeader) => {
      const simulator = await simulate({ switches: { dateHeader } });
      const { token, privateKey } = provisioned(simulator);
      const name = retire(simulator, 3_600);
      const kept = await run(simulator, { token, 'private-key': privateKey, 'retire-after': '24h' });
      expect(kept).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'unchanged' } });
      expect(accountNames(simulator)).toContain(name);
    },
  );

  test('a proxy that dates every answer of a login two years ahead does no harm', async () => {
    const simulator = await simulate();
    const { token, privateKey } = provisioned(simulator);
    const name = retire(simulator, 3_600);
    const ahead = await redated(simulator, new Date(Date.now() + 740 * day * 1000).toUTCString());
    const kept = await run(ahead as Simulator, { token, 'private-key': privateKey, 'retire-after': '24h' });
    expect(kept).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'unchanged' } });
    expect(accountNames(simulator)).toContain(name);
  });
});
