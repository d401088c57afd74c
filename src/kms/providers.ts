import type { AwsKey, AzureKey, GcpKey, KmsAddress, TransitKey } from '../account/kms-address.js';
import { endpointProblem } from '../network/endpoint.js';

export type Parameters = Readonly<Record<string, string>>;
type Bare<T> = T extends KmsAddress ? Omit<T, 'address'> : never;
type Read = { readonly address?: Bare<KmsAddress>; readonly errors: readonly string[] };

export interface Provider {
  /** How an address of this provider is written, for messages. */
  readonly form: string;
  readonly parameters: readonly string[];
  /** What to do instead, for parameters that people expect. */
  readonly hints?: Readonly<Record<string, string>>;
  parse(place: string, parameters: Parameters, scheme: string): Read;
}

const inTheName = (form: string) => `the version stands in the address: ${form}`;
const placed = 'the place is part of the address, leave it out';

/** Each provider's rules, by scheme. Names are refused where the provider would refuse them. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  awskms: {
    form: 'awskms:///alias/NAME',
    parameters: ['region', 'endpoint'],
    hints: { version: 'keys of AWS have no versions, leave it out' },
    parse: aws,
  },
  gcpkms: {
    form: 'gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K',
    parameters: ['endpoint'],
    hints: { version: inTheName('…/cryptoKeys/K/cryptoKeyVersions/N'), region: placed, location: placed },
    parse: gcp,
  },
  azurekms: {
    form: 'azurekms://VAULT.vault.azure.net/KEY',
    parameters: ['endpoint'],
    hints: { version: inTheName('azurekms://VAULT.vault.azure.net/KEY/VERSION'), region: placed },
    parse: azure,
  },
  hashivault: { form: 'hashivault://MOUNT/KEY', parameters: ['version', 'endpoint'], parse: transit },
  openbao: { form: 'openbao://MOUNT/KEY', parameters: ['version', 'endpoint'], parse: transit },
};

const AWS_ID = /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f-]{32,36})$/i;
const AWS_ALIAS = /^alias\/[A-Za-z0-9/_-]{1,250}$/;
const AWS_ARN = /^arn:aws[a-z-]{0,20}:kms:([a-z0-9-]{1,40}):\d{12}:((?:key|alias)\/.+)$/;

/** Key ids, alias names and the ARNs of either (KMS API reference, GetPublicKey). */
function aws(place: string, parameters: Parameters): Read {
  const { region } = parameters;
  const key = place.startsWith('/') ? place.slice(1) : undefined;
  const [, arnRegion, resource = key] = AWS_ARN.exec(key ?? '') ?? [];
  const errors = problems([
    key === undefined && awsWithoutSlash(place),
    key !== undefined && !isAwsKey(resource ?? '') && notAnAwsKey(key),
    /(^|:)alias\/aws\//.test(key ?? '') &&
      'names a key that AWS manages, which is symmetric and cannot sign; make an asymmetric key of your own with the usage SIGN_VERIFY',
    region !== undefined &&
      !/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region) &&
      'has a region that is none; accepted is region=eu-west-1',
    region !== undefined &&
      arnRegion !== undefined &&
      region !== arnRegion &&
      'has another region than its ARN; leave region= out',
  ]);
  const where = arnRegion ?? region;
  const address: Bare<AwsKey> = {
    provider: 'aws',
    key: key ?? '',
    ...(where !== undefined && { region: where }),
    ...endpointOf(parameters),
  };
  return { address, errors };
}

