import { openStore } from '../../src/stores/index.js';
import type { Store, StoredDocument, StoreSettings } from '../../src/stores/store.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { SECRET } from '../kms/errors.js';
import { hastyWorld } from '../support/hasty-world.js';

import type { Running } from './provider-servers.js';

export { errorOf, leaksOf } from '../kms/errors.js';
export { GITHUB, type Provider, READABLE, type Running } from './provider-servers.js';

const world = hastyWorld(process.env);

/** Opens a store as the action does: by the text of its target. */
export function opened(
  running: Running,
  name: string,
  options: { endpoint?: string } & Partial<StoreSettings> = {},
): Promise<Store> {
  const { endpoint = running.url, ...settings } = options;
  const { targets, errors } = parseStoreTargets(targetOf(running, name, endpoint), { githubToken: true });
  const target = targets[0];
  if (target === undefined) throw new Error(errors.join('\n'));
  return openStore(target, { world, environment: running.environment, githubToken: running.githubToken, ...settings });
}

/** The line of the input that leads to a server. */
export function targetOf(running: Running, name: string, endpoint: string): string {
  const target = running.target(name);
  return `${target}${target.includes('?') ? '&' : '?'}endpoint=${endpoint}`;
}

let counter = 0;

/** A name that no other test uses. */
export function freshName(): string {
  counter += 1;
  return `dfns-${process.pid}-${counter}`;
}

/** A credential whose secret values are told apart by `mark` and found by {@link leaksOf}. */
export function credential(mark: string): StoredDocument {
  return {
    DFNS_API_URL: 'https://api.dfns.io',
    DFNS_ORG_ID: 'or-1',
    DFNS_SERVICE_ACCOUNT_ID: `us-${mark}`,
    DFNS_CRED_ID: `cr-${mark}`,
    DFNS_PRIVATE_KEY: `-----BEGIN PRIVATE KEY-----\n${SECRET}-key-${mark}\n-----END PRIVATE KEY-----\n`,
    DFNS_AUTH_TOKEN: `${SECRET}-token-${mark}`,
    DFNS_TOKEN_EXPIRES_AT: '2027-11-24T00:00:00Z',
  };
}

/** A key pair that waits for its account: no token yet. */
export function keyPair(mark: string): StoredDocument {
  const { DFNS_API_URL = '', DFNS_ORG_ID = '', DFNS_PRIVATE_KEY = '' } = credential(mark);
  return { DFNS_API_URL, DFNS_ORG_ID, DFNS_PRIVATE_KEY };
}
