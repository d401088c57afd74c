import type { Connection } from '../dfns/connection.js';
import { whileWaiting } from '../dfns/while-waiting.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { type Context, connectFor, type Result } from './context.js';
import { afterReading, findCredential, readStores, warnOfMissingKeys } from './credentials.js';
import { forThisRun, refuseTaken } from './ephemeral.js';
import { refuseOtherToken, refuseStrangers } from './holdings.js';
import type { Keeper } from './keeper.js';
import { keySource } from './keys.js';
import { observe } from './observe.js';
import { openStores } from './stored-provisioner.js';

/** The account exists, holds exactly the declared role, and its credential works and is kept; what is missing is made or repaired. */
export async function ensure(given: Options, context: Context): Promise<Result> {
  const { options, keeper } = await openStores(given, context);
  refuseOtherToken(options);
  const connection = connectFor(options, context);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureOnce(options, context, connection, keeper);
    } catch (error) {
      if (options.ephemeral) refuseTaken(error, options, context);
      if (attempt === attempts || !(await lostRace(error, keeper))) throw error;
      context.log.info('Another run for this account was faster; looking again at what it did.');
      await keeper.settleDown(context.deadline.signal);
    }
  }
}

const attempts = 6;

async function lostRace(error: unknown, keeper: Keeper): Promise<boolean> {
  if (
    keeper.isEmpty ||
    !(error instanceof ActionError) ||
    ['TIMED_OUT', 'CANCELLED', 'OUTPUTS_NOT_WRITTEN', 'NOT_A_RUNNER'].includes(error.code)
  )
    return false;
  return ['STORE_CONFLICT', 'NAME_TAKEN'].includes(error.code) || keeper.wasTakenOver().catch(() => false);
}

async function ensureOnce(given: Options, context: Context, connection: Connection, keeper: Keeper): Promise<Result> {
  const options = given.ephemeral ? forThisRun(given, context) : given;
  const keys = keySource(options.key, context.world);
  const reconciling = whileWaiting(context.world, () => import('./reconcile.js'));
  const reading = readStores(options, keeper);
  const beginKey = options.dryRun ? undefined : () => context.world.meanwhile(keys.begin);
  const [finding, organisation] = await Promise.all([
    findCredential(options, connection, keeper, reading, beginKey),
    afterReading(keeper, reading, () => observe(connection, options, context)),
  ]);
  refuseStrangers(keeper.holdings, organisation.accounts, options.name);
  warnOfMissingKeys(finding, options, keeper, context);
  const { reconcile } = await reconciling();
  return reconcile({ given, options, connection, keeper, keys, finding, organisation }, context);
}
