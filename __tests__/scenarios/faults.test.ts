import { faultKinds } from '../../simulator/http/faults.js';
import { type FaultKind, startSimulator } from '../../simulator/index.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import type { ActionRun } from '../support/run-action.js';
import { inParallel } from './in-parallel.js';
import { accountNames, credentialOf, type Inputs, run } from './scene.js';
import { familySize, type Story, secretsOf, stories } from './stories.js';

/** What goes wrong, and how long: once, or from that request on, as when Dfns goes down. */
interface Trouble {
  readonly kind: FaultKind;
  readonly times: number;
}

const troubles: readonly Trouble[] = [
  ...faultKinds.map((kind) => ({ kind, times: 1 })),
  ...(['cut-after', 'hang', 'null'] as const).map((kind) => ({ kind, times: 1000 })),
];
/** A run waits for an answer in real time. */
const isSlow = ({ kind }: Trouble) => kind.startsWith('hang');

/** Seconds. */
const timeout = 5;

// Every fault at every request of every story is explored in process (../simulation); here each one is met once a story, over a socket.
describe('A fault ends well, or in one clear error, and the next run converges', () => {
  test.each(stories)('in $name', (story) => meetAll([story], (trouble) => !isSlow(trouble)), 60_000);

  test('in each of them, where nothing answers', () => meetAll(stories, isSlow), 120_000);
});

async function meetAll(chosen: readonly Story[], isWanted: (trouble: Trouble) => boolean): Promise<void> {
  const cases = await Promise.all(
    chosen.map(async (story) => {
      const requests = await countRequests(story);
      // One after the other, so that every request of a story meets something.
      const met = troubles.map((trouble, index) => ({ story, trouble, at: 1 + (index % requests) }));
      return met.filter(({ trouble }) => isWanted(trouble));
    }),
  );
  await inParallel(cases.flat(), 16, ({ story, trouble, at }) => survives(story, { ...trouble, at }));
}

async function countRequests(story: Story): Promise<number> {
  const simulator = await startSimulator();
  const { inputs } = await story.arrange(simulator);
  const before = simulator.requests.length;
  await run(simulator, inputs);
  await simulator.close();
  return simulator.requests.length - before;
}

async function survives(story: Story, fault: { at: number; kind: FaultKind; times: number }): Promise<void> {
  const simulator = await startSimulator();
  try {
    const { inputs, secrets } = await story.arrange(simulator);
    simulator.inject(fault);
    const struck = await run(simulator, { ...inputs, timeout: String(timeout) });
    expect(simulator.faultsUsed()).toBe(1);
    simulator.clearFaults();
    const all = [...secrets, ...secretsOf(struck), simulator.provisioner.privateKey];
    expectClearEnd(struck, all);
    expect(accountNames(simulator).filter((name) => name === 'backend').length).toBeLessThanOrEqual(1);

    const next = await run(simulator, inputsOfNextRun(inputs, struck));
    expect(next.annotations.filter(({ level }) => level === 'error')).toEqual([]);
    expect(next).toMatchObject({ exitCode: 0, signal: null });
    expect(familySize(simulator)).toBe(1);
    expectNoLeak(next, [...all, ...secretsOf(next)]);
  } catch (error) {
    throw new Error(
      `${story.name}: ${fault.kind} at request ${fault.at}${fault.times > 1 ? ' and all that follow' : ''}: ${(error as Error).message}`,
    );
  } finally {
    await simulator.close();
  }
}

/** A workflow hands in the credential that it was given. Where Dfns went down at the wrong moment, it may have to ask for a new one. */
function inputsOfNextRun(inputs: Inputs, struck: ActionRun): Inputs {
  if (struck.exitCode === 0) return { ...inputs, ...credentialOf(struck) };
  return { 'on-lost-token': 'replace', ...inputs };
}

function expectClearEnd(struck: ActionRun, secrets: readonly string[]): void {
  const errors = struck.annotations.filter(({ level }) => level === 'error');
  expect({ exitCode: struck.exitCode, errors: errors.length, stderr: struck.stderr }).toEqual(
    struck.exitCode === 0 ? { exitCode: 0, errors: 0, stderr: '' } : { exitCode: 1, errors: 1, stderr: '' },
  );
  for (const { message } of errors) expect(message).toMatch(/What to do: /);
  expect(struck.stdout).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(struck.outputs).toMatchObject(struck.exitCode === 0 ? { token: expect.any(String) } : {});
  if (struck.exitCode !== 0) expect(struck.outputs).not.toHaveProperty('token');
  // The undoing of what was made has its own seven seconds; the rest is for a busy machine.
  expect(struck.durationMs).toBeLessThan((timeout + 7 + 10) * 1000);
  expectNoLeak(struck, secrets);
}
