import { saysTheSame } from '../core/merge-documents.js';
import type { Step } from '../core/step.js';
import {
  credentialName,
  type ProvisionerCredential,
  pendingProvisionerDocument,
  provisionerDocument,
  readProvisionerDocument,
} from '../core/stored-provisioner.js';
import type { Connection } from '../dfns/connection.js';
import { registerCredential } from '../dfns/register-credential.js';
import { login } from '../dfns/session.js';
import { tryLogin } from '../dfns/try-login.js';
import { ActionError } from '../error.js';
import type { BootstrapOptions } from '../runner/inputs/read-bootstrap.js';
import { type Context, connectFor, type Result } from './context.js';
import { lostRace } from './credential-stores/lost-race.js';
import { type CredentialStores, openCredentialStores } from './credential-stores/stores.js';
import { type FoundProvisioner, findProvisioner, keyLogin, warnOfOwnSecond } from './observe/find-provisioner.js';
import { refuseOtherOrganisation } from './observe/organisation.js';

interface Stage {
  readonly options: BootstrapOptions;
  readonly context: Context;
  readonly connection: Connection;
  readonly stores: CredentialStores;
  /** What was done so far. */
  readonly taken: Step[];
  /** The id of the credential that this run registered. */
  registered?: string;
}

/**
 * From a one-time code to a provisioner that can log in, kept in the stores. The private key is in every store that can be read back
 * before the code is spent: a run that dies later leaves all that the next one needs to finish, without another code.
 * @throws ActionError; `CODE_NEEDED`, `CODE_REFUSED` or `CODE_OF_OTHER_USER` where the stores stay as they were
 */
export async function bootstrap(options: BootstrapOptions, context: Context): Promise<Result> {
  const connection = connectFor(options, context);
  const { apiUrl, orgId, username } = options;
  context.note({ name: username, subject: 'provisioner', apiUrl, orgId, changed: false });
  const stores = await openCredentialStores(options, context);
  const stage: Stage = { options, context, connection, stores, taken: [] };
  for (let attempt = 1; ; attempt++) {
    try {
      return await bootstrapOnce(stage);
    } catch (error) {
      if (attempt === attempts || !(await lostRace(error, stores.lock, context.deadline.signal))) throw error;
      context.log.info('Another run for this user was faster; looking again at what it did.');
    }
  }
}

const attempts = 3;

async function bootstrapOnce(stage: Stage): Promise<Result> {
  const { options, context, connection, stores } = stage;
  await stores.read();
  const found = await findProvisioner(options, connection, stores.contents, context);
  logFound(found, options, context);
  const credential = found.state === 'none' ? await register(found.refused, stage) : found.credential;
  await keepEverywhere(credential, found, stage);
  await stores.lock.end();
  if (stage.registered) warnOfOwnSecond(credential, stage.registered, context);
  return resultOf(credential, found, stage);
}

function logFound(found: FoundProvisioner, { username, code }: BootstrapOptions, { log, warn }: Context): void {
  const spared = code ? '; the credential code is not spent' : '';
  if (found.state === 'current') log.info(`The stored credential of ${username} logs in${spared}.`);
  if (found.state === 'pending')
    log.info(
      `An earlier run registered a credential of ${username} and did not come to store it; it logs in${spared}.`,
    );
  if (found.state === 'none' && code)
    for (const why of found.refused) warn(`the stored credential no longer logs in, and is replaced; ${why}`);
}

