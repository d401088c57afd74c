import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../account/store-target.js';
import {
  awsErrorName,
  awsHandler,
  awsStatus,
  AWS_LOGIN as LOGIN,
  AWS_NOT_LOGGED_IN as NOT_LOGGED_IN,
} from '../clouds/aws.js';
import { ActionError } from '../error.js';
import { NoResponse } from '../network/http.js';
import { type Fault, failed, storeError, unreachable } from './fault.js';
import type { StoreSettings } from './store.js';

export { awsErrorName } from '../clouds/aws.js';

type Handler = Exclude<SecretsManagerClientConfig['requestHandler'], undefined | Record<string, unknown>>;
/**
 * The SDK's client with AWS's default credential chain, over our door to the network. An endpoint in
 * `AWS_ENDPOINT_URL_SECRETS_MANAGER` is the SDK's to find.
 */
export function awsClient(target: AwsTarget, { environment, signal, deadline }: StoreSettings): SecretsManagerClient {
  const region = target.region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  return new SecretsManagerClient({
    ...(region && { region }),
    ...(target.endpoint !== undefined && { endpoint: target.endpoint }),
    maxAttempts: 3,
    requestHandler: awsHandler({ signal, deadline }) as unknown as Handler,
  });
}

/** @param doing what was asked for, as the SDK calls it: `PutSecretValue` */
export function awsFault(target: AwsTarget, doing: string, error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof NoResponse) {
    return unreachable(target.target, error, ' The region is part of the host name: check ?region= or AWS_REGION.');
  }
  const name = awsErrorName(error);
  const status = awsStatus(error);
  const noRegion = error instanceof Error && error.message.startsWith('Region is missing');
  const fault = noRegion ? withoutRegion : explain(name, doing, target);
  return fault === undefined
    ? failed(target.target, `${doing}${name === '' ? '' : ` with ${name}`}`, status)
    : storeError(target.target, { ...fault, detail: `${name}${status === 0 ? '' : `, HTTP ${status}`}` });
}

const withoutRegion: Fault = {
  code: 'STORE_NOT_LOGGED_IN',
  what: 'has no AWS region',
  cure: `Add ?region= to the target. ${LOGIN}`,
};

function explain(name: string, doing: string, target: AwsTarget): Fault | undefined {
  if (NOT_LOGGED_IN.test(name)) {
    return { code: 'STORE_NOT_LOGGED_IN', what: `got no valid AWS credentials (${name})`, cure: LOGIN };
  }
  if (/^AccessDenied|^(De|En)cryptionFailure/.test(name)) {
    return {
      code: 'STORE_DENIED',
      what: `denied ${doing} (${name})`,
      cure:
        'Allow the AWS identity secretsmanager:GetSecretValue, CreateSecret, PutSecretValue, UpdateSecretVersionStage, RestoreSecret and ' +
        'DeleteSecret on this secret, and kms:Decrypt and kms:GenerateDataKey on its key where that is your own.',
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
