import type { SigningKey } from '../../core/signing-key.js';
import type { Step } from '../../core/step.js';
import {
  credentialName,
  type ProvisionerCredential,
  pendingProvisionerDocument,
} from '../../core/stored-provisioner.js';
import type { Connection } from '../../dfns/connection.js';
import { registerCredential } from '../../dfns/register-credential.js';
import type { NewProvisionerCredential } from '../../dfns/registration.js';
import { tryLogin } from '../../dfns/try-login.js';
import { ActionError } from '../../error.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
import type { Context } from '../context.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import { type FoundProvisioner, keyLogin } from '../observe/find-provisioner.js';
import { refuseOtherOrganisation } from '../observe/organisation.js';

/** A run of `mode: bootstrap`. */
export interface Bootstrap {
  readonly options: BootstrapOptions;
  readonly context: Context;
  readonly connection: Connection;
  readonly stores: CredentialStores;
  /** What was done so far. */
  readonly applied: Step[];
  /** The id of the credential that this run registered. */
  registered?: string;
}

type NothingFound = FoundProvisioner & { readonly state: 'none' };

/** Makes a key, keeps it as pending, spends the code, and proves the credential. */
export async function register({ refused, other }: NothingFound, run: Bootstrap): Promise<ProvisionerCredential> {
  const { options, context, connection, stores, applied } = run;
  const { apiUrl, orgId, username, code } = options;
  // A code serves once.
  if (!code || run.registered) throw codeNeeded(username, refused, other);
  const key = await newKey(run);
  const credential: NewProvisionerCredential = {
    apiUrl,
    orgId,
    username,
    credentialId: context.world.randomBytes(32).toString('base64url'),
    key,
  };
  const name = credentialName(context.world.environment.GITHUB_REPOSITORY);
  await stores.lock.begin(pendingProvisionerDocument(credential, context.clock.now()), () => false);
  try {
    await registerCredential(connection, { code: code.text, isFirst: code.kind === 'registration', name, credential });
  } catch (error) {
    // Where this fails the next run takes the pending key over.
    if (wasNeverSent(error)) await stores.lock.cancel().catch(() => undefined);
    throw error;
  }
  run.registered = credential.credentialId;
  applied.push({ step: 'register-credential', user: username, credential: name });
  context.log.info(`Registered the Key credential ${name} of ${username}.`);
  context.note({ changed: true, credentialId: credential.credentialId, plan: [...applied] });
  await proveNew(credential, run);
  return credential;
}

/** A key in a KMS must be one that may sign, before the code is spent. */
async function newKey({ options: { key }, context: { kms, protect, world } }: Bootstrap): Promise<SigningKey> {
  if ('kms' in key) {
    const opened = await kms.open(key.kms);
    await kms.proveSigning(opened);
    return opened;
  }
  const pair = await world.generateKeyPair(key.type);
  protect(pair.privateKey);
  return pair;
}

function wasNeverSent(error: unknown): boolean {
  return error instanceof ActionError && ['CODE_REFUSED', 'CODE_OF_OTHER_USER'].includes(error.code);
}

/** Before it becomes the current document of any store. @throws ActionError `CREDENTIAL_NOT_ACCEPTED` or `OTHER_ORGANISATION` */
async function proveNew(credential: ProvisionerCredential, { connection, context }: Bootstrap): Promise<void> {
  const finding = await tryLogin(connection, keyLogin(connection, credential, context));
  if (finding.state === 'refused') {
    throw new ActionError(
      'CREDENTIAL_NOT_ACCEPTED',
      `the credential of ${credential.username} was registered, but ${finding.error.message}`,
      'check org-id and api-url, and that the user is active; then run again: the key is kept as pending, and takes no other code',
      finding.error,
    );
  }
  context.protect(finding.session.token);
  refuseOtherOrganisation(credential.orgId, finding.session.claims.orgId, 'the provisioner');
}

function codeNeeded(username: string, refused: readonly string[], other: NothingFound['other']): ActionError {
  const none = other ? 'the one that is stored is of another key than the one that is given' : 'no store holds one';
  const why = refused.length > 0 ? `the stored credential does not log in (${refused.join('; ')})` : none;
  return new ActionError(
    'CODE_NEEDED',
    `a credential of ${username} must be registered, since ${why}, and neither credential-code nor registration-code is given`,
    'run again with a code: the registration-code that a new user got by e-mail (docs/first-hour.md), or a credential-code that a user with a passkey makes and that lives about a minute (docs/bootstrap.md)',
  );
}
