import { encryptedPemOf } from '../../core/choose-pem.js';
import { decryptPrivateKey, type KeyPair } from '../../core/key-pair.js';
import { ActionError } from '../../error.js';
import type { InputForm } from './input-form.js';
import { asInput, readKeyPair } from './read-secrets.js';

const ofKey = 'the passphrase of provisioner-private-key';

/**
 * The private key of the provisioner, opened with `provisioner-passphrase` where it is encrypted; `undefined` if there is none that can
 * be used. A passphrase that is wrong, one that is missing and one that is of no use are told apart.
 */
export function readProvisionerKey(form: InputForm): KeyPair | undefined {
  form.masks.maskShort(form.text('provisioner-passphrase'));
  const pem = encryptedPem(form);
  if (pem === undefined) {
    refuseNeedless(form);
    return form.readWith('provisioner-private-key', (text) => readKeyPair(text, form.masks));
  }
  if (form.rawText('provisioner-passphrase') === '') {
    const cure = 'give it from a secret: it is empty in workflows from forks, or where its name is misspelt';
    form.refuse('provisioner-passphrase', 'nothing', `${ofKey}, which is encrypted`, cure);
    return undefined;
  }
  // What is no value at all is told by the form.
  if (form.isGiven('provisioner-passphrase') && form.read('provisioner-passphrase') === undefined) return undefined;
  return form.readWith('provisioner-private-key', () => opened(form, pem));
}

/** Another fault of the key is for its own reader to tell. */
function encryptedPem(form: InputForm): string | undefined {
  try {
    return encryptedPemOf(form.text('provisioner-private-key'));
  } catch (error) {
    if (error instanceof ActionError) return undefined;
    throw error;
  }
}

function opened(form: InputForm, pem: string): KeyPair | undefined {
  // White space may be a part of it, or may have come with the pasting.
  const passphrases = new Set([form.rawText('provisioner-passphrase'), form.text('provisioner-passphrase')]);
  for (const passphrase of passphrases) {
    const key = asInput(
      (text) => decryptPrivateKey(text, passphrase),
      pem,
      'a PEM private key that its passphrase opens',
    );
    if (!key) continue;
    form.masks.mask(key.privateKey);
    return key;
  }
  const cure = 'the key is whole and this does not open it: check the secret; openssl pkey -in KEY -noout asks for it';
  form.refuse('provisioner-passphrase', 'a wrong one (not shown)', ofKey, cure);
  return undefined;
}

function refuseNeedless(form: InputForm): void {
  // Beside a store the table refuses it.
  if (!form.isGiven('provisioner-passphrase') || form.isGiven('provisioner-store')) return;
  const cure = form.isGiven('provisioner-private-key')
    ? 'leave it out, or give the key as it was encrypted'
    : 'leave it out, or give the key that it opens';
  const accepted = form.isGiven('provisioner-private-key')
    ? 'nothing beside a provisioner-private-key that is not encrypted'
    : 'nothing without a provisioner-private-key that is encrypted';
  form.refuse('provisioner-passphrase', form.quote('provisioner-passphrase'), accepted, cure);
}
