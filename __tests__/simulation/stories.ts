import { kept, ofRun } from './arranged.js';
import { fixedKeyStories } from './fixed-key-stories.js';
import { fleetStories } from './fleet-stories.js';
import { keyNumber } from './keys.js';
import { kmsStories } from './kms-stories.js';
import { username } from './models/dfns.js';
import { roleName } from './names.js';
import { asking, asksPerson } from './people.js';
import type { Inputs } from './providers.js';
import { provisionerStories } from './provisioner-stories.js';
import type { Story } from './story.js';
import { together } from './together.js';

const revocation: Inputs = {
  mode: 'revoke',
  role: undefined,
  token: undefined,
  'private-key': undefined,
  'output-private-key': undefined,
};

const readable = ['vault', 'aws', 'gcp', 'azure', 'both'];

export const stories: readonly Story[] = [
  { name: 'first', runs: 1, inputs: {}, arrange: () => undefined },
  { name: 'steady', runs: 1, inputs: {}, arrange: (universe) => void kept(universe) },
  {
    name: 'repair',
    runs: 1,
    inputs: { exclusive: 'true' },
    arrange(universe) {
      const { organisation } = universe.dfns;
      kept(universe);
      const [account] = universe.dfns.accounts;
      const role = [...organisation.roles.values()].find(({ name }) => name === roleName);
      if (role) role.operations = ['Wallets:Read'];
      for (const { id } of organisation.assignmentsOf(account?.userId ?? '')) organisation.assignments.delete(id);
      organisation.assign(organisation.createRole('Auditor', ['Auth:Logs:Read']).id, account?.userId ?? '');
    },
  },
  {
    name: 'replace',
    runs: 1,
    inputs: { 'on-lost-token': 'replace' },
    asksAgain: true,
    arrange: (universe) => universe.dfns.organisation.expireToken(kept(universe).DFNS_AUTH_TOKEN ?? ''),
  },
  { name: 'rotate', runs: 1, inputs: { mode: 'rotate' }, isRotation: true, arrange: (universe) => void kept(universe) },
  {
    name: 'renew',
    runs: 1,
    inputs: { 'renew-before-days': '30' },
    asksAgain: true,
    isRotation: true,
    arrange: (universe) => void kept(universe, 5),
  },
  { name: 'revoke', runs: 1, inputs: revocation, isRevocation: true, arrange: (universe) => void kept(universe) },
  { name: 'validate', runs: 1, inputs: { mode: 'validate' }, arrange: (universe) => void kept(universe) },
  {
    name: 'provisioner-store',
    runs: 1,
    at: ['vault'],
    inputs: {
      mode: 'rotate',
      'provisioner-store': 'vault://secret/dfns/provisioner',
      'provisioner-username': undefined,
      'provisioner-credential-id': undefined,
      'provisioner-private-key': undefined,
    },
    isRotation: true,
    arrange(universe) {
      const { DFNS_API_URL = '', DFNS_ORG_ID = '' } = kept(universe);
      for (const store of universe.stores)
        store.putBeside?.('dfns/provisioner', {
          DFNS_API_URL,
          DFNS_ORG_ID,
          DFNS_USERNAME: username,
          DFNS_CRED_ID: universe.dfns.credentialId,
          DFNS_PRIVATE_KEY: keyNumber(0).privateKey,
        });
    },
  },
  {
    name: 'ephemeral',
    runs: 1,
    hasPost: true,
    asksAgain: true,
    inputs: { ephemeral: 'true', store: undefined },
    // Without a token for GitHub the age of what is left decides.
    passes: 30 * 3_600_000,
    nextEnvironment: ofRun('7654321'),
    arrange: () => undefined,
    afterwards: ({ dfns }, { told }) =>
      told.errors[0] ??
      dfns.accounts.map(({ name }) => `an ephemeral account is left: ${name.replace(/\d{8}T\d+Z/, '…')}`)[0],
  },
  {
    name: 'approval',
    runs: 1,
    inputs: { 'wait-for-approval': '5m' },
    asksAgain: true,
    isDecided: true,
    arrange({ dfns: { organisation } }) {
      organisation.switches.permissionIdAtCreation = 'policy-202';
      organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    },
    // It is asked for again and again, until somebody decides.
    afterwards: ({ dfns, stores }, { told }) =>
      told.errors.find((error) => !/\[(APPROVAL_DENIED|TOKEN_LOST|CREDENTIAL_OF_ANOTHER)\]/.test(error)) ??
      (told.errors.length > 0 || stores.every((store) => dfns.works(store.current()))
        ? undefined
        : 'what is stored does not work'),
  },
  ...fixedKeyStories,
  ...provisionerStories,
  ...kmsStories,
  {
    name: 'request',
    ...asksPerson,
    at: readable,
    inputs: { ...asking, 'output-private-key': undefined },
  },
  ...together,
  ...fleetStories,
];
