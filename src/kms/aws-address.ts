import type { AwsKey } from '../core/kms-address.js';
import { type Bare, endpointOf, type Parameters, problems, type Read } from './address-rules.js';

const AWS_ID = /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f-]{32,36})$/i;
const AWS_ALIAS = /^alias\/[A-Za-z0-9/_-]{1,250}$/;
const AWS_ARN = /^arn:aws[a-z-]{0,20}:kms:([a-z0-9-]{1,40}):\d{12}:((?:key|alias)\/.+)$/;

/** Key ids, alias names and the ARNs of either (KMS API reference, GetPublicKey). */
export function awsAddress(place: string, parameters: Parameters): Read {
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
