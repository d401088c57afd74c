import type {
  AwsTarget,
  AzureTarget,
  GcpTarget,
  GithubTarget,
  StoreTarget,
  VaultTarget,
} from '../account/store-target.js';
import { isRegion, regionInArn } from './aws-partitions.js';
import { endpointProblem } from './target-endpoint.js';

export type Parameters = Readonly<Record<string, string>>;
type Bare<T> = T extends StoreTarget ? Omit<T, 'target'> : never;

export interface Provider {
  /** How a target of this provider is written, for messages. */
  readonly form: string;
  readonly parameters: readonly string[];
  parse(place: string, parameters: Parameters): { target?: Bare<StoreTarget>; errors: readonly string[] };
}

const PENDING = '-pending';
/** The longest key of Vault's storages (Vault, "Limits and maximums"), and what of it is left for mount and path. */
const VAULT_KEY = 512;
const VAULT_MOST = VAULT_KEY - '/data/'.length - PENDING.length;

/**
 * Each provider's rules, by scheme. Names are refused where the provider would refuse them, or where they would not leave
 * room for the sibling `NAME-pending`.
 */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  'aws-secretsmanager': {
    form: 'aws-secretsmanager://NAME',
    parameters: ['region', 'kms-key-id', 'endpoint'],
    parse: aws,
  },
  vault: { form: 'vault://MOUNT/PATH', parameters: ['endpoint'], parse: vault },
  'gcp-secretmanager': { form: 'gcp-secretmanager://PROJECT/NAME', parameters: ['location', 'endpoint'], parse: gcp },
  'azure-keyvault': { form: 'azure-keyvault://VAULT/NAME', parameters: ['endpoint'], parse: azure },
  github: {
    form: 'github://repository, github://environment/NAME, github://organization',
    parameters: ['prefix', 'visibility', 'endpoint'],
    parse: github,
  },
};

/**
 * Name: 1 to 512 of letters, digits and `/_+=.@-` (Secrets Manager API reference, CreateSecret), or the ARN of a secret. What is
 * pending is a version of the same secret, so that the name needs no room for more.
 */
function aws(name: string, parameters: Parameters) {
  const { region: written, 'kms-key-id': kmsKeyId } = parameters;
  const isArn = name.startsWith('arn:');
  const inArn = isArn ? regionInArn(name) : undefined;
  const region = inArn ?? written;
  const errors = problems(parameters, [
    isArn &&
      inArn === undefined &&
      'names an ARN that is none of a secret; accepted is arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/dfns-AbCdEf',
    !isArn &&
      !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name) &&
      'needs a name of 1 to 512 letters, digits and /_+=.@-, as in aws-secretsmanager://prod/dfns/backend',
    written !== undefined && !isRegion(written) && 'has a region that is none; accepted is region=eu-west-1',
    inArn !== undefined &&
      written !== undefined &&
      isRegion(written) &&
      inArn !== written &&
      `has a region that is not that of its ARN, ${inArn}; leave it out`,
    kmsKeyId !== undefined &&
      !/^[A-Za-z0-9:/_-]{1,2048}$/.test(kmsKeyId) &&
      'has a kms-key-id that is none; accepted are a key id, alias/NAME or the ARN of either',
  ]);
  const target: Bare<AwsTarget> = {
    provider: 'aws-secretsmanager',
    readable: true,
    name,
    ...(region !== undefined && { region }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    ...endpointOf(parameters),
  };
  return { target, errors };
}

/** The first segment is the mount, whose own slashes are written `%2F`: `vault://team%2Fkv/dfns/backend`. */
function vault(place: string, parameters: Parameters) {
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

/** Secret: 1 to 255 letters, digits, `-` and `_` (Secret Manager, CreateSecretRequest); project: its id or number. */
function gcp(place: string, parameters: Parameters) {
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

/** Vault: 3 to 24 letters, digits and single hyphens; secret: 1 to 127 letters, digits and hyphens (Azure resource name rules). */
function azure(place: string, parameters: Parameters) {
  const [name = '', secret = '', ...more] = place.split('/');
  const errors = problems(parameters, [
    (!/^(?=.{3,24}$)[A-Za-z](-?[A-Za-z0-9])+$/.test(name) || secret === '' || more.length > 0) &&
      'needs a vault (3 to 24 letters, digits and single hyphens) and a name, as in azure-keyvault://my-vault/dfns-backend',
    secret !== '' &&
      !fits(secret, /^[A-Za-z0-9-]+$/, 127) &&
      `needs a name of 1 to ${127 - PENDING.length} letters, digits and hyphens: Azure's 127, less ${PENDING.length} for its sibling NAME${PENDING}`,
    reserved(secret.toLowerCase()),
    azureEndpointProblem(parameters.endpoint, name),
  ]);
  const target: Bare<AzureTarget> = {
    provider: 'azure-keyvault',
    readable: true,
    vault: name,
    name: secret,
    ...endpointOf(parameters),
  };
  return { target, errors };
}

/**
 * The endpoint is the vault's own address, in a sovereign cloud say (`https://my-vault.vault.azure.cn`): where it is one of
 * Key Vault's public names it must be that of the vault that the target names.
 */
function azureEndpointProblem(endpoint: string | undefined, vaultName: string): string | false {
  if (endpoint === undefined || endpointProblem(endpoint) !== undefined) return false;
  const { hostname, pathname } = new URL(endpoint);
  if (pathname !== '/') return 'has an endpoint with a path; the address of a vault has none';
  const named = /^([^.]+)\.(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de)$/.exec(
    hostname,
  )?.[1];
  return (
    named !== undefined &&
    named !== vaultName.toLowerCase() &&
    'has the endpoint of another vault; accepted is the address of the vault that the target names, as in https://my-vault.vault.azure.cn'
  );
}

/** What a prefix leaves of a name's 255 characters is more than `DFNS_TOKEN_EXPIRES_AT` and `DFNS_PENDING_1A2B3C4D` take. */
const MOST_PREFIX = 100;

/** Names of secrets: letters, digits and `_`, not starting with `GITHUB_` or a digit (GitHub, secrets reference). */
function github(place: string, parameters: Parameters) {
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

function problems(parameters: Parameters, found: readonly (string | false | undefined)[]): string[] {
  const all = parameters.endpoint === undefined ? found : [...found, endpointProblem(parameters.endpoint)];
  return all.filter((problem) => typeof problem === 'string');
}

function endpointOf({ endpoint }: Parameters): { endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint };
}

function fits(name: string, alphabet: RegExp, most: number): boolean {
  return alphabet.test(name) && name.length + PENDING.length <= most;
}

function reserved(name: string): string | false {
  return (
    name.endsWith(PENDING) &&
    `ends in ${PENDING}, which is where another target's pending document is kept; choose another name`
  );
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