/** Makes a key, keeps it as pending, spends the code, and proves the credential. */
async function register(refused: readonly string[], stage: Stage): Promise<ProvisionerCredential> {
  const { options, context, connection, stores, taken } = stage;
  const { apiUrl, orgId, username, code, keyType } = options;
  // A code serves once.
  if (!code || stage.registered) throw codeNeeded(username, refused);
  const key = await context.world.generateKeyPair(keyType);
  context.protect(key.privateKey);
  const credential = {
    apiUrl,
    orgId,
    username,
    credentialId: context.world.randomBytes(32).toString('base64url'),
    key,
  };
  const name = credentialName(context.world.environment.GITHUB_REPOSITORY);
  await stores.lock.begin(pendingProvisionerDocument(credential, context.clock.now()), () => false);
  try {
    await registerCredential(connection, { code, name, credential });
  } catch (error) {
    // Where this fails the next run takes the pending key over.
    if (wasNeverSent(error)) await stores.lock.cancel().catch(() => undefined);
    throw error;
  }
  stage.registered = credential.credentialId;
  taken.push({ step: 'register-credential', user: username, credential: name });
  context.log.info(`Registered the Key credential ${name} of ${username}.`);
  context.note({ changed: true, credentialId: credential.credentialId, plan: [...taken] });
  await proveNew(credential, stage);
  return credential;
}

function wasNeverSent(error: unknown): boolean {
  return error instanceof ActionError && ['CODE_REFUSED', 'CODE_OF_OTHER_USER'].includes(error.code);
}

/** Before it becomes the current document of any store. @throws ActionError `CREDENTIAL_NOT_ACCEPTED` or `OTHER_ORGANISATION` */
async function proveNew(credential: ProvisionerCredential, { connection, context }: Stage): Promise<void> {
  const finding = await tryLogin(connection, keyLogin(connection, credential));
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

/** Stores the credential where it is missing, and logs in with what the store then gives back. */
async function keepEverywhere(
  credential: ProvisionerCredential,
  found: FoundProvisioner,
  { context, connection, stores, taken }: Stage,
): Promise<void> {
  const document = provisionerDocument(credential);
  // What cannot be read back is written where a change ends; between changes it is taken to be there.
  const isChange = found.state !== 'current' || stores.pending.length > 0;
  const lacking = stores.contents.filter(({ readable, current }) =>
    readable ? !saysTheSame(current?.document, document) : isChange,
  );
  for (const { target } of lacking) {
    await stores.writeCurrent(target, document);
    taken.push({ step: 'store-credential', target });
    context.note({ plan: [...taken] });
  }
  if (lacking.length === 0) return;
  const { token } = await login(connection, keyLogin(connection, await storedCredential(credential, stores)));
  context.protect(token);
}

/** @throws ActionError `STORED_DIFFERS` */
async function storedCredential(
  written: ProvisionerCredential,
  stores: CredentialStores,
): Promise<ProvisionerCredential> {
  const document = await stores.readBack();
  if (!document) return written;
  const read = readProvisionerDocument(document);
  if ('credential' in read) return read.credential;
  throw new ActionError(
    'STORED_DIFFERS',
    `the store does not give back what was written: its document ${read.fault}`,
    'see who else writes to this target, and run again: the key is kept as pending too',
  );
}

function resultOf(
  credential: ProvisionerCredential,
  found: FoundProvisioner,
  { options, context, taken, registered }: Stage,
): Result {
  const { username, apiUrl, orgId, credentialId, key } = credential;
  const isNew = found.state === 'none';
  return {
    ...context.facts(),
    status: isNew ? 'created' : taken.length > 0 ? 'updated' : 'unchanged',
    changed: registered !== undefined,
    subject: 'provisioner',
    name: username,
    apiUrl,
    orgId,
    credentialId,
    publicKey: key.publicKey,
    keyFingerprint: key.fingerprint,
    // Where it is no output it must not be masked either: at a terminal, a mask is a line that shows it.
    ...(options.outputPrivateKey && { privateKey: key.privateKey }),
    plan: taken,
    unseen: [],
  };
}

function codeNeeded(username: string, refused: readonly string[]): ActionError {
  const why =
    refused.length > 0 ? `the stored credential does not log in (${refused.join('; ')})` : 'no store holds one';
  return new ActionError(
    'CODE_NEEDED',
    `a credential of ${username} must be registered, since ${why}, and no credential-code is given`,
    'have a one-time code made by that user, and run again at once with it: it lives about a minute (docs/bootstrap.md)',
  );
}
