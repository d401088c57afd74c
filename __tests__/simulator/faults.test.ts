import { faultKinds, readFault } from '../../simulator/http/faults.js';
import type { FaultKind } from '../../simulator/index.js';
import { logIn, machineWith } from './client.js';
import { simulate } from './scene.js';

/** A machine that creates a wallet; the fault strikes the creation itself, its third request. */
async function struck(kind: FaultKind, more: { retryAfterSeconds?: number } = {}) {
  const simulator = await simulate();
  const { client } = machineWith(simulator, ['Wallets:Create', 'Keys:Create', 'Wallets:Read']);
  const payload = JSON.stringify({ network: 'EthereumSepolia' });
  simulator.inject({ at: 3, kind, ...more });
  const userAction = await client.userAction('POST', '/wallets', payload);
  const outcome = await fetch(`${simulator.apiUrl}/wallets`, {
    method: 'POST',
    body: payload,
    redirect: 'manual',
    signal: AbortSignal.timeout(kind.startsWith('hang') ? 100 : 5000),
    headers: {
      authorization: `Bearer ${client.token}`,
      'content-type': 'application/json',
      'x-dfns-useraction': userAction,
    },
  })
    .then(async (response) => ({ status: response.status, headers: response.headers, text: await response.text() }))
    .catch((error: Error) => ({ status: error.name, headers: new Headers(), text: '' }));
  return { ...outcome, simulator, acted: simulator.organisation.wallets.size === 1, used: simulator.faultsUsed() };
}

describe('a fault', () => {
  it.each<[FaultKind, number | string, boolean]>([
    ['cut-before', 'TypeError', false],
    ['cut-after', 'TypeError', true],
    ['500-before', 500, false],
    ['500-after', 500, true],
    ['429', 429, false],
    ['html-502', 502, false],
    ['hang', 'TimeoutError', false],
    ['hang-after', 'TimeoutError', true],
    ['redirect', 302, false],
    ['huge-body', 200, true],
    ['null', 200, true],
    ['array', 200, true],
    ['wrong-shape', 200, true],
    ['empty-200', 200, true],
    ['truncated-json', 200, true],
  ])('of kind %s is seen as %s; that Dfns acted is %s', async (kind, status, acted) => {
    const outcome = await struck(kind);
    expect(outcome).toMatchObject({ status, acted, used: 1 });
  });

  it('spoils the body as its kind says', async () => {
    expect((await struck('null')).text).toBe('null');
    expect((await struck('array')).text).toBe('[]');
    expect((await struck('empty-200')).text).toBe('');
    expect((await struck('html-502')).headers.get('content-type')).toBe('text/html');
    expect((await struck('redirect')).headers.get('location')).toBe('/wallets/moved');
    expect((await struck('429', { retryAfterSeconds: 7 })).headers.get('retry-after')).toBe('7');
    expect((await struck('huge-body')).text.length).toBeGreaterThan(30 * 1024 * 1024);
    const { text: truncated } = await struck('truncated-json');
    expect(truncated).toMatch(/^\{/);
    expect(() => JSON.parse(truncated)).toThrow();
    const misshapen = JSON.parse((await struck('wrong-shape')).text);
    expect(misshapen).toMatchObject({ id: 42, signingKey: 'what?' });
  });

  it('lets the request be tried again: what was cut before it acted is still good', async () => {
    const { simulator } = await struck('cut-before');
    const { client } = machineWith(simulator, ['Wallets:Create', 'Keys:Create'], 'other');
    expect((await client.post('/wallets', { network: 'EthereumSepolia' })).status).toBe(200);
  });

  it('keeps the status that the client never saw', async () => {
    expect((await struck('cut-after')).simulator.requests[2]?.status).toBe(200);
    expect((await struck('cut-before')).simulator.requests[2]?.status).toBeUndefined();
  });
});

describe('where a fault strikes', () => {
  const statusesOf = async (simulator: Awaited<ReturnType<typeof simulate>>, path: string, times: number) => {
    const statuses: number[] = [];
    for (let index = 0; index < times; index += 1) statuses.push((await fetch(simulator.apiUrl + path)).status);
    return statuses;
  };

  it('is counted from when it was injected, or from the start', async () => {
    const simulator = await simulate({ faults: [{ at: 2, kind: '500-before' }] });
    expect(await statusesOf(simulator, '/wallets', 3)).toEqual([401, 500, 401]);
    simulator.inject({ at: 1, kind: '500-before', times: 2 });
    expect(await statusesOf(simulator, '/wallets', 3)).toEqual([500, 500, 401]);
    expect(simulator.faultsUsed()).toBe(2);
  });

  it('is the next request that fits method and path', async () => {
    const simulator = await simulate();
    simulator.inject(
      { method: 'GET', path: '/wallets', kind: '500-before' },
      { method: 'GET', path: /^\/permissions/, kind: '429', times: 2 },
      { method: 'POST', path: '/wallets', kind: 'cut-before' },
    );
    expect(await statusesOf(simulator, '/permissions/x', 3)).toEqual([429, 429, 401]);
    expect(await statusesOf(simulator, '/wallets?limit=1', 2)).toEqual([500, 401]);
    expect(simulator.faultsUsed()).toBe(2);
    simulator.clearFaults();
    expect((await logIn(simulator)).token).not.toBe('');
    expect(simulator.faultsUsed()).toBe(0);
  });

  it('can be said on a command line', () => {
    expect(readFault('7:cut-after')).toEqual({ at: 7, kind: 'cut-after' });
    expect(readFault('POST /auth/service-accounts:500-after*3')).toEqual({
      method: 'POST',
      path: '/auth/service-accounts',
      kind: '500-after',
      times: 3,
    });
    for (const kind of faultKinds) expect(readFault(`1:${kind}`)?.kind).toBe(kind);
    for (const bad of ['7', '0:hang', '7:burn', 'hang', 'PATCH /x:hang', 'GET x:hang', '']) {
      expect(readFault(bad)).toBeUndefined();
    }
  });
});
