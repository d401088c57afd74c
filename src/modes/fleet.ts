import type { AccountOutcome, FleetOutcome } from '../core/fleet-outcome.js';
import type { PrunePlan } from '../core/plan-prune.js';
import { createPace } from '../dfns/pace.js';
import type { ActionError } from '../error.js';
import type { FleetEntry, FleetOptions } from '../runner/inputs/fleet-options.js';
import type { RunContext } from './context.js';
import { ensureIn } from './ensure.js';
import type { SharedContext } from './fleet/account-context.js';
import { runAccount } from './fleet/account-run.js';
import { type Crew, inCrew } from './fleet/crew.js';
import { failureOf } from './fleet/failure.js';
import { beginLook, type Look } from './fleet/look.js';
import { type Pruning, planPruning, pruneAccount, refusedPruning } from './fleet/prune.js';
import { entriesOfShard } from './fleet/shard.js';
import type { Ready } from './fleet/shared.js';
import { sharedDeadline } from './fleet/shared-deadline.js';
import { bringSharedRoles } from './fleet/shared-roles.js';
import { sharedWorld } from './fleet/shared-world.js';
import { everyAccount } from './observe/organisation.js';
import { withStoredProvisioner } from './observe/stored-provisioner.js';
import { loadValidate } from './run.js';

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
export async function fleet(given: FleetOptions, base: RunContext): Promise<FleetResult> {
  const { deadline } = base;
  const world = sharedWorld(base.world);
  const asides = waitingAside();
  const isLong = given.entries.length > 200;
  const pace = createPace(world, deadline.signal);
  const context = {
    ...base,
    world,
    deadline: sharedDeadline(deadline, world.now),
    pace,
    stepAside: asides.stepAside,
    inTurn: oneAtATime(),
    isLong,
  };
  const bring = given.mode === 'validate' ? (await loadValidate()).validateIn : ensureIn;
  const options = await withStoredProvisioner(given, context);
  const look = beginLook(options, context);
  const ended = () => (deadline.signal.aborted ? (deadline.signal.reason as ActionError) : look.kept?.lost);
  const { onWider } = asides;
  const crew = { width: () => pace.width + asides.count(), isOver: () => ended() !== undefined, onWider };
  return bringAll(options, look, { context, bring, crew, ended });
}

interface Run {
  readonly context: SharedContext;
  readonly bring: typeof ensureIn;
  readonly crew: Crew;
  /** Why no more is begun. */
  readonly ended: () => ActionError | undefined;
}

async function bringAll(options: FleetOptions, look: Look, { context, bring, crew, ended }: Run): Promise<FleetResult> {
  const { connection } = look;
  const preparing = look.index?.then((index) => prepare({ options, index, context }));
  const entries = entriesOfShard(options).map((entry) => ofFleet(entry, options));
  const shared = { context, connection, ready: preparing, bring };
  // Where nothing can be done for any account, none is waited for.
  const [prepared, found] = await Promise.all([preparing, inCrew(entries, (entry) => runAccount(entry, shared), crew)]);
  const toPrune = prepared?.prune?.pruned ?? [];
  const site = prepared && { options, index: prepared.index, context };
  const pruned = site ? await inCrew(toPrune, (each) => pruneAccount(each, site), crew) : [];
  const outcome: FleetOutcome = {
    ...(await factsOf(options, look)),
    accounts: entries.map(({ options: { name }, line }, place) => found[place] ?? { ...notReached(name), line }),
    pruned: toPrune.map(({ account: { name } }, place) => pruned[place] ?? notReached(name)),
    roleSteps: prepared?.roles.steps ?? [],
    warnings: [],
    ...(prepared?.refused && { refused: wordsOf(prepared.refused) }),
  };
  const failure = failureOf(outcome, ended() ?? prepared?.refused);
  return { outcome, ...(failure && { failure }) };
}

interface Prepared extends Ready {
  readonly prune: PrunePlan | undefined;
  readonly refused: ActionError | undefined;
}

/** Before any account is changed: what is to be pruned is known, and the roles that several share are there. */
async function prepare(site: Pruning): Promise<Prepared> {
  const prune = await planPruning(site);
  const refused = prune && refusedPruning(prune, site.options);
  // A plan names all that would be done, and then fails for what would not.
  if (refused && !site.options.dryRun) throw refused;
  return { index: site.index, prune, refused, roles: await bringSharedRoles(site) };
}

/** Accounts that wait for a person, for hours perhaps, and in whose place others are brought about meanwhile. */
function waitingAside() {
  let count = 0;
  let fill = () => {};
  const stepAside: SharedContext['stepAside'] = () => {
    count += 1;
    fill();
    return () => void count--;
  };
  const onWider = (more: () => void) => {
    fill = more;
  };
  return { stepAside, onWider, count: () => count };
}

function oneAtATime(): SharedContext['inTurn'] {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work);
    return last;
  };
}

async function factsOf({ manifest, prefix, mode, dryRun, shard, ...options }: FleetOptions, look: Look) {
  const { apiUrl, warnBeforeDays, entries } = options;
  const orgId = (await look.kept?.session)?.claims.orgId ?? options.orgId;
  // A manifest of what is there begins with an empty list.
  const searched = dryRun && entries.length === 0 && prefix !== undefined ? await look.index : undefined;
  const found = searched && everyAccount(searched.whole).filter(({ name }) => name.startsWith(prefix ?? ''));
  const given = { ...(prefix !== undefined && { prefix }), ...(orgId && { orgId }), ...(found && { found }) };
  return { manifest, mode, dryRun, shard, apiUrl, warnBeforeDays, ...given };
}

function wordsOf({ code, message, cure }: ActionError): FleetOutcome['refused'] {
  return { code, message, cure };
}

function notReached(name: string): AccountOutcome {
  return { name, changed: false, facts: {}, warnings: [] };
}

/** Who the run acts as, and where, is the same for all of its accounts. */
function ofFleet({ options, line }: FleetEntry, { apiUrl, orgId, provisioner }: FleetOptions): FleetEntry {
  const { provisionerStore: _, ...own } = options;
  return { line, options: { ...own, apiUrl, ...(orgId && { orgId }), ...(provisioner && { provisioner }) } };
}
