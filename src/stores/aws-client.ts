import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import {
  AWS_LOGIN,
  AWS_NOT_LOGGED_IN,
  awsConfiguration,
  awsErrorName,
  awsHandler,
  awsProfile,
  awsStatus,
} from '../clouds/aws.js';
import { sharedOver } from '../clouds/shared.js';
import type { AwsTarget } from '../core/store-target.js';
import { ActionError } from '../error.js';
import { NoResponse } from '../network/http.js';
import { type Fault, failed, loggedIn, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

export { awsErrorName } from '../clouds/aws.js';

type Handler = Exclude<SecretsManagerClientConfig['requestHandler'], undefined | Record<string, unknown>>;

/**
 * The SDK's client, with the keys of a login or else AWS's default credential chain, over our transport. The SDK knows which
 * faults are worth a second try (AWS says "throttled" with HTTP 400), so retrying is left to it. An endpoint in a profile is the
 * SDK's to find.
 * @throws ActionError where an address in the environment is none to send a request to, or a key stands there without its other half
 */
export function awsClient(
  target: AwsTarget,
  { world, environment, signal, deadline }: StoreSettings,
): SecretsManagerClient {
  const configuration = loggedIn(target.target, () => awsConfiguration(target, 'SECRETS_MANAGER', environment));
  const send = world.connect({ signal, deadline });
  const { region, endpoint } = configuration;
  return sharedOver(send, `aws ${region} ${endpoint}`, () => {
    const requestHandler = awsHandler(send) as unknown as Handler;
    return new SecretsManagerClient({ ...configuration, requestHandler });
  });
}

/** Whether AWS says so in its own words. They are compared and never printed: messages repeat values. */
export function awsSays(error: unknown, words: RegExp): boolean {
  return error instanceof Error && words.test(error.message);
}

/** AWS has one class for several things; only these words mean that the secret waits for its removal. */
export function isScheduledForDeletion(error: unknown): boolean {
  return (
    awsErrorName(error) === 'InvalidRequestException' &&
    awsSays(error, /(marked|scheduled) for deletion|marked deleted/i)
  );
}

/** @param doing what was asked for, as the SDK calls it: `PutSecretValue` */
export function awsFault(
  target: AwsTarget,
  doing: string,
  error: unknown,
  environment: StoreSettings['environment'],
): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof NoResponse) {
    return unreachable(target.target, error, ' The region is part of the host name: check ?region= or AWS_REGION.');
  }
  const name = awsErrorName(error);
  const status = awsStatus(error);
  const noRegion = awsSays(error, /^Region is missing/);
  const fault = noRegion ? withoutRegion : (replicated(target, error) ?? faultByName(name, doing, target, environment));
  return fault === undefined
    ? failed(target.target, `${doing}${name === '' ? '' : ` with ${name}`}`, status)
    : storeError(target.target, { ...fault, detail: `${name}${status === 0 ? '' : `, HTTP ${status}`}` });
}

const withoutRegion: Fault = {
  code: 'STORE_NOT_LOGGED_IN',
  what: 'has no AWS region',
  cure: `Add ?region= to the target. ${AWS_LOGIN}`,
};

/** What stands in the way where a secret has replicas, or is one. */
function replicated({ name }: AwsTarget, error: unknown): Fault | undefined {
  if (awsSays(error, /replica regions/i)) {
    const regions = [...(error as Error).message.matchAll(/\b[a-z]{2,5}(?:-[a-z]{3,12}){1,2}-\d{1,2}\b/g)].map(String);
    const listed = [...new Set(regions.filter((each) => !name.includes(each)))];
    return {
      code: 'STORE_FAILED',
      what: `cannot be removed while it is replicated to other regions${listed.length === 0 ? '' : ` (${listed.join(', ')})`}: the same credential stands there`,
      cure: `Remove its replicas first (aws secretsmanager remove-regions-from-replication --secret-id ${name} --remove-replica-regions ${listed.join(' ') || 'REGION'}), then run the job again.`,
    };
  }
  if (!awsSays(error, /replica secret/i)) return undefined;
  return {
    code: 'STORE_FAILED',
    what: 'is the replica of a secret of another region, and cannot be written or removed here',
    cure: 'Name the region of the primary secret as ?region=; its replicas follow by themselves.',
  };
}

/** The fault that an error's class stands for. */
function faultByName(
  name: string,
  doing: string,
  target: AwsTarget,
  environment: StoreSettings['environment'],
): Fault | undefined {
  if (AWS_NOT_LOGGED_IN.test(name)) {
    const what = `got no valid AWS credentials (${name})${awsProfile(environment)}`;
    return { code: 'STORE_NOT_LOGGED_IN', what, cure: AWS_LOGIN };
  }
  if (/^AccessDenied|^(De|En)cryptionFailure/.test(name)) {
    return {
      code: 'STORE_DENIED',
      what: `denied ${doing} (${name})`,
      cure: `Allow the AWS identity ${needed(doing)}.`,
    };
  }
  if (name === 'ResourceNotFoundException') {
    return {
      code: 'STORE_NOT_FOUND',
      what: `does not exist, or was removed during the run (${doing})`,
      cure: `Check the name and region${target.kmsKeyId === undefined ? '' : ', and that the key of kms-key-id is in that region'}; then run the job again.`,
    };
  }
  return undefined;
}

/** The missing rights alone: an identity that only reads needs none to write. */
function needed(doing: string): string {
  return doing === 'GetSecretValue'
    ? 'secretsmanager:GetSecretValue on this secret, and kms:Decrypt on its key where that is your own'
    : 'secretsmanager:GetSecretValue, CreateSecret, PutSecretValue, UpdateSecretVersionStage, RestoreSecret and DeleteSecret on this secret, and kms:Decrypt and kms:GenerateDataKey on its key where that is your own';
}
