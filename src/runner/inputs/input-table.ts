import type { Masks } from '../output/mask.js';
import { readApiUrl } from './read-api-url.js';
import { readCredentialId, readOrgId, readUsername } from './read-ids.js';
import { readKeyPair, readOwnPublicKey, readToken } from './read-secrets.js';
import {
  type Accepts,
  oneOf,
  readAccountName,
  readBoolean,
  readCredentialCode,
  readDuration,
  readRegistrationCode,
  readShard,
  wholeNumber,
} from './readers.js';
import { codeElsewhere, type Excluder, type Mode, manifestElsewhere, modes, type Words } from './refusal-words.js';

/** All that is to be said of one input; an input that is added is added here and in action.yml. */
interface InputRow {
  /** The default of action.yml, for when no runner fills it in. */
  readonly default?: string;
  /** Whether its value is a secret. It is masked before anything is printed, and never quoted. */
  readonly secret?: true;
  /** Whether a secret ends up here when it is put into the wrong input. What looks like one is masked then. */
  readonly mayHoldSecret?: true;
  /** Turns the text into the value. Without it the text itself is the value, or another input decides how it is read. */
  readonly read?: ((text: string, masks: Masks) => unknown) & { readonly accepts?: Accepts };
  /** The modes that use it; every mode where this is absent. Any other mode refuses it, since a reader would believe that it is used. */
  readonly usedIn?: readonly Mode[];
  /** Why another mode refuses it, where {@link unusedIn} does not say enough. */
  readonly elsewhere?: (mode: Mode) => Words;
  /** The inputs beside which it is refused. */
  readonly notBeside?: readonly Excluder[];
  /** Whether it is said of one account: a manifest says it of each, and the step then not. */
  readonly ofAccount?: true;
}

const provisions: readonly Mode[] = ['ensure', 'validate', 'rotate', 'revoke', 'request'];
const declares: readonly Mode[] = ['ensure', 'validate', 'rotate', 'request'];
const creates: readonly Mode[] = ['ensure', 'rotate', 'request'];

