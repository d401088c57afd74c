import { discardedName, parseRunName, runName } from '../../src/core/names.js';

describe('The name of an ephemeral account', () => {
  const run = { id: '1234567', attempt: 2 };

  test('tells the run and the attempt that it belongs to', () => {
    expect(runName('backend', run)).toBe('backend-run-1234567-2');
    expect(parseRunName('backend', 'backend-run-1234567-2')).toEqual(run);
  });

  test('tells them still when the account gave it up before it was archived', () => {
    expect(parseRunName('backend', discardedName(runName('backend', run), 'us-1'))).toEqual(run);
  });

  test('may belong to a name that looks like one itself', () => {
    const name = 'backend-run-5';
    expect(parseRunName(name, runName(name, run))).toEqual(run);
    expect(parseRunName('backend', runName(name, run))).toBeUndefined();
  });

  test.each([
    'backend',
    'backend-run-',
    'backend-run-x',
    'backend-run-1',
    'backend-run-1-',
    'backend-run-1-1-1',
    'backend-run-01-1',
    'backend-run-1-01',
    'backend-run-1-0',
    'backend-run-1-1 ',
    'backend-run-1-1-next-1a2b3c4d',
    'xbackend-run-1-1',
    'backend-run-１-1',
  ])('is not %s', (name) => {
    expect(parseRunName('backend', name)).toBeUndefined();
  });
});
