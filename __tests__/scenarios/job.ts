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
