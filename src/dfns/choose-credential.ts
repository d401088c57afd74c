import { ActionError } from '../error.js';
import { allowedCredentials } from './challenge-responses.js';

/**
 * The id of the Key credential that answers a challenge.
 * @param credentialId where it is not known, the one that Dfns offers alone is meant
 * @throws ActionError `CREDENTIAL_NOT_OFFERED`, or `CREDENTIAL_AMBIGUOUS` where several are offered and none was named
 */
export function chooseCredential(credentialId: string | undefined, challenge: unknown): string {
  const offered = allowedCredentials(challenge);
  const [only, ...others] = offered;
  if (only === undefined) throw noKey(credentialId);
  if (credentialId === undefined && others.length > 0) throw ambiguous(offered.map(describe));
  const chosen = offered.find(({ id }) => id === (credentialId ?? only.id));
  if (!chosen) throw notOffered(credentialId ?? only.id, offered.map(describe));
  return chosen.id;
}

function describe({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name ? `${id} (${name})` : id;
}

function noKey(credentialId: string | undefined): ActionError {
  return new ActionError(
    'CREDENTIAL_NOT_OFFERED',
    `Dfns offers no Key credential for this identity${credentialId ? `, so that ${credentialId} is not one of them` : ''}: it may hold passkeys alone, or its Key credential was deactivated`,
    'register one: mode bootstrap with a registration-code of a new user, or with a credential-code of one who has a passkey (docs/first-hour.md)',
  );
}

function ambiguous(offered: readonly string[]): ActionError {
  return new ActionError(
    'CREDENTIAL_AMBIGUOUS',
    `Dfns offers ${offered.length} Key credentials for this identity, and which of them the private key is of was not said: ${offered.join(', ')}`,
    'give the id of that one: provisioner-credential-id for the provisioner, credential-id for the account',
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function notOffered(credentialId: string, offered: readonly string[]): ActionError {
  const hint = uuid.test(credentialId)
    ? 'this one has the form of a credentialUuid, which the API shows beside the credentialId that is meant; '
    : '';
  return new ActionError(
    'CREDENTIAL_NOT_OFFERED',
    `Dfns does not accept the credential ${credentialId} for this identity; it offers ${offered.join(', ')}`,
    `${hint}check the credential id, and that the Key credential is active and belongs to this user`,
  );
}