const fleetModes: readonly Mode[] = ['ensure', 'validate'];
const inputs = {
  mode: { default: 'ensure', read: oneOf(...modes) },
  name: { mayHoldSecret: true, read: readAccountName, usedIn: provisions, ofAccount: true },
  manifest: { mayHoldSecret: true, usedIn: fleetModes, elsewhere: manifestElsewhere },
  shard: { read: readShard, usedIn: fleetModes, elsewhere: manifestElsewhere },
  prune: { default: 'false', read: readBoolean, usedIn: ['ensure'] },
  'comment-plan': { default: 'false', read: readBoolean, usedIn: fleetModes, elsewhere: manifestElsewhere },
  'dry-run': { default: 'false', read: readBoolean, usedIn: ['ensure', 'rotate', 'revoke', 'request'] },
  'api-url': { default: 'https://api.dfns.io', mayHoldSecret: true, read: readApiUrl },
  'org-id': { mayHoldSecret: true, read: readOrgId },
  'provisioner-username': {
    mayHoldSecret: true,
    read: readUsername,
    notBeside: ['provisioner-store', 'provisioner-token'],
  },
  'provisioner-credential-id': {
    mayHoldSecret: true,
    read: readCredentialId,
    usedIn: provisions,
    notBeside: ['provisioner-store'],
  },
  'provisioner-private-key': {
    secret: true,
    read: readKeyPair,
    usedIn: provisions,
    notBeside: ['provisioner-store', 'provisioner-key'],
  },
  // Opened together with the key that it is of.
  'provisioner-passphrase': { secret: true, usedIn: provisions, notBeside: ['provisioner-store', 'provisioner-key'] },
  'provisioner-key': { mayHoldSecret: true, usedIn: [...provisions, 'bootstrap'], notBeside: ['provisioner-store'] },
  'provisioner-store': { mayHoldSecret: true, usedIn: provisions },
  'provisioner-token': { secret: true, read: readToken, usedIn: provisions, notBeside: ['provisioner-store'] },
  role: { mayHoldSecret: true, usedIn: declares, ofAccount: true },
  permissions: { mayHoldSecret: true, usedIn: declares, ofAccount: true },
  exclusive: { default: 'false', read: readBoolean, usedIn: declares, ofAccount: true },
  'days-valid': { read: wholeNumber(1, 730), usedIn: creates, ofAccount: true },
  'key-type': {
    default: 'rsa-2048',
    read: oneOf('rsa-2048', 'ec-p256', 'ed25519'),
    usedIn: [...creates, 'bootstrap'],
    notBeside: ['public-key', 'key'],
    ofAccount: true,
  },
  'public-key': { mayHoldSecret: true, read: readOwnPublicKey, usedIn: declares, notBeside: ['key'], ofAccount: true },
  key: { mayHoldSecret: true, usedIn: [...declares, 'bootstrap'], ofAccount: true },
  token: { secret: true, read: readToken, usedIn: declares, notBeside: ['ephemeral'], ofAccount: true },
  'private-key': {
    secret: true,
    read: readKeyPair,
    usedIn: declares,
    notBeside: ['public-key', 'key', 'ephemeral'],
    ofAccount: true,
  },
  'credential-id': {
    mayHoldSecret: true,
    read: readCredentialId,
    usedIn: declares,
    notBeside: ['ephemeral'],
    ofAccount: true,
  },
  store: { mayHoldSecret: true, notBeside: ['ephemeral'], ofAccount: true },
  'github-token': { secret: true, read: readToken },
  'export-env': { default: 'false', read: readBoolean, usedIn: declares, ofAccount: true },
  'output-private-key': {
    default: 'false',
    read: readBoolean,
    usedIn: [...declares, 'bootstrap'],
    notBeside: ['public-key', 'key'],
    ofAccount: true,
  },
  ephemeral: { default: 'false', read: readBoolean, usedIn: provisions, ofAccount: true },
  'on-lost-token': {
    default: 'fail',
    read: oneOf('fail', 'replace'),
    usedIn: ['ensure', 'rotate'],
    notBeside: ['ephemeral'],
    ofAccount: true,
  },
  'on-drift': { default: 'fix', read: oneOf('fix', 'warn', 'fail'), usedIn: declares, ofAccount: true },
  'on-admin-role': { default: 'warn', read: oneOf('warn', 'fail', 'allow'), usedIn: declares, ofAccount: true },
  'warn-before-days': {
    default: '30',
    read: wholeNumber(0, 730),
    usedIn: declares,
    notBeside: ['ephemeral'],
    ofAccount: true,
  },
  'renew-before-days': {
    default: '0',
    read: wholeNumber(0, 729),
    usedIn: ['ensure'],
    notBeside: ['ephemeral'],
    ofAccount: true,
  },
  'retire-after': {
    default: '24h',
    read: readDuration,
    usedIn: ['ensure', 'rotate'],
    notBeside: ['ephemeral'],
    ofAccount: true,
  },
  force: { default: 'false', read: readBoolean, usedIn: ['ensure', 'rotate', 'revoke'] },
  'wait-for-approval': { default: '0', read: readDuration, usedIn: creates, ofAccount: true },
  'credential-code': { secret: true, read: readCredentialCode, usedIn: ['bootstrap'], elsewhere: codeElsewhere },
  'registration-code': { secret: true, read: readRegistrationCode, usedIn: ['bootstrap'], elsewhere: codeElsewhere },
  timeout: { default: '300', read: wholeNumber(1, 21_600) },
} satisfies Readonly<Record<string, InputRow>>;

export type InputName = keyof typeof inputs;

/** What the reader of an input makes of its text. */
export type Value<N extends InputName> = (typeof inputs)[N] extends {
  read: (text: string, masks: Masks) => infer T;
}
  ? T
  : string;

export const inputTable: Readonly<Record<InputName, InputRow>> = inputs;
export const inputNames = Object.keys(inputs) as readonly InputName[];
