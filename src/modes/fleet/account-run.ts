import type { AccountOutcome } from '../../core/fleet-outcome.js';
import { ActionError } from '../../error.js';
import type { FleetEntry } from '../../runner/inputs/fleet-options.js';
import type { Options } from '../../runner/inputs/options.js';
import { unexpected } from '../../runner/output/failure.js';
import { type AccountContext, accountContext } from './account-context.js';
import { sceneOf } from './account-scene.js';
import type { Shared } from './shared.js';

/** Brings one account about as a step of its own would. Never throws: a fault of one account ends no other. */
export async function runAccount({ options, line }: FleetEntry, shared: Shared): Promise<AccountOutcome> {
  const context = accountContext(options, shared.context);
  const outcome = await attempt(options, shared, context);
  context.end();
  await context.tell(titleOf(outcome), outcome.error);
  return { ...outcome, line };
}

async function attempt(options: Options, shared: Shared, context: AccountContext): Promise<AccountOutcome> {
  const { name } = options;
  let isSent = true;
  const believed = () => {
    isSent = false;
  };
  try {
    const scene = await sceneOf(options, shared, context, believed);
    const result = await shared.bring(scene, context);
    const { status, changed, name: _, token: __, privateKey: ___, ...known } = result;
    const facts = isSent ? known : { ...known, unseen: [...known.unseen, notSent] };
    return { name, status, changed, facts, warnings: context.warnings };
  } catch (error) {
    const { code, message, cure } = reasonOf(error, context);
    const { status: _, changed = false, name: __, ...facts } = context.facts();
    return { name, changed, facts, error: { code, message, cure }, warnings: context.warnings };
  }
}

const notSent =
  'whether the token and the key work: a plan for many accounts sends no token of an account that is in place';

function titleOf({ name, status, error }: AccountOutcome): string {
  return `${name}: ${status ?? `failed [${error?.code}]`}`;
}

/** An error of a pause that is cut short does not say why. */
function reasonOf(error: unknown, { deadline: { signal } }: AccountContext): ActionError {
  if (error instanceof ActionError) return error;
  return signal.aborted && signal.reason instanceof ActionError ? signal.reason : unexpected(error);
}
