import type { AtEnd } from './action.js';
import { parsersFor } from './input-parsers.js';
import { readOptions } from './runner/inputs/inputs.js';
import { requireFile, requireRunner } from './runner/require-runner.js';
import type { Runner } from './runner/runner.js';
import type { World } from './world.js';

/** The main step: reads the inputs, runs the mode, sets the outputs. */
export async function provision(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  requireRunner(runner);
  if (runner.input('manifest').trim() !== '') {
    // A run without one loads none of it.
    const { loadFleet } = await running();
    return (await loadFleet()).provisionFleet(runner, world, atEnd);
  }
  const options = readOptions(runner, await parsersFor(runner.input));
  if (options.exportEnv) requireFile('GITHUB_ENV', runner);
  const { provisionAccount } = await running();
  await provisionAccount(options, runner, world, atEnd);
}

const running = () => import('./provision-account.js');
