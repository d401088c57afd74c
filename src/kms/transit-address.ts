import type { TransitKey } from '../core/kms-address.js';
import { type Bare, endpointOf, type Parameters, problems, type Read } from './address-rules.js';

/** A mount's slashes are written `%2F`; keys: letters, digits, `_`, `.` and `-` (cosign has the same rule). */
export function transitAddress(place: string, parameters: Parameters, scheme: string): Read {
  const segments = place.split('/');
  const key = segments.at(-1) ?? '';
  const mount = segments.length < 2 ? 'transit' : decodedMount(segments.slice(0, -1));
  const { version } = parameters;
  const isApiPath = segments.length > 2 && /^(keys|sign)$/.test(segments.at(-2) ?? '');
  const meant = isApiPath ? segments.slice(0, -2) : segments.slice(0, -1);
  const errors = problems([
    !/^\w([\w.-]{0,254}\w)?$/.test(key) &&
      `needs the name of a key of letters, digits and _.-, as in ${scheme}://transit/dfns-ci`,
    segments.length > 2 &&
      `has ${segments.length} parts, where a mount and a key are accepted; did you mean "${scheme}://${meant.join('%2F')}/${key}"?`,
    segments.length <= 2 &&
      mount === undefined &&
      'has a mount with other signs than letters, digits and _.-, slashes written %2F',
    version !== undefined &&
      !/^[1-9]\d{0,8}$/.test(version) &&
      'has a version that is no number; accepted is version=3, or leave it out for the newest',
  ]);
  const address: Bare<TransitKey> = {
    provider: 'transit',
    scheme: scheme === 'openbao' ? 'openbao' : 'hashivault',
    mount: mount ?? '',
    key,
    ...(version !== undefined && { version: Number(version) }),
    ...endpointOf(parameters),
  };
  return { address, errors };
}

function decodedMount([written = '']: readonly string[]): string | undefined {
  const mount = written.replace(/%2f/gi, '/');
  return /^[\w.-]{1,100}(\/[\w.-]{1,100}){0,9}$/.test(mount) && !/(^|\/)\.{1,2}(\/|$)/.test(mount) ? mount : undefined;
}
