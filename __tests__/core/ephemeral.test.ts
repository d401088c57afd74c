import { accountsOfOtherRuns, parsePostState, planEnd, whyLeft } from '../../src/core/ephemeral.js';
import { generateKeyPair } from '../../src/core/key-pair.js';
import type { Account } from '../../src/core/observed.js';

const now = new Date('2026-11-24T12:00:00Z');
const account = (name: string, more: Partial<Account> = {}): Account => ({
  id: `us-${name}`,
  name,
  isActive: true,
  roles: [],
  createdAt: '2026-11-24T11:00:00Z',
  ...more,
});

describe('The accounts that other runs left', () => {
  const own = { id: '2', attempt: 2 };
  const accounts = ['b-run-1-1', 'b', 'b-run-2-1', 'b-run-2-2', 'c-run-1-1'].map((name) => account(name));

  test('are those of other runs and attempts, the oldest first', () => {
    const oldest = account('b-run-9-1', { createdAt: '2026-11-01T00:00:00Z' });
    const found = accountsOfOtherRuns('b', [...accounts, oldest], own);
    expect(found.map((other) => other.account.name)).toEqual(['b-run-9-1', 'b-run-1-1', 'b-run-2-1']);
  });

  const made = (createdAt: string | undefined) => ({
    account: account('b-run-1-1', createdAt === undefined ? { createdAt: '' } : { createdAt }),
    run: { id: '1', attempt: 1 },
  });

  test.each([
    ['completed', '2026-11-24T11:59:00Z', true],
    ['under way', '2026-11-01T00:00:00Z', false],
    ['unknown', '2026-11-01T00:00:00Z', false],
    ['not asked', '2026-11-23T11:54:00Z', true],
    // The clocks of the runner and of Dfns may differ by some minutes.
    ['not asked', '2026-11-23T11:56:00Z', false],
    ['not asked', undefined, false],
  ] as const)('whose run is %s, made at %s, can go: %s', (state, createdAt, goes) => {
    expect(whyLeft(made(createdAt), state, now) !== undefined).toBe(goes);
  });
});

describe('What the post step archives', () => {
  test('is the account that was made with a key of this step', async () => {
    const [ours, theirs] = [await generateKeyPair('ec-p256'), await generateKeyPair('ec-p256')];
    const trace = { account: 'b-run-2-2', apiUrl: 'https://api.dfns.io', fingerprints: [ours.fingerprint] };
    const steps = (publicKey?: string, name = 'b-run-2-2') =>
      planEnd(trace, [account(name, publicKey ? { publicKey } : {})]).steps.map((step) => step.account);
    expect(steps(ours.publicKey)).toEqual(['b-run-2-2']);
    expect(steps(theirs.publicKey)).toEqual([]);
    // An old answer does not show with which key.
    expect(steps(`SHA256:${'A'.repeat(43)}`)).toEqual(['b-run-2-2']);
    expect(steps()).toEqual(['b-run-2-2']);
    expect(steps(ours.publicKey, 'b-run-2-2-retired-19700304T050607Z')).toEqual(['b-run-2-2-retired-19700304T050607Z']);
    expect(steps(ours.publicKey, 'b-run-2-1')).toEqual([]);
  });

  test('is none, where only a key that other jobs have too tells whose it is', async () => {
    const { publicKey, fingerprint } = await generateKeyPair('ec-p256');
    const shared = { account: 'b-run-2-2', apiUrl: 'https://api.dfns.io', fingerprints: [fingerprint], isShared: true };
    const there = account('b-run-2-2', { publicKey });
    expect(planEnd(shared, [there])).toEqual({ steps: [], others: [], unsure: there });
    expect(planEnd({ ...shared, accountId: there.id }, [there]).steps).toHaveLength(1);
    expect(parsePostState(JSON.stringify(shared))).toEqual(shared);
    expect(parsePostState(JSON.stringify({ ...shared, isShared: 'yes' }))).toBeUndefined();
  });

  test('is by its id that very account, whatever it is called by now, and no other of its name', async () => {
    const { publicKey, fingerprint } = await generateKeyPair('ec-p256');
    const trace = {
      account: 'b-run-2-2',
      apiUrl: 'https://api.dfns.io',
      accountId: 'us-renamed',
      fingerprints: [fingerprint],
    };
    const { steps, others } = planEnd(trace, [account('renamed'), account('b-run-2-2'), account('other')]);
    expect(steps.map((step) => step.accountId)).toEqual(['us-renamed']);
    expect(others.map(({ id }) => id)).toEqual(['us-b-run-2-2']);
    // A second one that shows this step's key was made by it too, and lost.
    expect(planEnd(trace, [account('b-run-2-2', { publicKey })]).steps).toHaveLength(1);
  });
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '"b-run-2-2"',
  '{"account":"b-run-2-2","fingerprints":[]}',
  JSON.stringify({ account: 'backend', apiUrl: 'https://api.dfns.io', fingerprints: ['00'.repeat(32)] }),
  JSON.stringify({ account: 'b-run-2-2', apiUrl: 'https://api.dfns.io', fingerprints: ['x'] }),
  JSON.stringify({ account: 'b-run-2-2', apiUrl: 'https://api.dfns.io', accountId: 7, fingerprints: [] }),
])('what is no state of this action is not taken for one: %s', (text) => {
  expect(parsePostState(text)).toBeUndefined();
});
