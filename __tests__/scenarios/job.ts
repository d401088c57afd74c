import type { ChildProcess } from 'node:child_process';
import type { Simulator } from '../../simulator/index.js';
import type { ActionRun } from '../support/run-action.js';
import { type Inputs, keyPair, run } from './scene.js';

type Options = NonNullable<Parameters<typeof run>[2]>;

/** The name of the account in the run that the harness plays. */
export const ownName = 'backend-run-1234567-1';

/** The step with `ephemeral: true`. */
export function begin(simulator: Simulator, inputs: Inputs = {}, options: Options = {}): Promise<ActionRun> {
  return run(simulator, { ephemeral: 'true', ...inputs }, options);
}

/** The post step of that step, which gets its inputs again and what it saved. */
export function end(simulator: Simulator, main: ActionRun, inputs: Inputs = {}, options: Options = {}) {
  return begin(simulator, inputs, { entry: 'post', state: main.state, ...options });
}

/** Another run of the workflow, or another attempt at this one. */
export function inRun(id: string, attempt = '1'): Options {
  return { env: { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } };
}

/** An account that was there before, made so many hours ago. */
export function accountMade(simulator: Simulator, name: string, hoursAgo = 0) {
  const { account, token } = simulator.organisation.createServiceAccount(name, {
    publicKey: keyPair().publicKey,
    daysValid: 1,
  });
  Object.assign(account, { dateCreated: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() });
  return { account, token };
}

export interface Death {
  readonly at: number;
  readonly moment: 'before' | 'after';
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT';
}

/** Plays a step and ends it at its `at`-th request; the server's answer waits until a killed process is gone. */
export async function dying(
  simulator: Simulator,
  { at, moment, signal }: Death,
  play: (options: Options) => Promise<ActionRun>,
): Promise<ActionRun> {
  let child: ChildProcess | undefined;
  const order = new Map<object, number>();
  simulator.onRequest = async (now, request) => {
    if (now === 'before') order.set(request, order.size + 1);
    if (now !== moment || order.get(request) !== at || !child) return;
    child.kill(signal);
    if (signal === 'SIGKILL') await new Promise((resolve) => child?.once('exit', resolve));
  };
  const dead = await play({ onSpawn: (spawned) => (child = spawned) });
  simulator.onRequest = undefined;
  expect(order.size).toBeGreaterThanOrEqual(at);
  if (signal === 'SIGKILL') expect(dead.signal).toBe('SIGKILL');
  return dead;
}

/** Every number from 1 to `last`, a few at a time. */
export async function each(last: number, work: (at: number) => Promise<void>, atOnce = 6): Promise<void> {
  const rest = Array.from({ length: last }, (_, index) => index + 1);
  const worker = async () => {
    for (let at = rest.shift(); at !== undefined; at = rest.shift()) await work(at);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
