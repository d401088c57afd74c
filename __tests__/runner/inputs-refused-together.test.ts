import { Runner } from './runner.js';
import { annotationOf, ensure, privateKey, publicKey, token, validate } from './workflow.js';

const kms = 'awskms:///alias/dfns-ci';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

test.each([
  [{ mode: 'revoke', role: '', 'renew-before-days': '30' }, 'renew-before-days'],
  [{ mode: 'revoke', role: '', 'public-key': publicKey, 'private-key': '', token: '' }, 'public-key'],
])('an input of no use in its mode is told once %#', (inputs, name) => {
  const lines = annotationOf(runner, { ...ensure, ...inputs })
    .split('\n')
    .slice(0, -1);
  expect(lines.filter((line) => line.includes(name))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('store:'))).toEqual([]);
});

test('key in mode revoke, which signs nothing with it', () => {
  const text = annotationOf(runner, { ...ensure, mode: 'revoke', role: '', key: kms });
  expect(text).toContain(`\nkey: got "${kms}"; accepted: nothing in mode revoke`);
});

test('ephemeral beside the credential of an account that lasts', () => {
  const text = annotationOf(runner, { ...ensure, ephemeral: 'true', token, 'private-key': privateKey });
  expect(text).toContain('\ntoken: got a value (not shown); accepted: nothing beside ephemeral');
  expect(text).toContain('\nprivate-key: got a value (not shown); accepted: nothing beside ephemeral');
});

test('ephemeral in a mode that makes no account', () => {
  expect(annotationOf(runner, { ...validate, ephemeral: 'true' })).toContain(
    '\nephemeral: got true; accepted: false in mode validate',
  );
});

test('github-token in a mode that sweeps nothing, and without a github: target', () => {
  expect(annotationOf(runner, { ...validate, 'github-token': token })).toContain('\ngithub-token: got a value');
});

test('validate with nothing to look at', () => {
  expect(annotationOf(runner, { mode: 'validate', name: 'backend' })).toContain('\ntoken: got nothing');
});

test('ensure without a provisioner', () => {
  expect(annotationOf(runner, { name: 'backend' })).toMatch(
    /\nprovisioner-username: got nothing.*workflows from forks/,
  );
});

test('all faults come at once, one a line', () => {
  const text = annotationOf(runner, {
    ...ensure,
    name: '',
    'days-valid': '1e2',
    'dry-run': 'yes',
    'wait-for-approval': 'soon',
    timeout: 'x',
  });
  const names = text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(':')[0]);
  expect(names.sort()).toEqual(['days-valid', 'dry-run', 'name', 'timeout', 'wait-for-approval']);
});

test('a list with many faults shows the first of them', () => {
  const text = annotationOf(runner, { ...ensure, role: '', permissions: 'wrong\n'.repeat(500) });
  expect(text.split('\n')).toHaveLength(13);
  expect(text).toContain('490 more such lines');
});

test('a mode that is not known is not followed by what another mode would need', () => {
  expect(annotationOf(runner, { mode: 'rotat', name: 'backend' }).split('\n').slice(1, -1)).toHaveLength(1);
});
