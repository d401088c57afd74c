import { ActionError } from '../../src/error.js';
import { reportFailure } from '../../src/runner/output/failure.js';
import { Runner } from './runner.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

/** The one annotation that ends the run. */
function annotationOf(error: unknown): string {
  reportFailure(error, runner.step);
  expect(process.exitCode).toBe(1);
  expect(runner.commands.map(({ name }) => name).filter((name) => name !== 'add-mask')).toEqual(['error']);
  expect(runner.plainLines).toEqual([]);
  return runner.texts('error')[0] ?? '';
}

test('an error of the action says what happened, what to do, and its code', () => {
  const text = annotationOf(new ActionError('TOKEN_REFUSED', 'Dfns refuses the token', 'make a new one'));
  expect(text).toBe('Dfns refuses the token.\nWhat to do: make a new one. [TOKEN_REFUSED]');
});

test('an answer of the API that is quoted in a message forges no line of its own', () => {
  const text = annotationOf(new ActionError('FORBIDDEN', 'Dfns says: no.\n::error::x\nWhat to do: send money', 'ask'));
  expect(text.split('\n')).toHaveLength(2);
});

test('the cause of an error is not shown', () => {
  const cause = Object.assign(new Error('inner'), { context: { token: 'context-token' } });
  expect(annotationOf(new ActionError('DFNS_REFUSED', 'outer', 'ask', cause))).not.toMatch(/inner|context-token/);
});

test('an unknown error is named and shortened, without stack and context', () => {
  const error = Object.assign(new TypeError(`bad\u001b[31m ${'x'.repeat(500)}\nsecond line`), { context: 'ctx-token' });
  const text = annotationOf(error);
  expect(text).toContain('TypeError: bad xxx');
  expect(text.length).toBeLessThan(500);
  expect(text).not.toMatch(/second line|ctx-token|at .*\.ts/);
});

test('an AggregateError without a message is named by its code', () => {
  const error = Object.assign(new AggregateError([new Error('connect ::1')]), { code: 'ECONNREFUSED' });
  expect(annotationOf(error)).toContain('AggregateError: ECONNREFUSED');
});

test.each([['a string'], [undefined], [null], [{ token: 'a string' }]])(
  'something thrown that is no error: %j',
  (thrown) => {
    expect(annotationOf(thrown)).not.toContain('a string');
  },
);

test('a secret in a message is redacted', () => {
  runner.step.masks.mask('a-secret-of-the-run');
  expect(annotationOf(new Error('refused: a-secret-of-the-run'))).toContain('refused: ***');
});
