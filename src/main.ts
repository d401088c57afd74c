import { run } from './action.js';
import { provision } from './provision.js';
import { githubRunner } from './runner/runner.js';
import { realWorld } from './world.js';

const world = realWorld();
void run(provision, githubRunner(world.environment), world);
