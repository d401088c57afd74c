import type { User } from '../../simulator/organisation/state.js';
import { kept, ofRun } from './arranged.js';
import { username } from './models/dfns.js';
import { type KmsModel, keyInKms, provisionerKeyInKms, publicHalfInKms } from './models/kms.js';
import { asking, asksPerson } from './people.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

const inKms: Inputs = { key: keyInKms, 'output-private-key': undefined };

/** An account whose key is version 1 of the one in the KMS. */
function keptInKms(universe: Universe): void {
  const { kms } = universe;
  kept(universe, 365, { DFNS_KEY: kms.pinnedOf('backend', 1) }, kms.pairOf('backend', 1).publicKey);
}

function newer(universe: Universe): void {
  keptInKms(universe);
  universe.kms.versions = 2;
}

/** Who the run acts as signs inside the KMS too. */
const actingInKms: Inputs = { 'provisioner-key': provisionerKeyInKms, 'provisioner-private-key': undefined };
const bothInKms: Inputs = { ...inKms, ...actingInKms };

/** The provisioner's one credential is the key in the KMS. */
function actsInKms({ kms, dfns: { organisation, credentialId } }: Universe): void {
  organisation.provisioner.credentials.length = 0;
  const key = organisation.freshKey(kms.pairOf('provisioner', 1).publicKey);
  organisation.provisioner.credentials.push(organisation.newCredential(key, 'Key', credentialId));
}

/** GitHub's secrets cannot be read back. */
const readable = ['vault', 'aws', 'gcp', 'azure', 'both', 'kms-aws', 'kms-gcp', 'kms-azure'];

/** Where a KMS makes no versions, a person does what `KMS_CANNOT_ROTATE` says: the alias comes to name a key that no account has had. */
function letAliasNameAnother({ kms, dfns, stores }: Universe): Inputs {
  const { publicKey } = kms.pairOf('backend', kms.versions);
  const isKept = stores.every((store) => publicHalfInKms(store.current()) === publicKey);
  if (!kms.makesVersions && !isKept && dfns.keysTaken.includes(publicKey)) kms.versions += 1;
  return {};
}

const newcomer = 'new@example.com';

const ephemeralInKms: Omit<Story, 'name' | 'runs'> = {
  hasPost: true,
  asksAgain: true,
  inputs: { ...bothInKms, ephemeral: 'true', store: undefined },
  // Without a token for GitHub the age of what is left decides.
  passes: 30 * 3_600_000,
  nextEnvironment: ofRun('7654321'),
  inputsNow: letAliasNameAnother,
  arrange: actsInKms,
  afterwards: ({ dfns }, { told }) => told.errors[0] ?? dfns.accounts.map(() => 'an ephemeral account is left')[0],
};

/** Modes whose provisioner's key, and account's, sign inside a KMS. */
const modesInKms: readonly Story[] = [
  {
    name: 'acting-in-kms',
    runs: 1,
    inputs: { ...bothInKms, mode: 'rotate' },
    nextInputs: bothInKms,
    isRotation: true,
    arrange(universe) {
      actsInKms(universe);
      keptInKms(universe);
    },
  },
  {
    name: 'revoke-in-kms',
    runs: 1,
    inputs: { ...actingInKms, mode: 'revoke', role: undefined, 'output-private-key': undefined },
    isRevocation: true,
    arrange(universe) {
      actsInKms(universe);
      keptInKms(universe);
    },
  },
  {
    name: 'validate-in-kms',
    runs: 1,
    inputs: { ...bothInKms, mode: 'validate' },
    nextInputs: bothInKms,
    arrange(universe) {
      actsInKms(universe);
      keptInKms(universe);
    },
  },
  { name: 'ephemeral-in-kms', runs: 1, ...ephemeralInKms },
  { name: 'two-ephemeral-in-kms', runs: 2, hasLosers: true, ...ephemeralInKms },
  {
    name: 'request-in-kms',
    ...asksPerson,
    at: readable,
    inputs: { ...inKms, ...asking },
  },
  ...(['credential-code', 'registration-code'] as const).map((code): Story => {
    const user = code === 'credential-code' ? username : newcomer;
    return {
      name: code === 'credential-code' ? 'bootstrap-in-kms' : 'register-in-kms',
      runs: 1,
      at: readable,
      asksAgain: true,
      inputs: {
        ...actingInKms,
        mode: 'bootstrap',
        name: undefined,
        role: undefined,
        'output-private-key': undefined,
        'provisioner-credential-id': undefined,
        'provisioner-username': user,
      },
      // A person who brings a fresh code as long as there is need of one.
      inputsNow: ({ kms, dfns: { organisation } }) => ({
        [code]: isRegisteredInKms(kms, organisation.userNamed(user))
          ? undefined
          : code === 'credential-code'
            ? organisation.createCredentialCode(username, 3600).code
            : organisation.resendRegistrationCode(newcomer),
      }),
      arrange: ({ dfns: { organisation } }) => {
        if (user === newcomer) organisation.inviteUser(newcomer);
      },
      afterwards: ({ kms, dfns: { organisation }, stores }, { told }) =>
        told.errors[0] ??
        (isRegisteredInKms(kms, organisation.userNamed(user)) && stores.every((store) => store.current()?.DFNS_KEY)
          ? undefined
          : 'what is stored does not log in'),
    };
  }),
];

function isRegisteredInKms(kms: KmsModel, user: User | undefined): boolean {
  const { publicKey } = kms.pairOf('provisioner', 1);
  return user?.credentials.some((credential) => credential.isActive && credential.publicKey === publicKey) ?? false;
}

/** Runs whose account signs inside a KMS: first, again, by a version that its owner or the run makes, and moved there from a store. */
export const kmsStories: readonly Story[] = [
  { name: 'first-in-kms', runs: 1, inputs: inKms, nextInputs: inKms, arrange: () => undefined },
  {
    name: 'rotate-in-kms',
    runs: 1,
    inputs: { ...inKms, mode: 'rotate' },
    nextInputs: inKms,
    isRotation: true,
    arrange: keptInKms,
  },
  {
    name: 'newer-in-kms',
    runs: 1,
    inputs: inKms,
    nextInputs: inKms,
    isRotation: true,
    arrange: newer,
  },
  {
    name: 'moved-to-kms',
    runs: 1,
    inputs: inKms,
    nextInputs: inKms,
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
  {
    name: 'all-in-kms',
    runs: 1,
    inputs: bothInKms,
    nextInputs: bothInKms,
    isRotation: true,
    inputsNow: letAliasNameAnother,
    arrange(universe) {
      actsInKms(universe);
      newer(universe);
    },
  },
  { name: 'two-in-kms', runs: 2, inputs: inKms, nextInputs: inKms, arrange: () => undefined },
  { name: 'two-newer-in-kms', runs: 2, inputs: inKms, nextInputs: inKms, isRotation: true, arrange: newer },
  ...modesInKms,
];
