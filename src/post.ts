import { run } from './action.js';
import { cleanUp } from './clean-up.js';
import { githubRunner } from './runner/runner.js';
import { endSoon, realWorld } from './world.js';

/** The post step, at the end of the job. */
export function post(): Promise<void> {
  const world = realWorld();
  return run(cleanUp, githubRunner(world.environment), world).finally(endSoon);
}
