import type { VaultTarget } from '../core/store-target.js';
import { type Bare, endpointOf, type Parameters, PENDING, problems, reserved } from './target-rules.js';

/** The longest key of Vault's storages (Vault, "Limits and maximums"), and what of it is left for mount and path. */
const VAULT_KEY = 512;
const VAULT_MOST = VAULT_KEY - '/data/'.length - PENDING.length;

/** The first segment is the mount, whose own slashes are written `%2F`: `vault://team%2Fkv/dfns/backend`. */
export function vaultTarget(place: string, parameters: Parameters) {
  const [first = '', ...segments] = place.split('/');
  const mount = first.replace(/%2F/gi, '/');
  const written = [...mount.split('/'), ...segments];
  const path = segments.join('/');
  const errors = problems(parameters, [
    (segments.length === 0 || written.includes('')) && 'needs a mount and a path, as in vault://secret/dfns/backend',
    written.some((segment) => segment === '.' || segment === '..' || !/^[A-Za-z0-9_.~=+:-]*$/.test(segment)) &&
      'has a path with other signs than letters, digits and _.~=+:- between its slashes (those of a mount are written %2F); credentials do not belong in a target',
    segments[0] === 'data' &&
      `starts its path with the API's data/; leave it out: vault://${first}/${segments.slice(1).join('/') || 'PATH'}`,
    mount.length + path.length > VAULT_MOST &&
      `needs a mount and a path of no more than ${VAULT_MOST} characters: Vault's ${VAULT_KEY}, less those of /data/ and of ${PENDING}`,
    reserved(segments.at(-1) ?? ''),
  ]);
  const target: Bare<VaultTarget> = {
    provider: 'vault',
    readable: true,
    mount,
    path,
    ...endpointOf(parameters),
  };
  return { target, errors };
}
