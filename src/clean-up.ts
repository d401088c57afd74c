import type { AtEnd } from './action.js';
import { ephemeralLeft } from './core/ephemeral.js';
import { explain } from './runner/output/failure.js';
import type { Runner } from './runner/runner.js';
import { readPostState } from './runner/state.js';
import type { World } from './world.js';

/** The post step. Usually there is nothing to archive, and nothing more is loaded. */
export async function cleanUp(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  const saved = readPostState(runner);
  if (!saved) return;
  try {
    const { archiveEphemeral } = await import('./archive-ephemeral.js');
    await archiveEphemeral(saved, runner, world, atEnd);
  } catch (error) {
    // The step fails, since nobody reads a warning on a green job, and a credential may be left behind.
    const { what, cure } = explain(error, runner.masks);
    throw ephemeralLeft(saved, `${what}; ${cure}`, error);
  }
}
