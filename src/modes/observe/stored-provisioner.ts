import { isSameApi } from '../../core/same-api.js';
import { canSign, privateKeyOf } from '../../core/signing-key.js';
import type { StoreTarget } from '../../core/store-target.js';
import { kindOf, type StoredContents } from '../../core/stored-kind.js';
import { type ProvisionerCredential, readProvisionerDocument } from '../../core/stored-provisioner.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import { readApiUrl } from '../../runner/inputs/read-api-url.js';
import type { Context } from '../context.js';
import { refuseDamaged, storeUnreadable } from '../credential-stores/guards.js';
import { type CredentialStores, openCredentialStores } from '../credential-stores/stores.js';
import { refuseOtherOrganisation } from './organisation.js';

type StoreContext = Pick<Context, 'world' | 'deadline' | 'protect' | 'warn'>;
type ProvisionerContext = StoreContext & Pick<Context, 'kms'>;

/**
 * Opens the stores of the account, and with `provisioner-store` reads the provisioner at the same time: it brings the address of the
 * API and the organisation that it was made for, so that nothing can be asked of Dfns before.
 * @returns the options as if the inputs had named the provisioner
 */
export async function openStores(
  options: Options,
  context: ProvisionerContext,
): Promise<{ options: Options; stores: CredentialStores }> {
  const { provisionerStore: target } = options;
  const reads = options.mode === 'validate' ? 'current' : 'all';
  if (!target) {
    beginKey(options, context);
    return { options, stores: await openCredentialStores(options, context, reads) };
  }
  const [stores, provisioner] = await Promise.all([
    openCredentialStores(options, context, reads).then((opened) => {
      opened.readAhead();
      return opened;
    }),
    readProvisioner(target, options, context),
  ]);
  return { options: beginKey(withProvisioner(options, provisioner), context), stores };
}

/** @throws ActionError `PROVISIONER_NOT_FOUND` where the target holds none that is whole */
async function readProvisioner(
  target: StoreTarget,
  { timeout }: Pick<Options, 'timeout'>,
  context: StoreContext,
): Promise<ProvisionerCredential> {
  const store = await openCredentialStores({ stores: [target], timeout }, context, 'current');
  await store.read();
  const contents: StoredContents = store.contents[0] ?? {};
  const kind = kindOf(contents, { kind: 'provisioner' });
  if (kind.is === 'another') throw notFound(target, `holds ${kind.what}`);
  if (kind.is === 'unreadable') throw storeUnreadable(target.target, kind.why);
  const document = contents.current?.document;
  if (!document || kind.is === 'nothing') throw notFound(target, 'holds nothing');
  await refuseDamaged(target.target, document);
  const found = readProvisionerDocument(document);
  if ('fault' in found) throw notFound(target, `cannot be used: its document ${found.fault}`);
  const privateKey = privateKeyOf(found.credential.key);
  if (privateKey) context.protect(privateKey);
  return { ...found.credential, apiUrl: safeUrl(found.credential.apiUrl, target) };
}

type Provisioned = Pick<
  Options,
  'apiUrl' | 'apiUrlIsDefault' | 'orgId' | 'provisioner' | 'provisionerStore' | 'timeout'
>;

/** The options with the provisioner in them, where the account's own stores are not to be opened, or not yet. */
export async function withStoredProvisioner<T extends Provisioned>(
  options: T,
  context: ProvisionerContext,
): Promise<T> {
  const { provisionerStore: target } = options;
  if (!target) return beginKey(options, context);
  return beginKey(withProvisioner(options, await readProvisioner(target, options, context)), context);
}

/** A key in a KMS is looked up while the stores are read: the login waits for both. */
function beginKey<T extends Provisioned>(options: T, { kms }: ProvisionerContext): T {
  const { key } = options.provisioner ?? {};
  if (key && !canSign(key)) kms.begin(key);
  return options;
}

/** A reviewer of a workflow sees the input: where it is given, the document must say the same. */
function withProvisioner<T extends Provisioned>(
  options: T,
  { apiUrl, orgId, username, credentialId, key }: ProvisionerCredential,
): T {
  refuseOtherOrganisation(options.orgId, orgId, 'the provisioner that provisioner-store holds');
  if (!options.apiUrlIsDefault && !isSameApi(options.apiUrl, apiUrl)) {
    throw new ActionError(
      'OTHER_API',
      `the provisioner that provisioner-store holds was made for the API at ${apiUrl}, not for api-url ${options.apiUrl}`,
      'correct api-url, or leave it out: the address that the store holds is used then',
    );
  }
  return { ...options, apiUrl, orgId, provisioner: { kind: 'key', username, credentialId, key } };
}

/** A private key signs what is sent there: the rules are those of the input. */
function safeUrl(text: string, target: StoreTarget): string {
  try {
    return readApiUrl(text);
  } catch {
    throw notFound(target, 'cannot be used: its DFNS_API_URL is no https address');
  }
}

function notFound({ target }: StoreTarget, what: string): ActionError {
  return new ActionError(
    'PROVISIONER_NOT_FOUND',
    `provisioner-store ${target} ${what}`,
    'run the action with mode: bootstrap and this target as its store, or correct the target',
  );
}
