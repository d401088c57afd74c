import { type ActionRun, type RunOptions, runAction } from '../../scripts/runner/run-action.js';
import { inProcess } from './in-process.js';

export { type ActionRun, type RunOptions, runAction };

/** What the libraries of the clouds, and Node itself, read from their process and from nowhere else. */
const ambient = /proxy$|^(NODE_|AWS_|AZURE_|GOOGLE_|METADATA_|PATH$)/i;

/**
 * Runs a step in this process, where it needs no other one: a signal, an argument for Node and a setting that is read past the action do.
 * `AS_PROCESSES=1` runs every step from `dist/`, as {@link runAction} does.
 */
export function runStep(inputs: Parameters<typeof runAction>[0], options: RunOptions = {}): Promise<ActionRun> {
  return runAction(inputs, needsProcess(options) ? options : { ...options, play: inProcess });
}

function needsProcess({ env = {}, signal, nodeArgs, entryPath, onSpawn }: RunOptions): boolean {
  if (process.env.AS_PROCESSES === '1' || signal || nodeArgs || entryPath || onSpawn) return true;
  return Object.entries(env).some(([name, value]) => ambient.test(name) && process.env[name] !== value);
}
