/** AWS's partitions: how their ARNs begin, how their regions are written, where their services answer (SDK, partitions.json). */
const PARTITIONS = [
  { arn: 'aws-cn', region: /^cn-/, domain: 'amazonaws.com.cn' },
  { arn: 'aws-us-gov', region: /^us-gov-/, domain: 'amazonaws.com' },
  { arn: 'aws-iso', region: /^us-iso-/, domain: 'c2s.ic.gov' },
  { arn: 'aws-iso-b', region: /^us-isob-/, domain: 'sc2s.sgov.gov' },
  { arn: 'aws-iso-e', region: /^eu-isoe-/, domain: 'cloud.adc-e.uk' },
  { arn: 'aws-iso-f', region: /^us-isof-/, domain: 'csp.hci.ic.gov' },
  { arn: 'aws-eusc', region: /^eusc-/, domain: 'amazonaws.eu' },
];
const COMMERCIAL = { arn: 'aws', domain: 'amazonaws.com' };

const SECRET_ARN =
  /^arn:(aws[a-z-]{0,20}):secretsmanager:([a-z0-9-]{1,40}):(\d{12}):secret:([A-Za-z0-9/_+=.@-]{1,519})$/;

/** A region as every partition writes it: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,5}(-[a-z]{2,20}){1,3}-\d{1,2}$/.test(text);
}

/** The public address of Secrets Manager in a region. */
export function secretsManagerOf(region: string): string {
  return `https://secretsmanager.${region}.${partitionOf(region).domain}`;
}

/** The region of a secret's ARN; `undefined` where it is no ARN of one, or its partition has no such region. */
export function regionInArn(arn: string): string | undefined {
  const [, partition, region = ''] = SECRET_ARN.exec(arn) ?? [];
  return isRegion(region) && partitionOf(region).arn === partition ? region : undefined;
}

function partitionOf(region: string): { readonly arn: string; readonly domain: string } {
  return PARTITIONS.find((each) => each.region.test(region)) ?? COMMERCIAL;
}
