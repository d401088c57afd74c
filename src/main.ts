import { run } from './action.js';
import { provision } from './provision.js';
import { githubRunner } from './runner/runner.js';
import { endSoon, realWorld } from './world.js';

/** The main step. */
export function main(): Promise<void> {
  const world = realWorld();
  return run(provision, githubRunner(world.environment), world).finally(endSoon);
}
