import type { AccountOutcome, FleetOutcome } from '../core/fleet-outcome.js';
import { createPace } from '../dfns/pace.js';
import type { ActionError } from '../error.js';
import type { FleetEntry, FleetOptions } from '../runner/inputs/fleet-options.js';
import { ensureIn } from './ensure.js';
import type { FleetContext, SharedContext } from './fleet/account-context.js';
import { runAccount } from './fleet/account-run.js';
import { type Crew, inCrew } from './fleet/crew.js';
import { failureOf } from './fleet/failure.js';
import { type Look, lookOnce } from './fleet/look.js';
import { planPruning, pruneAccount, refusedPruning } from './fleet/prune.js';
import { entriesOfShard } from './fleet/shard.js';
import { sharedDeadline } from './fleet/shared-deadline.js';
import { bringSharedRoles, type SharedRoles } from './fleet/shared-roles.js';
import { everyAccount } from './observe/organisation.js';
import { withStoredProvisioner } from './observe/stored-provisioner.js';
import { validateIn } from './validate.js';

/** What a run over a manifest came to, and why it fails, where it does. */
export interface FleetResult {
  readonly outcome: FleetOutcome;
  readonly failure?: ActionError;
}

/**
 * Brings about every account of a manifest: one look at the organisation, the roles that several share, then each account as a step of its
 * own would, several at once; at last what the manifest names no longer is retired. One account's fault ends no other.
 * @throws ActionError where nothing can be done for any account: the login is refused, the organisation cannot be listed, too much would
 * be pruned
 */
export async function fleet(given: FleetOptions, base: FleetContext): Promise<FleetResult> {
  const { world, deadline } = base;
  const pace = createPace(world, deadline.signal);
  const context = { ...base, deadline: sharedDeadline(deadline), pace, inTurn: oneAtATime() };
  const options = await withStoredProvisioner(given, context);
  const look = await lookOnce(options, context);
  const ended = () => (deadline.signal.aborted ? (deadline.signal.reason as ActionError) : look.kept?.lost);
  const crew = { width: () => pace.width, isOver: () => ended() !== undefined };
  return inOrder(options, look, { context, crew, ended });
}

interface Run {
  readonly context: SharedContext;
  readonly crew: Crew;
  /** Why no more is begun. */
  readonly ended: () => ActionError | undefined;
}

async function inOrder(options: FleetOptions, look: Look, { context, crew, ended }: Run): Promise<FleetResult> {
  const { connection, index } = look;
  const site = index && { options, index, connection, context };
  const prune = site && (await planPruning(site));
  const refused = prune && refusedPruning(prune, options);
  // A plan names all that would be done, and then fails for what would not.
  if (refused && !options.dryRun) throw refused;
  const roles = site ? await bringSharedRoles(site) : noRoles;
  const entries = entriesOfShard(options).map((entry) => ofFleet(entry, options));
  const shared = { context, connection, index, roles, bring: options.mode === 'validate' ? validateIn : ensureIn };
  const found = await inCrew(entries, (entry) => runAccount(entry, shared), crew);
  const toPrune = prune?.pruned ?? [];
  const pruned = site ? await inCrew(toPrune, (each) => pruneAccount(each, site), crew) : [];
  const outcome: FleetOutcome = {
    ...factsOf(options, look),
    accounts: entries.map(({ options: { name }, line }, place) => found[place] ?? { ...notReached(name), line }),
    pruned: toPrune.map(({ account: { name } }, place) => pruned[place] ?? notReached(name)),
    roleSteps: roles.steps,
    warnings: [],
  };
  const failure = failureOf(outcome, ended() ?? refused);
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

function factsOf({ manifest, prefix, mode, dryRun, shard, ...options }: FleetOptions, { index, kept }: Look) {
  const { apiUrl, warnBeforeDays, entries } = options;
  const orgId = kept?.session.claims.orgId ?? options.orgId;
  // A manifest of what is there begins with an empty list.
  const isSearch = dryRun && entries.length === 0 && prefix !== undefined && index;
  const found = isSearch && everyAccount(index.whole).filter(({ name }) => name.startsWith(prefix));
  const given = { ...(prefix !== undefined && { prefix }), ...(orgId && { orgId }), ...(found && { found }) };
  return { manifest, mode, dryRun, shard, apiUrl, warnBeforeDays, ...given };
}

function notReached(name: string): AccountOutcome {
  return { name, changed: false, facts: {}, warnings: [] };
}

/** Who the run acts as, and where, is the same for all of its accounts. */
function ofFleet({ options, line }: FleetEntry, { apiUrl, orgId, provisioner }: FleetOptions): FleetEntry {
  const { provisionerStore: _, ...own } = options;
  return { line, options: { ...own, apiUrl, ...(orgId && { orgId }), ...(provisioner && { provisioner }) } };
}
