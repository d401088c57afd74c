import type { InputForm } from './input-form.js';
import type { GivenCredential, Options, Provisioner } from './options.js';
import { readProvisionerKey } from './read-provisioner-key.js';

const login = ['provisioner-username', 'provisioner-private-key'] as const;
const ofLogin = [...login, 'provisioner-credential-id'] as const;
const allOfLogin = `${login.join(', ')} together`;
/** The most common reason for an empty value; nothing on the run's page shows it. */
const emptySecret = "secrets are empty in workflows from forks, or where the secret's name is misspelt";

/** The identity that the action acts as; `undefined` if none is given. */
export function readProvisioner(form: InputForm): Provisioner | undefined {
  // The table refuses each of these beside a store.
  if (form.isGiven('provisioner-store')) return undefined;
  if (form.isGiven('provisioner-token')) refuseLoneCredentialId(form);
  else if (ofLogin.some((name) => form.isGiven(name))) refuseHalfLogin(form);

  const username = form.read('provisioner-username');
  const credentialId = form.read('provisioner-credential-id');
  const key = readProvisionerKey(form);
  const token = form.read('provisioner-token');
  if (token !== undefined) return { kind: 'token', token, ...(key && { key }), ...(credentialId && { credentialId }) };
  return username && key ? { kind: 'key', username, key, ...(credentialId && { credentialId }) } : undefined;
}

/** A ready token replaces the user name; the key that signs for it may be given too, with its credential. */
function refuseLoneCredentialId(form: InputForm): void {
  if (form.isGiven('provisioner-credential-id') && !form.isGiven('provisioner-private-key')) {
    const accepted = 'the private key of the credential, as PEM';
    form.refuse(
      'provisioner-private-key',
      'nothing beside provisioner-credential-id',
      accepted,
      `${emptySecret}; give both or neither`,
    );
  }
}

function refuseHalfLogin(form: InputForm): void {
  for (const name of login.filter((input) => !form.isGiven(input))) {
    const cure = name === 'provisioner-private-key' ? `${emptySecret}; check where it is set` : 'give it too';
    form.refuse(name, 'nothing', allOfLogin, cure);
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
  return isKeptAtGithub && !form.isGiven('public-key') && form.isGiven('token') !== form.isGiven('private-key');
}

function refuseHalfCredential(form: InputForm): void {
  if (form.isGiven('token')) {
    // A token cannot be proven without its key, and `replace` would replace an account whose credential is complete.
    if (form.isGiven('private-key') || form.isGiven('public-key')) return;
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

/** The key that a new account gets. */
export function readKey(form: InputForm): Options['key'] {
  const type = form.readOr('key-type', 'rsa-2048');
  if (!form.isGiven('public-key')) return { type };
  const own = form.read('public-key');
  return own ? { own } : { type };
}
