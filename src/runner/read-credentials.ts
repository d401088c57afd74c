import type { Form } from './form.js';
import type { GivenCredential, Options, Provisioner } from './options.js';
import { keyPairReader, readOwnPublicKey, readToken } from './read-secrets.js';
import { oneOf, plainText, unquotedText } from './readers.js';

const readUsername = unquotedText(plainText(320));
const readCredentialId = unquotedText(plainText(200));
const readKeyType = oneOf('rsa-2048', 'ec-p256', 'ed25519');
const login = ['provisioner-username', 'provisioner-credential-id', 'provisioner-private-key'] as const;
const allOfLogin = `${login.join(', ')} together`;
/** The most common reason for an empty value, and the one that nothing on the page shows. */
const emptySecret = "secrets are empty in workflows from forks, or where the secret's name is misspelt";

/** The identity that the action acts as, of one kind or the other; `undefined` where none is given. */
export function readProvisioner(form: Form): Provisioner | undefined {
  // Beside a store each of these is refused for that alone.
  if (form.isGiven('provisioner-store')) return undefined;
  if (form.isGiven('provisioner-token')) refuseSecondKind(form);
  else if (login.some((name) => form.isGiven(name))) refuseHalfLogin(form);

  const username = form.read('provisioner-username', readUsername);
  const credentialId = form.read('provisioner-credential-id', readCredentialId);
  const key = form.read('provisioner-private-key', keyPairReader(form.masks));
  const token = form.read('provisioner-token', readToken);
  if (token !== undefined) return { kind: 'token', token, ...(key && { key }), ...(credentialId && { credentialId }) };
  return username && credentialId && key ? { kind: 'key', username, credentialId, key } : undefined;
}

/** A ready token stands in the place of the user name; the key that signs for it may stand beside it. */
function refuseSecondKind(form: Form): void {
  const cure = 'leave out provisioner-token, or provisioner-username';
  form.refuseBeside(['provisioner-username'], 'nothing beside provisioner-token: one kind of provisioner', cure);
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

function refuseHalfLogin(form: Form): void {
  for (const name of login.filter((input) => !form.isGiven(input))) {
    const cure = name === 'provisioner-private-key' ? `${emptySecret}; check where it is set` : 'give it too';
    form.refuse(name, 'nothing', allOfLogin, cure);
  }
  if (!form.isGiven('org-id')) {
    form.refuse('org-id', 'nothing', 'the id of the organisation (or-…), which a login needs', 'give it too');
  }
}

/** The account's existing credential; `undefined` where none is given. */
export function readCredential(form: Form): GivenCredential | undefined {
  if (isHalfWritten(form)) {
    form.warnings.push(
      'token and private-key are not both there: a run that was interrupted may have written only some of the secrets; they are not used',
    );
    return undefined;
  }
  refuseHalfCredential(form);
  const token = form.read('token', readToken);
  const key = form.read('private-key', keyPairReader(form.masks));
  const credentialId = form.read('credential-id', readCredentialId);
  return token === undefined ? undefined : { token, ...(key && { key }), ...(credentialId && { credentialId }) };
}

/** GitHub's secrets are written one by one: where they are the store, a half is what an interrupted run left. */
function isHalfWritten(form: Form): boolean {
  const isKeptAtGithub = /^\s*github:/m.test(form.text('store'));
  return isKeptAtGithub && !form.isGiven('public-key') && form.isGiven('token') !== form.isGiven('private-key');
}

function refuseHalfCredential(form: Form): void {
  if (form.isGiven('token')) {
    // Without its key a token cannot be proven, and `replace` would replace an account that has lost nothing.
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
export function readKey(form: Form): Options['key'] {
  const type = form.readOr('key-type', readKeyType, 'rsa-2048');
  if (!form.isGiven('public-key')) return { type };
  form.refuseBeside(
    ['private-key', 'output-private-key', 'key-type'],
    'nothing beside public-key',
    'leave one of them out',
  );
  const own = form.read('public-key', readOwnPublicKey);
  return own ? { own } : { type };
}
