import type { GcpTarget } from '../core/store-target.js';
import { type Bare, endpointOf, fits, type Parameters, PENDING, problems, reserved } from './target-rules.js';

/** Secret: 1 to 255 letters, digits, `-` and `_` (Secret Manager, CreateSecretRequest); project: its id or number. */
export function gcpTarget(place: string, parameters: Parameters) {
  const [project = '', name = '', ...more] = place.split('/');
  const { location } = parameters;
  const errors = problems(parameters, [
    (!/^(([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|\d{1,20})$/.test(project) || name === '' || more.length > 0) &&
      'needs a project (6 to 30 lower case letters, digits and hyphens, or its number) and a name, as in gcp-secretmanager://my-project/dfns-backend',
    name !== '' &&
      !fits(name, /^[A-Za-z0-9_-]+$/, 255) &&
      `needs a name of 1 to ${255 - PENDING.length} letters, digits, hyphens and underscores: Google's 255, less ${PENDING.length} for its sibling NAME${PENDING}`,
    reserved(name),
    location !== undefined &&
      !/^[a-z]+(-[a-z]+)+\d+$/.test(location) &&
      'has a location that is none; accepted is location=europe-west1',
  ]);
  const target: Bare<GcpTarget> = {
    provider: 'gcp-secretmanager',
    readable: true,
    project,
    name,
    ...(location !== undefined && { location }),
    ...endpointOf(parameters),
  };
  return { target, errors };
}
