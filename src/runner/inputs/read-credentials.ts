import type { InputForm } from './input-form.js';
import type { DeclaredKey, GivenCredential, Provisioner } from './options.js';
import { type AddressParser, readKmsKey } from './read-kms-key.js';
import { readProvisionerKey } from './read-provisioner-key.js';

const signers = ['provisioner-private-key', 'provisioner-key'] as const;
const ofLogin = ['provisioner-username', 'provisioner-credential-id', ...signers] as const;
/** The most common reason for an empty value; nothing on the run's page shows it. */
const emptySecret = "secrets are empty in workflows from forks, or where the secret's name is misspelt";

/** The identity that the action acts as; `undefined` if none is given. */
export function readProvisioner(form: InputForm, parseAddress: AddressParser): Provisioner | undefined {
  // The table refuses each of these beside a store.
  if (form.isGiven('provisioner-store')) return undefined;
  if (form.isGiven('provisioner-token')) refuseLoneCredentialId(form);
  else if (ofLogin.some((name) => form.isGiven(name))) refuseHalfLogin(form, ['provisioner-username', signerOf(form)]);

  const username = form.read('provisioner-username');
  const credentialId = form.read('provisioner-credential-id');
  const inKms = readKmsKey(form, 'provisioner-key', parseAddress);
  const key = form.isGiven('provisioner-key') ? inKms : readProvisionerKey(form);
  const token = form.read('provisioner-token');
  if (token !== undefined) return { kind: 'token', token, ...(key && { key }), ...(credentialId && { credentialId }) };
  return username && key ? { kind: 'key', username, key, ...(credentialId && { credentialId }) } : undefined;
}

/** The input that names what signs: a private key, unless a key in a KMS is given. */
function signerOf(form: InputForm): (typeof signers)[number] {
  return form.isGiven('provisioner-key') ? 'provisioner-key' : 'provisioner-private-key';
}

/** A ready token replaces the user name; the key that signs for it may be given too, with its credential. */
function refuseLoneCredentialId(form: InputForm): void {
  if (form.isGiven('provisioner-credential-id') && !form.isGiven(signerOf(form))) {
    const accepted = 'the private key of the credential, as PEM';
    form.refuse(
      'provisioner-private-key',
      'nothing beside provisioner-credential-id',
      accepted,
      `${emptySecret}; give both or neither`,
    );
  }
}

type Login = readonly ['provisioner-username', (typeof signers)[number]];

function refuseHalfLogin(form: InputForm, login: Login): void {
  for (const name of login.filter((input) => !form.isGiven(input))) {
    const cure = name === 'provisioner-private-key' ? `${emptySecret}; check where it is set` : 'give it too';
    form.refuse(name, 'nothing', `${login.join(', ')} together`, cure);
  }
  if (!form.isGiven('org-id')) {
    form.refuse('org-id', 'nothing', 'the id of the organisation (or-…), which a login needs', 'give it too');
  }
}

/** The account's existing credential; `undefined` if none is given. */
export function readCredential(form: InputForm): GivenCredential | undefined {
  if (isHalfWritten(form)) {
    form.warnings.push(
      'token and private-key are not both there: a run that was interrupted may have written only some of the secrets; they are not used',
    );
    return undefined;
  }
  refuseHalfCredential(form);
  const token = form.read('token');
  const key = form.read('private-key');
  const credentialId = form.read('credential-id');
  return token === undefined ? undefined : { token, ...(key && { key }), ...(credentialId && { credentialId }) };
}

/** GitHub's secrets are written one by one. If they are the store, half a credential comes from an interrupted run. */
function isHalfWritten(form: InputForm): boolean {
  const isKeptAtGithub = /^\s*github:/m.test(form.text('store'));
  return isKeptAtGithub && !isHeldElsewhere(form) && form.isGiven('token') !== form.isGiven('private-key');
}

function refuseHalfCredential(form: InputForm): void {
  if (form.isGiven('token')) {
    // A token cannot be proven without its key, and `replace` would replace an account whose credential is complete.
    if (form.isGiven('private-key') || isHeldElsewhere(form)) return;
    // The key that was made for the request is in the store.
    if (form.text('mode') === 'request' && form.isGiven('store')) return;
    form.refuse('private-key', 'nothing beside token', "the token's private key, as PEM", `${emptySecret}; give both`);
    return;
  }
  if (form.isGiven('private-key')) {
    form.refuse('token', 'nothing beside private-key', "the key's token", `${emptySecret}; give both or neither`);
  }
  if (form.isGiven('credential-id')) {
    form.refuse(
      'credential-id',
      form.quote('credential-id'),
      'the id of the credential of token',
      'give token too, or leave it out',
    );
  }
}

/** Whether no private key of the account is ever at hand. */
function isHeldElsewhere(form: InputForm): boolean {
  return form.isGiven('public-key') || form.isGiven('key');
}

/** The key that the account is to have. */
export function readKey(form: InputForm, parseAddress: AddressParser): DeclaredKey {
  const type = form.readOr('key-type', 'rsa-2048');
  const kms = readKmsKey(form, 'key', parseAddress);
  const own = form.read('public-key');
  if (kms) return { kms };
  return own ? { own } : { type };
}
