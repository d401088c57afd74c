import { saysTheSame } from '../account/merge-documents.js';
import {
  credentialName,
  type ProvisionerCredential,
  pendingProvisionerDocument,
  provisionerDocument,
  readProvisionerDocument,
} from '../account/provisioner-document.js';
import type { Step } from '../account/step.js';
import type { Connection } from '../dfns/connection.js';
import { registerCredential } from '../dfns/register-credential.js';
import { login } from '../dfns/session.js';
import { tryLogin } from '../dfns/try-login.js';
import { ActionError } from '../error.js';
import type { BootstrapOptions } from '../runner/read-bootstrap.js';
import { type Context, connectFor, type Result } from './context.js';
import { type FoundProvisioner, findProvisioner, keyLogin } from './find-provisioner.js';
import { type Keeper, openKeeper } from './keeper.js';
import { refuseOtherOrganisation } from './observe.js';

interface Stage {
  readonly options: BootstrapOptions;
  readonly context: Context;
  readonly connection: Connection;
  readonly keeper: Keeper;
  /** What was done so far. */
  readonly taken: Step[];
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
  const keeper = await openKeeper(options, context);
  await keeper.read();
  const stage: Stage = { options, context, connection, keeper, taken: [] };
  const found = await findProvisioner(options, connection, keeper.holdings, context);
  tellFound(found, options, context);
  const credential = found.state === 'none' ? await register(found.refused, stage) : found.credential;
  await keepEverywhere(credential, found, stage);
  await keeper.forget();
  return resultOf(credential, found, stage);
}

function tellFound(found: FoundProvisioner, { username, code }: BootstrapOptions, { log, warn }: Context): void {
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
  const { options, context, connection, keeper, taken } = stage;
  const { apiUrl, orgId, username, code, keyType } = options;
  if (!code) throw codeNeeded(username, refused);
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
  await keeper.announce(pendingProvisionerDocument(credential, new Date()));
  try {
    await registerCredential(connection, { code, name, credential });
  } catch (error) {
    // Where this fails the next run takes the pending key over.
    if (wasNeverSent(error)) await keeper.forget().catch(() => undefined);
    throw error;
  }
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
  { context, connection, keeper, taken }: Stage,
): Promise<void> {
  const document = provisionerDocument(credential);
  // What cannot be read back is written where a change ends; between changes it is taken to be there.
  const isChange = found.state !== 'current' || keeper.hasPending;
  const lacking = keeper.holdings.filter(({ readable, current }) =>
    readable ? !saysTheSame(current?.document, document) : isChange,
  );
  for (const { target } of lacking) {
    await keeper.keep(target, document);
    taken.push({ step: 'store-credential', target });
    context.note({ plan: [...taken] });
  }
  if (lacking.length === 0) return;
  const { token } = await login(connection, keyLogin(connection, await storedCredential(credential, keeper)));
  context.protect(token);
}

/** @throws ActionError `STORED_DIFFERS` */
async function storedCredential(written: ProvisionerCredential, keeper: Keeper): Promise<ProvisionerCredential> {
  const document = await keeper.readBack();
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
  { options, context, taken }: Stage,
): Result {
  const { username, apiUrl, orgId, credentialId, key } = credential;
  const isNew = found.state === 'none';
  return {
    ...context.facts(),
    status: isNew ? 'created' : taken.length > 0 ? 'updated' : 'unchanged',
    changed: isNew,
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
