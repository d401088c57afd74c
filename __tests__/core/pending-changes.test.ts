import { carrying, changesIn, isOfKey } from '../../src/core/pending-changes.js';

const change = (digits: string, more = {}) => ({
  DFNS_API_URL: 'https://api.dfns.io',
  DFNS_KEY_FINGERPRINT: digits.padEnd(64, '0'),
  DFNS_PENDING_REASON: 'create',
  DFNS_PENDING_SINCE: '2026-11-24T07:00:00.000Z',
  DFNS_PRIVATE_KEY: `key of ${digits}`,
  ...more,
});
const keysIn = (document: Parameters<typeof changesIn>[0]) =>
  changesIn(document).map(({ DFNS_KEY_FINGERPRINT: fingerprint }) => fingerprint?.slice(0, 2));

describe('A pending document', () => {
  test('tells of the changes before its own that nobody cleared, through any number of runs', () => {
    const first = carrying(change('a1'), []);
    expect(first).toEqual(change('a1'));
    const second = carrying(change('b2'), changesIn(first));
    const third = carrying(change('c3'), changesIn(second));
    expect(keysIn(third)).toEqual(['c3', 'b2', 'a1']);
    // A version that knows no earlier changes reads its own as before.
    expect(third).toMatchObject(change('c3'));
  });

  test('carries a private key only where it is the only copy of one that is of use', () => {
    const [request, provisioner] = [
      change('a1', { DFNS_PENDING_REASON: 'request' }),
      change('b2', { DFNS_USERNAME: 'ci@example.com', DFNS_PENDING_REASON: '' }),
    ];
    const [, ...carried] = changesIn(carrying(change('c3'), [request, provisioner, change('d4')]));
    expect(carried).toEqual([
      request,
      provisioner,
      expect.not.objectContaining({ DFNS_PRIVATE_KEY: expect.anything() }),
    ]);
  });

  test('names each key once, also where a store kept only its first digits', () => {
    const short = { DFNS_KEY_FINGERPRINT: 'a1000000', DFNS_PENDING_SINCE: '2026-11-24T07:00:00.000Z' };
    expect(changesIn(carrying(change('b2'), [change('a1'), short, change('b2')]))).toHaveLength(2);
    expect(isOfKey(short, change('a1').DFNS_KEY_FINGERPRINT)).toBe(true);
    expect(isOfKey({}, change('a1').DFNS_KEY_FINGERPRINT)).toBe(false);
  });

  test('does not grow without end, and loses the keys that nobody waits for first', () => {
    const many = Array.from({ length: 500 }, (_, index) => change(index.toString(16).padStart(8, '0')));
    const full = carrying(change('ffffffff'), [...many, change('a1a1a1a1', { DFNS_PENDING_REASON: 'request' })]);
    expect(JSON.stringify(full).length).toBeLessThan(20_000);
    expect(changesIn(full)[1]).toMatchObject({ DFNS_PRIVATE_KEY: 'key of a1a1a1a1' });
  });

  test.each(['', 'x', '{}', '[1]', '[null]', '[[]]', '[{"DFNS_KEY_FINGERPRINT":1}]', 'null'])(
    'with %j in the place of the earlier ones is read as if there were none',
    (earlier) => {
      expect(changesIn({ ...change('a1'), DFNS_PENDING_EARLIER: earlier })).toEqual([change('a1')]);
    },
  );
});
