import { storeError } from './fault.js';
import type { StoreSettings } from './store.js';

export const AWS_LOGIN = 'Put aws-actions/configure-aws-credentials with aws-region before this step.';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * The keys that a login exported. They beat everything else: the SDK's own chain would take an `AWS_PROFILE` that an earlier step or
 * the machine left there, and with it another account's identity. `undefined` leaves the choice to that chain.
 * @throws ActionError `STORE_NOT_LOGGED_IN` where one of the two keys is missing
 */
export function awsCredentials(target: string, environment: StoreSettings['environment']): Keys | undefined {
  const [accessKeyId, secretAccessKey, sessionToken] = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
  ].map((name) => environment[name]?.trim());
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  }
  if (!accessKeyId && !secretAccessKey) return undefined;
  const [set, missing] = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].sort(
    (one, other) => Number(!environment[one]?.trim()) - Number(!environment[other]?.trim()),
  );
  throw storeError(target, {
    code: 'STORE_NOT_LOGGED_IN',
    what: `is not asked: ${set} is set in the environment and ${missing} is not, so that another identity would be taken`,
    cure: `Set both, or neither. ${AWS_LOGIN}`,
  });
}

/** Where the chain had to do without keys, and a profile was named: what to look at. A name that looks odd is not repeated. */
export function awsProfile({ AWS_PROFILE: name }: StoreSettings['environment']): string {
  if (!name) return '';
  const shown = /^[A-Za-z0-9_.@+-]{1,64}$/.test(name) ? ` "${name}"` : '';
  return `: the profile${shown} of AWS_PROFILE is not in the files of AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE (else ~/.aws), or holds no credentials`;
}
