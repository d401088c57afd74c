import type { KeyType } from '../../core/key-pair.js';
import type { KmsAddress } from '../../core/kms-address.js';
import type { StoreTarget } from '../../core/store-target.js';
import { refuseUnused } from './check-inputs.js';
import type { InputForm } from './input-form.js';
import type { Parsers } from './parsers.js';
import { readKmsKey } from './read-kms-key.js';
import { readStores } from './read-stores.js';
import { excluders } from './refusal-words.js';

/** A one-time code: a user who has credentials makes one for another, and a new user gets one by e-mail for the first. */
export interface BootstrapCode {
  readonly kind: 'credential' | 'registration';
  readonly text: string;
}

/** The options of `mode: bootstrap`. */
export interface BootstrapOptions {
  readonly mode: 'bootstrap';
  readonly apiUrl: string;
  readonly orgId: string;
  /** The user that the code is for. */
  readonly username: string;
  /** Absent if an earlier run has registered the credential already. */
  readonly code?: BootstrapCode;
  /** A key pair of this type is made, or the key signs inside a KMS. */
  readonly key: { readonly type: KeyType } | { readonly kms: KmsAddress };
  /** At least one. */
  readonly stores: readonly StoreTarget[];
  readonly githubToken?: string;
  readonly outputPrivateKey: boolean;
  readonly exportEnv: false;
  /** Milliseconds. */
  readonly timeout: number;
  readonly warnings: readonly string[];
}

/** @throws ActionError `INVALID_INPUTS` */
export function readBootstrap(form: InputForm, { parseTargets, parseAddress }: Parsers): BootstrapOptions {
  refuseUnused(form, 'bootstrap');
  const apiUrl = form.readOr('api-url', '');
  const orgId = required(form, 'org-id', 'the id of the organisation (or-…), which a login needs');
  const username = required(form, 'provisioner-username', 'the user that the code is for');
  const code = readCode(form);
  const key = readKey(form, parseAddress);
  const stores = readStores(form, parseTargets);
  const outputPrivateKey = form.readOr('output-private-key', false);
  const timeout = form.readOr('timeout', 1) * 1000;
  checkStores(form, stores.stores, outputPrivateKey || 'kms' in key);
  form.conclude();
  return {
    mode: 'bootstrap',
    apiUrl,
    orgId,
    username,
    ...(code && { code }),
    key,
    ...stores,
    outputPrivateKey,
    exportEnv: false,
    timeout,
    warnings: form.warnings,
  };
}

/** The provisioner's key: here `key` names it too, as `key-type` does, since there is no account. */
function readKey(form: InputForm, parseAddress: Parsers['parseAddress']): BootstrapOptions['key'] {
  const type = form.readOr('key-type', 'rsa-2048');
  const kms = readKmsKey(form, 'provisioner-key', parseAddress) ?? readKmsKey(form, 'key', parseAddress);
  const given = (['provisioner-key', 'key'] as const).find((name) => form.isGiven(name));
  if (given) form.refuseGiven(['key-type', 'output-private-key'], ...excluders[given]);
  if (given === 'provisioner-key') form.refuseGiven(['key'], ...excluders[given]);
  return kms ? { kms } : { type };
}

function readCode(form: InputForm): BootstrapCode | undefined {
  form.masks.maskShort(form.text('registration-code'));
  if (form.isGiven('credential-code')) {
    form.refuseGiven(
      ['registration-code'],
      'nothing beside credential-code: a user has credentials, or registers the first',
      'leave one of them out',
    );
  }
  const credential = form.read('credential-code');
  const registration = form.read('registration-code');
  if (credential) return { kind: 'credential', text: credential };
  return registration ? { kind: 'registration', text: registration } : undefined;
}

function required(form: InputForm, name: 'org-id' | 'provisioner-username', accepted: string): string {
  if (!form.isGiven(name)) form.refuse(name, 'nothing', accepted, 'give it; mode bootstrap needs it');
  return form.readOr(name, '');
}

/** The private key must be kept: in a store for the next run, by whoever takes the output, or inside its KMS. */
function checkStores(form: InputForm, targets: readonly StoreTarget[], isKeyKept: boolean): void {
  if (form.text('store') === '') {
    form.refuse('store', 'nothing', 'at least one target', "name where the provisioner's private key shall be kept");
  }
  if (targets.length === 0 || targets.some(({ readable }) => readable)) return;
  if (!isKeyKept) {
    form.refuse(
      'output-private-key',
      'false',
      'true where no target of store can be read back',
      'set it and take the output away, or add a target that can be read: a github: target never shows the key again',
    );
  }
  if (!form.isGiven('credential-code') && !form.isGiven('registration-code')) {
    form.refuse('credential-code', 'nothing', 'a one-time credential code, or a registration-code', howToGetOne);
  }
}

const howToGetOne =
  'the provisioner makes the one in the dashboard or by POST /auth/credentials/code, and it lives about a minute; a new user gets the other by e-mail';
