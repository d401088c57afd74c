import type { AccountOutcome, FleetOutcome } from '../core/fleet-outcome.js';
import { createPace } from '../dfns/pace.js';
import type { ActionError } from '../error.js';
import type { FleetEntry, FleetOptions } from '../runner/inputs/fleet-options.js';
import { ensureIn } from './ensure.js';
import type { FleetContext, SharedContext } from './fleet/account-context.js';
import { runAccount } from './fleet/account-run.js';
import { inCrew } from './fleet/crew.js';
import { failureOf } from './fleet/failure.js';
import { lookOnce } from './fleet/look.js';
import { entriesOfShard } from './fleet/shard.js';
import { sharedDeadline } from './fleet/shared-deadline.js';
import { bringSharedRoles, type SharedRoles } from './fleet/shared-roles.js';
import { withStoredProvisioner } from './observe/stored-provisioner.js';
import { validateIn } from './validate.js';

/** What a run over a manifest came to, and why it fails, where it does. */
export interface FleetResult {
  readonly outcome: FleetOutcome;
  readonly failure?: ActionError;
}

/**
 * Brings about every account of a manifest: one look at the organisation, then each account as a step of its own would, several at once. One
 * account's fault ends no other.
 * @throws ActionError where nothing can be done for any account: the login is refused, the organisation cannot be listed
 */
export async function fleet(given: FleetOptions, base: FleetContext): Promise<FleetResult> {
  const { world, deadline } = base;
  const pace = createPace(world, deadline.signal);
  const context = { ...base, deadline: sharedDeadline(deadline), pace, inTurn: oneAtATime() };
  const options = await withStoredProvisioner(given, context);
  const { connection, index, kept } = await lookOnce(options, context);
  const entries = entriesOfShard(options).map((entry) => ofFleet(entry, options));
  const roles = index ? await bringSharedRoles({ options, index, connection, context }) : noRoles;
  const ended = () => (deadline.signal.aborted ? (deadline.signal.reason as ActionError) : kept?.lost);
  const bring = options.mode === 'validate' ? validateIn : ensureIn;
  const found = await inCrew(entries, (entry) => runAccount(entry, { context, connection, index, roles, bring }), {
    width: () => pace.width,
    isOver: () => ended() !== undefined,
  });
  const outcome: FleetOutcome = {
    ...factsOf(options),
    accounts: entries.map((entry, place) => found[place] ?? notReached(entry)),
    pruned: [],
    roleSteps: roles.steps,
    warnings: [],
  };
  const failure = failureOf(outcome, ended());
  return { outcome, ...(failure && { failure }) };
}

function oneAtATime(): SharedContext['inTurn'] {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work);
    return last;
  };
}

const noRoles: SharedRoles = { steps: [], failed: new Map(), waitedFor: new Set() };

function factsOf({ manifest, prefix, mode, dryRun, shard, apiUrl, orgId }: FleetOptions) {
  return { manifest, mode, dryRun, shard, apiUrl, ...(prefix !== undefined && { prefix }), ...(orgId && { orgId }) };
}

function notReached({ options: { name }, line }: FleetEntry): AccountOutcome {
  return { name, line, changed: false, facts: {}, warnings: [] };
}

/** Who the run acts as, and where, is the same for all of its accounts. */
function ofFleet({ options, line }: FleetEntry, { apiUrl, orgId, provisioner }: FleetOptions): FleetEntry {
  const { provisionerStore: _, ...own } = options;
  return { line, options: { ...own, apiUrl, ...(orgId && { orgId }), ...(provisioner && { provisioner }) } };
}
