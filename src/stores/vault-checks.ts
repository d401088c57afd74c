import type { VaultTarget } from '../account/store-target.js';
import { hasCode } from './fault.js';
import { type AskVault, denied, noSuchMount } from './vault-client.js';

type Path = (api: 'data' | 'destroy' | 'metadata', what: 'current' | 'pending') => string;

/** A KV version 1 engine would take the write as a secret named `data/…`. A token that may not see the mount is let pass. */
export async function requireVersion2(place: VaultTarget, ask: AskVault): Promise<void> {
  const { data } = await ask('GET', `sys/internal/ui/mounts/${place.mount}`).catch(nothingWhereDenied);
  const options = data.options as { version?: string } | null | undefined;
  if (data.type !== undefined && options?.version !== '2') throw noSuchMount(place);
}

/** Finds out before anything is made in Dfns that the token may do all that is done later. */
export async function requireCapabilities(place: VaultTarget, ask: AskVault, path: Path): Promise<void> {
  const needed: [path: string, capabilities: string[]][] = [
    [path('data', 'current'), ['create', 'read', 'update']],
    [path('data', 'pending'), ['create', 'read', 'update']],
    [path('destroy', 'current'), ['update']],
    [path('metadata', 'pending'), ['delete']],
  ];
  const asked = ask('POST', 'sys/capabilities-self', { paths: needed.map(([each]) => each) });
  const { data } = await asked.catch(nothingWhereDenied);
  for (const [each, capabilities] of needed) {
    const granted = data[each];
    if (!Array.isArray(granted) || granted.includes('root')) continue;
    const missing = capabilities.filter((capability) => !granted.includes(capability));
    if (missing.length > 0) throw denied(place.target, each, missing.join(', '));
  }
}

function nothingWhereDenied(error: unknown): { data: Readonly<Record<string, unknown>> } {
  if (hasCode(error, 'STORE_DENIED')) return { data: {} };
  throw error;
}
