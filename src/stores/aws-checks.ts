import {
  DescribeSecretCommand,
  type DescribeSecretResponse,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../core/store-target.js';
import { type Fault, storeError } from './fault.js';

/**
 * Finds out before anything is made in Dfns that nobody else writes this secret: AWS's rotation would write over what is kept here, a
 * replica takes no write. An identity that may not describe the secret (it takes a right of its own) goes on: the write itself fails then.
 */
export async function requireWritable(place: AwsTarget, client: SecretsManagerClient): Promise<void> {
  const described = await client.send(new DescribeSecretCommand({ SecretId: place.name })).catch(() => undefined);
  const fault = described && inTheWay(described, place);
  if (fault !== undefined) throw storeError(place.target, fault);
}

function inTheWay(described: DescribeSecretResponse, { name }: AwsTarget): Fault | undefined {
  const { RotationEnabled: rotates, OwningService: owner, PrimaryRegion: primary, ARN: arn = '' } = described;
  if (owner) {
    return {
      code: 'STORE_FAILED',
      what: 'is managed by another service of AWS, which alone writes it',
      cure: 'Name another secret; this one is not for a credential of Dfns.',
    };
  }
  if (rotates) {
    return {
      code: 'STORE_FAILED',
      what: 'has a rotation of AWS, whose function would write over what is kept here',
      cure: `Name another secret, or end that rotation (aws secretsmanager cancel-rotate-secret --secret-id ${name}); the action renews with renew-before-days and mode: rotate.`,
    };
  }
  const here = arn.split(':')[3];
  if (primary && here && primary !== here) {
    return {
      code: 'STORE_FAILED',
      what: `is the replica of a secret of another region (${primary}), and cannot be written here`,
      cure: `Name that region as ?region=${primary}; its replicas follow by themselves.`,
    };
  }
  return undefined;
}
