import { proxySecrets } from '../network/proxy.js';
import type { World } from '../world.js';
import { isPrintedByOthers, secretsOf } from './environment.js';
import type { Masks } from './output/mask.js';

/** How a secret is kept out of the log, and the world that helps with it. */
export interface Guard {
  readonly world: World;
  protect(secret: string): void;
}

/**
 * Mostly it is enough that this action never prints a secret. Where Node or a client is set to print what it sends, the runner is told of
 * each as soon as it is known, and of all that are known before the first request.
 */
export function guard(world: World, masks: Masks): Guard {
  const { environment } = world;
  // Without a runner that reads it, a mask is a line that shows the secret.
  if (environment.GITHUB_ACTIONS !== 'true' || !isPrintedByOthers(environment)) {
    return { world, protect: (secret) => masks.protect(secret) };
  }
  const protect = (secret: string) => {
    masks.maskSecret(secret);
    masks.tellMasks();
  };
  masks.tellMasks();
  for (const secret of [...secretsOf(environment), ...proxySecrets(environment)]) protect(secret);
  return {
    protect,
    world: { ...world, connect: (connection) => world.connect({ ...connection, tellSecret: protect }) },
  };
}
