import { type AtEnd, withinTime } from './action.js';
import type { FleetOutcome } from './core/fleet-outcome.js';
import { loadTargets } from './input-parsers.js';
import type { RunContext } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { fleet } from './modes/fleet.js';
import { runContext, type Secured, withWarnings } from './run-context.js';
import { readFleet } from './runner/inputs/fleet/read-fleet.js';
import type { FleetOptions } from './runner/inputs/fleet-options.js';
import { logFleet, logManifest } from './runner/output/fleet-log.js';
import { setFleetOutputs } from './runner/output/fleet-outputs.js';
import { writeFleetSummary } from './runner/output/fleet-summary.js';
import { protectSecrets } from './runner/protect-secrets.js';
import type { Runner } from './runner/runner.js';
import type { World } from './world.js';

/** The main step over a manifest: reads the inputs and the file, brings the accounts about, says what became of them. */
export async function provisionFleet(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  await world.spareMemory?.();
  const loadAddressParser = async () => (await import('./kms/index.js')).parseKmsAddress;
  const { parseStoreTargets, placeOfTarget } = await loadTargets();
  const parsers = { parseTargets: parseStoreTargets, placeOfTarget, loadAddressParser };
  const options = await readFleet(runner, world, parsers);
  const secured = protectSecrets(world, runner.masks);
  await withinTime(options.timeout, world, (deadline) => runWithin(deadline, options, runner, { ...secured, atEnd }));
}

async function runWithin(deadline: Deadline, options: FleetOptions, runner: Runner, secured: Secured): Promise<void> {
  // The provisioner's own key may be in a KMS; each account opens its keys for itself.
  const naming = { ...options, key: { type: 'rsa-2048' as const }, stores: [] };
  const { context, warnings } = runContext(deadline, naming, secured, runner);
  const { outcome, failure } = await withWarnings(context, options.warnings, () => fleet(options, context));
  await tell({ ...outcome, warnings }, options, { context, runner });
  if (failure) throw failure;
}

/** The outputs first: what is told to people may fail. */
async function tell(
  outcome: FleetOutcome,
  options: FleetOptions,
  { context, runner }: { context: RunContext; runner: Runner },
): Promise<void> {
  const { log } = runner;
  setFleetOutputs(outcome, runner);
  await logManifest(outcome, log);
  logFleet(outcome, log);
  if (options.commentPlan) await (await import('./modes/fleet/comment-plan.js')).commentPlan(outcome, options, context);
  writeFleetSummary(outcome, runner);
}
