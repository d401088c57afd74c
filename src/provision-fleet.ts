import { type AtEnd, withinTime } from './action.js';
import type { FleetOutcome } from './core/fleet-outcome.js';
import { clockIsOff, createClock } from './dfns/clock.js';
import type { Deadline } from './modes/deadline.js';
import type { FleetContext } from './modes/fleet/account-context.js';
import { fleet } from './modes/fleet.js';
import { kmsKeys } from './modes/keys/kms-keys.js';
import { warningsOf } from './runner/environment.js';
import { readFleet } from './runner/inputs/fleet/read-fleet.js';
import type { FleetOptions } from './runner/inputs/fleet-options.js';
import { logFleet, logManifest } from './runner/output/fleet-log.js';
import { setFleetOutputs } from './runner/output/fleet-outputs.js';
import { writeFleetSummary } from './runner/output/fleet-summary.js';
import { type Protection, protectSecrets } from './runner/protect-secrets.js';
import type { Runner } from './runner/runner.js';
import { parseStoreTargets, placeOfTarget } from './stores/target.js';
import type { World } from './world.js';

/** The main step over a manifest: reads the inputs and the file, brings the accounts about, says what became of them. */
export async function provisionFleet(runner: Runner, world: World, atEnd: AtEnd): Promise<void> {
  world.spareMemory?.();
  const loadAddressParser = async () => (await import('./kms/index.js')).parseKmsAddress;
  const parsers = { parseTargets: parseStoreTargets, placeOfTarget, loadAddressParser };
  const options = await readFleet(runner, world, parsers);
  const secured = protectSecrets(world, runner.masks);
  await withinTime(options.timeout, world, (deadline) => runWithin(deadline, options, runner, { ...secured, atEnd }));
}

type Secured = Protection & { readonly atEnd: AtEnd };

async function runWithin(deadline: Deadline, options: FleetOptions, runner: Runner, secured: Secured): Promise<void> {
  const { world } = secured;
  const warnings: string[] = [];
  const context = contextOf(deadline, warnings, { options, runner, secured });
  for (const warning of [...options.warnings, ...warningsOf(world.environment)]) context.warn(warning);
  const { outcome, failure } = await fleet(options, context).finally(() => {
    const off = clockIsOff(context.clock);
    if (off) context.warn(off);
  });
  await tell({ ...outcome, warnings }, options, { context, runner });
  if (failure) throw failure;
}

/** The outputs first: what is told to people may fail. */
async function tell(
  outcome: FleetOutcome,
  options: FleetOptions,
  { context, runner }: { context: FleetContext; runner: Runner },
): Promise<void> {
  const { log } = runner;
  setFleetOutputs(outcome, runner);
  await logManifest(outcome, log);
  logFleet(outcome, log);
  if (options.commentPlan) await (await import('./modes/fleet/comment-plan.js')).commentPlan(outcome, options, context);
  writeFleetSummary(outcome, runner);
}

function contextOf(
  deadline: Deadline,
  warnings: string[],
  { options, runner, secured }: { options: FleetOptions; runner: Runner; secured: Secured },
): FleetContext {
  const { world, protect, atEnd } = secured;
  const { log, masks } = runner;
  const warn = (message: string) => {
    if (warnings.includes(message)) return;
    warnings.push(message);
    log.warning(message);
  };
  // The provisioner's own key may be in a KMS; each account opens its keys for itself.
  const naming = { ...options, key: { type: 'rsa-2048' as const }, stores: [] };
  return {
    world,
    log,
    deadline,
    clock: createClock(() => world.now()),
    kms: kmsKeys(naming, { world, deadline, warn }),
    atEnd,
    protect,
    redact: (text) => masks.redact(text),
    warn,
  };
}
