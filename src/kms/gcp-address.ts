import type { GcpKey } from '../core/kms-address.js';
import { type Bare, endpointOf, type Parameters, problems, type Read } from './address-rules.js';

const GCP_KEY =
  /^(projects\/([a-z0-9.:-]{1,60})\/locations\/[a-z0-9-]{1,40}\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63})(?:\/(?:cryptoKeyVersions|versions)\/([^/]{1,30}))?$/;

/** Key rings and keys: 1 to 63 letters, digits, `_` and `-` (Cloud KMS, object hierarchy). */
export function gcpAddress(place: string, parameters: Parameters): Read {
  const bare = place.replace(/^\/{1,9}/, '');
  const [, key = '', project = '', version] = GCP_KEY.exec(bare) ?? [];
  const form = 'gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K, with /cryptoKeyVersions/N after it or not';
  const errors = problems([
    key === '' &&
      (/\/keyRings\/[^/]+$/.test(bare)
        ? `names a key ring; name a key in it: ${form}`
        : `names no key; accepted is ${form}`),
    key !== '' && bare !== place && `has a slash too many; did you mean "gcpkms://${bare}"?`,
    version !== undefined &&
      !/^[1-9]\d{0,8}$/.test(version) &&
      'has a version that is no number; accepted is …/cryptoKeyVersions/3, or leave it out for the newest enabled one',
  ]);
  const address: Bare<GcpKey> = {
    provider: 'gcp',
    project,
    key,
    ...(version !== undefined && { version: Number(version) }),
    ...endpointOf(parameters),
  };
  return { address, errors };
}
