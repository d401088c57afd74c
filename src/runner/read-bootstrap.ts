import type { KeyType } from '../account/key-pair.js';
import type { StoreTarget } from '../account/store-target.js';
import type { Form } from './form.js';
import { readApiUrl } from './read-api-url.js';
import { readOrgId } from './read-org-id.js';
import { readStores, type TargetParser } from './read-stores.js';
import { oneOf, plainText, type Reader, Refusal, readBoolean, unquotedText, wholeNumber } from './readers.js';

/** What `mode: bootstrap` reads; no other mode's inputs are among it. */
export interface BootstrapOptions {
  readonly mode: 'bootstrap';
  readonly apiUrl: string;
  readonly orgId: string;
  /** The user that the code is for. */
  readonly username: string;
  /** Absent where an earlier run has registered the credential already. */
  readonly code?: string;
  readonly keyType: KeyType;
  /** At least one. */
  readonly stores: readonly StoreTarget[];
  readonly githubToken?: string;
  readonly outputPrivateKey: boolean;
  readonly exportEnv: false;
  /** Milliseconds. */
  readonly timeout: number;
  readonly warnings: readonly string[];
}

const foreign = [
  'name',
  'dry-run',
  'provisioner-credential-id',
  'provisioner-private-key',
  'provisioner-store',
  'provisioner-token',
  'role',
  'permissions',
  'exclusive',
  'days-valid',
  'public-key',
  'token',
  'private-key',
  'credential-id',
  'export-env',
  'on-lost-token',
  'on-drift',
  'warn-before-days',
  'wait-for-approval',
  'renew-before-days',
  'retire-after',
  'force',
  'ephemeral',
];

/** @throws ActionError `INVALID_INPUTS` */
export function readBootstrap(form: Form, parseTargets: TargetParser): BootstrapOptions {
  form.refuseBeside(
    foreign,
    "nothing in mode bootstrap, which registers the provisioner's own credential",
    'leave it out, or use mode ensure',
  );
  const apiUrl = form.readOr('api-url', readApiUrl, '');
  const orgId = required(form, 'org-id', readOrgId, 'the id of the organisation (or-…), which a login needs');
  const username = required(
    form,
    'provisioner-username',
    unquotedText(plainText(320)),
    'the user that the credential code is for',
  );
  const code = form.read('credential-code', readCode);
  const keyType = form.readOr('key-type', oneOf<KeyType>('rsa-2048', 'ec-p256', 'ed25519'), 'rsa-2048');
  const stores = readStores(form, parseTargets);
  const outputPrivateKey = form.readOr('output-private-key', readBoolean, false);
  const timeout = form.readOr('timeout', wholeNumber(1, 21_600), 1) * 1000;
  checkStores(form, stores.stores, outputPrivateKey);
  form.conclude();
  return {
    mode: 'bootstrap',
    apiUrl,
    orgId,
    username,
    ...(code && { code }),
    keyType,
    ...stores,
    outputPrivateKey,
    exportEnv: false,
    timeout,
    warnings: form.warnings,
  };
}

function required(form: Form, name: string, reader: Reader<string>, accepted: string): string {
  if (!form.isGiven(name)) form.refuse(name, 'nothing', accepted, 'give it; mode bootstrap needs it');
  return form.readOr(name, reader, '');
}

/** The private key must be found again: by the next run in a store, or by whoever takes the output. */
function checkStores(form: Form, targets: readonly StoreTarget[], outputPrivateKey: boolean): void {
  if (form.text('store') === '') {
    form.refuse('store', 'nothing', 'at least one target', "name where the provisioner's private key shall be kept");
  }
  if (targets.length === 0 || targets.some(({ readable }) => readable)) return;
  if (!outputPrivateKey) {
    form.refuse(
      'output-private-key',
      'false',
      'true where no target of store can be read back',
      'set it and take the output away, or add a target that can be read: a github: target never shows the key again',
    );
  }
  if (!form.isGiven('credential-code')) {
    form.refuse('credential-code', 'nothing', 'a one-time credential code', howToGetOne);
  }
}

const acceptedCode = 'a one-time credential code such as A7U-KY6-9PT';
const howToGetOne =
  'the provisioner makes it in the dashboard or by POST /auth/credentials/code, and it lives about a minute';

/** Dfns promises no form of its codes; what is refused cannot be one. A code shorter than 8 would be too short to be masked. */
const readCode: Reader<string> = unquotedText((text) => {
  if (/^[A-Za-z0-9-]{8,64}$/.test(text)) return text;
  throw new Refusal(acceptedCode, 'copy the code alone', 'a value that is no code (not shown)');
});
