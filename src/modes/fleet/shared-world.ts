import type { Send } from '../../network/http.js';
import type { World } from '../../world.js';

/**
 * A world in which the stores of many accounts share one way to a provider, and with it one login there (src/clouds/shared.ts). Each way
 * hears of the end of the run, and 10,000 that do would be as slow as they are many.
 */
export function sharedWorld(world: World): World {
  const made = new WeakMap<AbortSignal, Map<string, Send>>();
  return {
    ...world,
    connect(options) {
      const { signal, deadline, limit, ca } = options;
      if (!signal) return world.connect(options);
      const ways = made.get(signal) ?? new Map<string, Send>();
      made.set(signal, ways);
      const key = JSON.stringify([deadline, limit, ca]);
      const send = ways.get(key) ?? world.connect(options);
      ways.set(key, send);
      return send;
    },
  };
}
