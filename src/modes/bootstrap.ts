import { defined } from '../core/defined.js';
import { saysTheSame } from '../core/merge-documents.js';
import { keyAddressOf, privateKeyOf } from '../core/signing-key.js';
import {
  type ProvisionerCredential,
  provisionerDocument,
  readProvisionerDocument,
} from '../core/stored-provisioner.js';
import { login } from '../dfns/session.js';
import { ActionError } from '../error.js';
import type { BootstrapOptions } from '../runner/inputs/read-bootstrap.js';
import { type Bootstrap, register } from './change/register-provisioner.js';
import { type Context, connectFor, type Result } from './context.js';
import { lostRace } from './credential-stores/lost-race.js';
import { type CredentialStores, openCredentialStores } from './credential-stores/stores.js';
import { type FoundProvisioner, findProvisioner, keyLogin } from './observe/find-provisioner.js';
import { warnOfOwnSecond, warnOfReplaced } from './observe/second-credential.js';

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
  const run: Bootstrap = { options, context, connection, stores, applied: [] };
  for (let attempt = 1; ; attempt++) {
    try {
      return await bootstrapOnce(run);
    } catch (error) {
      if (attempt === attempts || !(await lostRace(error, stores.lock, context.deadline.signal))) throw error;
      context.log.info('Another run for this user was faster; looking again at what it did.');
      context.kms.lookAgain();
    }
  }
}

const attempts = 3;

async function bootstrapOnce(run: Bootstrap): Promise<Result> {
  const { options, context, connection, stores } = run;
  await stores.read();
  const found = await findProvisioner(options, connection, stores.contents, context);
  logFound(found, options, context);
  const credential = found.state === 'none' ? await register(found, run) : found.credential;
  await keepEverywhere(credential, found, run);
  await stores.lock.end();
  if (found.state === 'none' && found.other) warnOfReplaced(found.other, context);
  if (run.registered) warnOfOwnSecond(credential, run.registered, context);
  return resultOf(credential, found, run);
}

function logFound(found: FoundProvisioner, { username, code }: BootstrapOptions, { log, warn }: Context): void {
  const spared = code ? `; the ${code.kind} code is not spent` : '';
  if (found.state === 'current') log.info(`The stored credential of ${username} logs in${spared}.`);
  if (found.state === 'pending')
    log.info(
      `An earlier run registered a credential of ${username} and did not come to store it; it logs in${spared}.`,
    );
  if (found.state === 'none' && code)
    for (const why of found.refused) warn(`the stored credential no longer logs in, and is replaced; ${why}`);
}

/** Stores the credential where it is missing, and logs in with what the store then gives back. */
async function keepEverywhere(
  credential: ProvisionerCredential,
  found: FoundProvisioner,
  { context, connection, stores, applied }: Bootstrap,
): Promise<void> {
  const document = provisionerDocument(credential);
  // A target that cannot be read back is written at the end of a change; between changes it counts as written.
  const isChange = found.state !== 'current' || stores.pending.length > 0;
  const lacking = stores.contents.filter(({ readable, current }) =>
    readable ? !saysTheSame(current?.document, document) : isChange,
  );
  for (const { target } of lacking) {
    await stores.writeCurrent(target, document);
    applied.push({ step: 'store-credential', target });
    context.note({ plan: [...applied] });
  }
  if (lacking.length === 0) return;
  const { token } = await login(connection, keyLogin(connection, await storedCredential(credential, stores), context));
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

async function resultOf(
  credential: ProvisionerCredential,
  found: FoundProvisioner,
  { options, context, applied, registered }: Bootstrap,
): Promise<Result> {
  const { username, apiUrl, orgId, credentialId } = credential;
  const key = 'privateKey' in credential.key ? credential.key : await context.kms.open(credential.key);
  const isNew = found.state === 'none';
  return {
    ...context.facts(),
    status: isNew ? 'created' : applied.length > 0 ? 'updated' : 'unchanged',
    changed: registered !== undefined,
    subject: 'provisioner',
    name: username,
    apiUrl,
    orgId,
    credentialId,
    publicKey: key.publicKey,
    keyFingerprint: key.fingerprint,
    // A key that is no output must not be masked either: at a terminal, a mask is a line that shows it.
    ...(options.outputPrivateKey && defined({ privateKey: privateKeyOf(key) })),
    ...defined({ keyAddress: keyAddressOf(key) }),
    plan: applied,
    unseen: [],
  };
}
