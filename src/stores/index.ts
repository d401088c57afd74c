import type { StoreTarget } from '../core/store-target.js';
import type { Store, StoreSettings } from './store.js';

/** Opens a store as {@link ./open} does; what opens one is loaded here, so that a run without a store loads none of it. */
export async function openStore(target: StoreTarget, settings: StoreSettings): Promise<Store> {
  return (await import('./open.js')).openStore(target, settings);
}
