import { proxySecrets } from '../network/proxy.js';
import type { World } from '../world.js';
import { isPrintedByOthers, secretsOf } from './environment.js';
import type { Masks } from './output/mask.js';

/** How the secrets of a run are kept out of the log: `protect`, and a world whose clients report their own secrets to it. */
export interface Protection {
  readonly world: World;
  protect(secret: string): void;
}

/**
 * Usually it is enough that this action never prints a secret. Where Node or a client is set to print what it sends, the runner learns
 * each secret as soon as it is known, and those that are known already before the first request.
 */
export function protectSecrets(world: World, masks: Masks): Protection {
  const { environment } = world;
  // Without a runner that reads it, a mask is a line that shows the secret.
  if (environment.GITHUB_ACTIONS !== 'true' || !isPrintedByOthers(environment)) {
    return { world, protect: (secret) => masks.redactOnly(secret) };
  }
  const protect = (secret: string) => {
    masks.mask(secret);
    masks.registerMasks();
  };
  masks.registerMasks();
  for (const secret of [...secretsOf(environment), ...proxySecrets(environment)]) protect(secret);
  return {
    protect,
    world: { ...world, connect: (connection) => world.connect({ ...connection, tellSecret: protect }) },
  };
}
