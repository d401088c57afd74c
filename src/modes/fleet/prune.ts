import type { AccountOutcome } from '../../core/fleet-outcome.js';
import { type Pruned, type PrunePlan, planPrune } from '../../core/plan-prune.js';
import { describe } from '../../core/step.js';
import { ActionError } from '../../error.js';
import type { FleetOptions } from '../../runner/inputs/fleet-options.js';
import { unexpected } from '../../runner/output/failure.js';
import { activePolicies, endingHandlers, namedBy } from '../change/archive-account.js';
import { execute } from '../change/execute.js';
import { beginProgress } from '../change/progress.js';
import { refuseUnableProvisioner } from '../observe/provisioner-rights.js';
import type { SharedContext } from './account-context.js';
import type { OrganisationIndex } from './organisation-index.js';

export interface Pruning {
  readonly options: FleetOptions;
  readonly index: OrganisationIndex;
  readonly context: SharedContext;
}

/**
 * Plans the pruning before anything is changed; one shard does it for all.
 * @returns `undefined` where nothing is to be pruned
 */
export async function planPruning({ options, index, context }: Pruning): Promise<PrunePlan | undefined> {
  const { prune, prefix, mode, entries, shard, force } = options;
  if (!prune || !prefix || mode !== 'ensure' || entries.length === 0 || shard.index !== 1) return undefined;
  const wanted = {
    prefix,
    force,
    names: new Set(entries.map((entry) => entry.options.name)),
    // Nobody says how long an account without an entry is to work: as long as any that has one.
    retireAfter: Math.max(...entries.map((entry) => entry.options.retireAfter)),
  };
  const { accounts, client } = index.whole;
  const plan = planPrune(wanted, accounts, [], context.clock.now());
  if (plan.pruned.length === 0) return undefined;
  return planPrune(wanted, accounts, await activePolicies(client, context.warn), context.clock.now());
}

/** Why a pruning is refused as a whole; `undefined` where it is not. */
export function refusedPruning(
  { tooMany, of }: PrunePlan,
  { prefix, manifest }: Pick<FleetOptions, 'prefix' | 'manifest'>,
): ActionError | undefined {
  if (tooMany.length === 0) return undefined;
  const shown = tooMany.slice(0, 20).map(({ name }) => name);
  const more = tooMany.length > shown.length ? ` and ${tooMany.length - shown.length} more` : '';
  return new ActionError(
    'PRUNE_TOO_MANY',
    `${manifest} names ${tooMany.length} of the ${of} accounts under ${prefix} no longer, which is more than a quarter: ${shown.join(', ')}${more}; nothing was changed`,
    'put back what the manifest lost, or set force: true where all of them are to go',
  );
}

/** Retires or archives one account that the manifest names no longer. Never throws. */
export async function pruneAccount(pruned: Pruned, pruning: Pruning): Promise<AccountOutcome> {
  const { options, index, context } = pruning;
  const { steps } = pruned;
  const { client } = index.whole;
  const warnings = [...warningsOf(pruned)];
  const warn = (message: string) => void warnings.push(message);
  const progress = beginProgress({ pendingApprovals: [] });
  // An account that is not archived after all is a step that did nothing.
  const isChanged = () => progress.applied.length > progress.notArchived.length;
  const outcome = () => ({ ...factsOf(pruned, options), changed: isChanged(), warnings });
  if (options.dryRun) return tell({ ...outcome(), status: 'planned' }, context);
  try {
    await refuseUnableProvisioner(steps, index.whole);
    const handlers = {
      ...endingHandlers({ client, force: options.force, warn }),
      'rename-account': async ({ account, accountId: id, to }: { account: string; accountId?: string; to: string }) => {
        if (id) await client.renameAccount({ id, name: account }, to);
      },
    };
    await execute(steps, handlers, { progress, note: () => undefined });
    const isArchived = steps.some(({ step }) => step === 'archive-account') && progress.notArchived.length === 0;
    const status = isArchived ? 'revoked' : isChanged() ? 'updated' : 'unchanged';
    return await tell({ ...outcome(), status }, context);
  } catch (error) {
    const { code, message, cure } = error instanceof ActionError ? error : unexpected(error);
    return tell({ ...outcome(), error: { code, message, cure } }, context);
  }
}

function factsOf({ account, steps, retired }: Pruned, { apiUrl }: FleetOptions) {
  const { id: serviceAccountId, name, orgId } = account;
  const facts = {
    apiUrl,
    serviceAccountId,
    plan: steps,
    ...(orgId && { orgId }),
    ...(retired && { retired: [retired] }),
  };
  return { name, facts };
}

/** Who reads the outcome has to know what stays, and what this action cannot see. */
function warningsOf({ account: { name }, steps, namedBy: policies }: Pruned): string[] {
  if (policies.length > 0)
    return [
      `${name} is named by the manifest no longer, and stays: ${namedBy(policies)}; take it out of there, or set force: true`,
    ];
  if (steps.length === 0) return [];
  return [`where the credential of ${name} is kept is not known here, since no entry names its store: remove it there`];
}

async function tell(outcome: AccountOutcome, { inTurn, log }: SharedContext): Promise<AccountOutcome> {
  const { name, status, error, facts, warnings } = outcome;
  await inTurn(() =>
    log.group(`${name}, which the manifest names no longer: ${status ?? `failed [${error?.code}]`}`, async () => {
      for (const step of facts.plan ?? []) log.info(describe(step));
      for (const warning of warnings) log.warning(warning);
      if (error) log.info(`${error.message}. What to do: ${error.cure}.`);
    }),
  );
  return outcome;
}
