import type { AwsTarget } from '../core/store-target.js';
import { isRegion, regionInArn } from './aws-partitions.js';
import { type Bare, endpointOf, type Parameters, problems } from './target-rules.js';

/**
 * Name: 1 to 512 of letters, digits and `/_+=.@-` (Secrets Manager API reference, CreateSecret), or the ARN of a secret. What is
 * pending is a version of the same secret, so that the name needs no room for more.
 */
export function awsTarget(name: string, parameters: Parameters) {
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
