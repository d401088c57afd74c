import type { Parsers } from './runner/inputs/parsers.js';
import { parserFor } from './runner/inputs/read-kms-key.js';

/** The parsers of addresses, each loaded where an input brings one. */
export async function parsersFor(input: (name: string) => string): Promise<Parsers> {
  const namesStore = ['store', 'provisioner-store'].some((name) => input(name).trim() !== '');
  const [{ parseStoreTargets }, parseAddress] = await Promise.all([
    namesStore ? loadTargets() : { parseStoreTargets: () => ({ targets: [], errors: [] }) },
    parserFor(input, async () => (await import('./kms/index.js')).parseKmsAddress),
  ]);
  return { parseTargets: parseStoreTargets, parseAddress };
}

/** From here alone, so that the bundle holds it once. */
export const loadTargets = () => import('./stores/target.js');