function isAwsKey(resource: string): boolean {
  return AWS_ID.test(resource) || AWS_ID.test(resource.replace(/^key\//, '')) || AWS_ALIAS.test(resource);
}

function notAnAwsKey(key: string): string {
  if (key.startsWith('arn:')) {
    return 'names an ARN that is no key of KMS; accepted are awskms:///arn:aws:kms:REGION:ACCOUNT:key/ID and awskms:///arn:aws:kms:REGION:ACCOUNT:alias/NAME';
  }
  const meant = AWS_ALIAS.test(`alias/${key}`) ? `; did you mean "awskms:///alias/${key}"?` : '';
  return `names no key; accepted are a key id, alias/NAME and the ARN of either${meant}`;
}

/** cosign takes what stands between the slashes for the host of an endpoint. */
function awsWithoutSlash(place: string): string {
  const [host = '', ...rest] = place.split('/');
  if (isAwsKey(place) || AWS_ARN.test(place)) {
    return `has two slashes, so that ${host.slice(0, 100)} would be a host; did you mean "awskms:///${place}"?`;
  }
  return `names a host, which cosign takes for an endpoint; here the endpoint is a parameter: awskms:///${rest.join('/') || 'alias/NAME'}?endpoint=https://${host || 'HOST'}`;
}

const GCP_KEY =
  /^(projects\/([a-z0-9.:-]{1,60})\/locations\/[a-z0-9-]{1,40}\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63})(?:\/(?:cryptoKeyVersions|versions)\/([^/]{1,30}))?$/;

/** Key rings and keys: 1 to 63 letters, digits, `_` and `-` (Cloud KMS, object hierarchy). */
function gcp(place: string, parameters: Parameters): Read {
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

const VAULT_HOST =
  /^[a-z0-9-]{3,24}\.(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.azure\.(net|cn)|managedhsm\.usgovcloudapi\.net)$/;

/** Keys: 1 to 127 letters, digits and hyphens (Azure resource name rules). */
function azure(place: string, parameters: Parameters): Read {
  const [written = '', ...rest] = place.split('/');
  const vault = written.toLowerCase();
  const [key = '', version, ...more] = rest;
  const short =
    /^[a-z0-9-]{3,24}$/.test(vault) &&
    `; did you mean "azurekms://${[`${vault}.vault.azure.net`, ...rest].join('/')}"?`;
  const accepted = 'accepted are VAULT.vault.azure.net, HSM.managedhsm.azure.net and their names in sovereign clouds';
  const errors = problems([
    !VAULT_HOST.test(vault) &&
      `names no vault by its whole host name${short || `; ${accepted}${vault.includes(':') ? ', another address as ?endpoint=' : ''}`}`,
    /^(keys|secrets|certificates)$/.test(key) && version !== undefined
      ? key === 'keys'
        ? `has the /keys/ of a key identifier; did you mean "azurekms://${[vault, ...rest.slice(1)].join('/')}"?`
        : `names one of the vault's ${key}, which cannot sign; name a key`
      : (!/^[A-Za-z0-9-]{1,127}$/.test(key) || more.length > 0) &&
        'needs the name of a key of 1 to 127 letters, digits and hyphens, as in azurekms://my-vault.vault.azure.net/dfns-ci',
    version !== undefined &&
      !/^(keys|secrets|certificates)$/.test(key) &&
      !/^[\da-f]{32}$/i.test(version) &&
      'has a version that is none; accepted are the 32 hex digits of one, or leave it out for the newest',
    azureEndpointProblem(parameters.endpoint, vault),
  ]);
  const address: Bare<AzureKey> = {
    provider: 'azure',
    vault,
    key,
    ...(version !== undefined && { version: version.toLowerCase() }),
    ...endpointOf(parameters),
  };
  return { address, errors };
}

/** The endpoint is the vault's own address by another way: where it is one of Azure's public names it must be that of this vault. */
function azureEndpointProblem(endpoint: string | undefined, vault: string): string | false {
  if (endpoint === undefined || endpointProblem(endpoint) !== undefined) return false;
  const { hostname, pathname } = new URL(endpoint);
  if (pathname !== '/') return 'has an endpoint with a path; the address of a vault has none';
  return (
    VAULT_HOST.test(hostname) &&
    hostname !== vault &&
    'has the endpoint of another vault; leave endpoint= out, the address names the vault already'
  );
}

/** A mount's slashes are written `%2F`; keys: letters, digits, `_`, `.` and `-` (cosign has the same rule). */
function transit(place: string, parameters: Parameters, scheme: string): Read {
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

function problems(found: readonly (string | false | undefined)[]): string[] {
  return found.filter((problem) => typeof problem === 'string');
}

function endpointOf({ endpoint }: Parameters): { endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint };
}
