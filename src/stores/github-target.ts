import type { GithubTarget } from '../core/store-target.js';
import { type Bare, endpointOf, type Parameters, problems } from './target-rules.js';

/** What a prefix leaves of a name's 255 characters is more than `DFNS_TOKEN_EXPIRES_AT` and `DFNS_PENDING_1A2B3C4D` take. */
const MOST_PREFIX = 100;

/** Names of secrets: letters, digits and `_`, not starting with `GITHUB_` or a digit (GitHub, secrets reference). */
export function githubTarget(place: string, parameters: Parameters) {
  const [scope = '', ...rest] = place.split('/');
  const environment = percentDecoded(rest.join('/'));
  const { prefix = '', visibility } = parameters;
  const scoped = scope === 'repository' || scope === 'environment' || scope === 'organization' ? scope : undefined;
  const errors = problems(parameters, [
    scoped === undefined && 'names neither of repository, environment/NAME and organization',
    scoped === 'environment' &&
      !/^(?!\.{1,2}$)[^\p{Cc}]{1,255}$/u.test(environment ?? '') &&
      'needs the name of an environment, 1 to 255 characters, spaces written %20, as in github://environment/production',
    scoped !== undefined &&
      scoped !== 'environment' &&
      rest.length > 0 &&
      `has something after ${scope}; write github://${scope}`,
    prefix !== '' &&
      (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix) || /^GITHUB_/i.test(prefix)) &&
      'has a prefix that GitHub would refuse; accepted are letters, digits and underscores, not starting with a digit or GITHUB_',
    prefix.length > MOST_PREFIX &&
      `has a prefix of more than ${MOST_PREFIX} characters, which the names of secrets follow`,
    visibility !== undefined && scoped !== 'organization' && 'has a visibility; only github://organization takes it',
    visibility === 'selected' &&
      'has the visibility selected, whose list of repositories a target cannot name; leave it out (what an existing secret has is kept) or use all or private',
    visibility !== undefined &&
      !['all', 'private', 'selected'].includes(visibility) &&
      'has a visibility that is none; accepted are all and private',
  ]);
  if (scoped === undefined) return { errors };
  const target: Bare<GithubTarget> = {
    provider: 'github',
    readable: false,
    scope: scoped,
    prefix: prefix.toUpperCase(),
    ...(scoped === 'environment' && { environment: environment ?? '' }),
    ...((visibility === 'all' || visibility === 'private') && { visibility }),
    ...endpointOf(parameters),
  };
  return { target, errors };
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
