import type { Options } from '../runner/inputs/options.js';
import { whileWaiting } from '../world.js';
import { keySource } from './change/key-source.js';
import { type Context, connectFor, type Result } from './context.js';
import { refuseOtherToken, refuseStrangers } from './credential-stores/guards.js';
import { lostRace } from './credential-stores/lost-race.js';
import { forThisRun, refuseTaken } from './ephemeral.js';
import { openDeclared } from './keys/declared-key.js';
import { afterReading, findCredential, readCheckedStores, warnOfMissingKeys } from './observe/find-credential.js';
import { everyAccount, observe } from './observe/organisation.js';
import { prover } from './observe/prover.js';
import type { Scene } from './observe/scene.js';
import { openStores } from './observe/stored-provisioner.js';

/** The account exists, holds exactly the declared role, and its credential works and is kept; what is missing is made or repaired. */
export async function ensure(given: Options, context: Context): Promise<Result> {
  const { options, stores } = await openStores(given, context);
  refuseOtherToken(options);
  const connection = connectFor(options, context);
  const look = () => observe(connection, options, context);
  return ensureIn({ options, stores, connection, look, prover: () => prover(connection, options, context) }, context);
}

/** The same where the stores are open and the way to Dfns is there: one of many accounts shares both, and what was seen. */
export async function ensureIn(scene: Scene, context: Context): Promise<Result> {
  const { options, stores } = scene;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureOnce(scene, context);
    } catch (error) {
      if (options.ephemeral) refuseTaken(error, options, context);
      const isLast = attempt === attempts || stores.isEmpty;
      if (isLast || !(await lostRace(error, stores.lock, context.deadline.signal))) throw error;
      context.log.info('Another run for this account was faster; looking again at what it did.');
      context.kms.lookAgain();
    }
  }
}

const attempts = 6;

async function ensureOnce(scene: Scene, context: Context): Promise<Result> {
  const { options: given, connection, stores } = scene;
  const options = given.ephemeral ? forThisRun(given, context) : given;
  const keys = keySource(options.key, context);
  const reconciling = whileWaiting(context.world, () => import('./change/reconcile.js'));
  const reading = readCheckedStores(options, stores);
  const beginKey = options.dryRun ? undefined : () => context.world.meanwhile(keys.begin);
  const proving = findCredential(options, scene.prover(), stores, reading, beginKey);
  const [finding, declared, organisation] = await Promise.all([
    proving,
    openDeclared(options, context.kms),
    afterReading(stores, reading, () => scene.look(proving)),
  ]);
  refuseStrangers(stores.contents, everyAccount(organisation), options.name);
  warnOfMissingKeys(finding, options, stores, context);
  const { reconcile } = await reconciling();
  return reconcile({ given, options, connection, stores, keys, declared, finding, organisation }, context);
}
