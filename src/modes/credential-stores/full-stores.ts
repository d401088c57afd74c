import type { Plan } from '../../core/plan.js';
import type { CredentialDocument } from '../../core/stored-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import type { CredentialStores } from './stores.js';

/**
 * Refuses before anything is changed, in a dry run too, where a store has no room for what it is to hold.
 * @param document what is known of the credential; absent where one is to be made
 * @throws ActionError `STORE_FULL`
 */
export function refuseFullStores(
  { steps }: Plan,
  document: CredentialDocument | undefined,
  { key }: Pick<Options, 'key'>,
  stores: CredentialStores,
): void {
  const makes = steps.some(({ step }) => step === 'create-account');
  const names = makes || !document ? namesOfNew(key) : Object.keys(document);
  stores.refuseLackOfRoom(
    steps.flatMap((step) => (step.step === 'store-credential' ? [step.target] : [])),
    names,
  );
}

function namesOfNew(key: Options['key']): string[] {
  const names = ['API_URL', 'ORG_ID', 'SERVICE_ACCOUNT_ID', 'CRED_ID', 'AUTH_TOKEN', 'TOKEN_EXPIRES_AT'];
  return [...names, ...('type' in key ? ['PRIVATE_KEY'] : []), ...('kms' in key ? ['KEY'] : [])].map(
    (name) => `DFNS_${name}`,
  );
}
