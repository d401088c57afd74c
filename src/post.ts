import { run } from './action.js';
import { cleanUp } from './clean-up.js';
import { githubRunner } from './runner/runner.js';
import { realWorld } from './world.js';

const world = realWorld();
void run(cleanUp, githubRunner(world.environment), world);
