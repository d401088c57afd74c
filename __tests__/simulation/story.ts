import { kept, ofRun } from './arranged.js';
import { kmsStories } from './kms-stories.js';
import { roleName } from './names.js';
import { bringToken } from './people.js';
import type { Process } from './process.js';
import type { Inputs } from './providers.js';
import type { Universe } from './universe.js';

/** What a run is asked for, over what an earlier one left. */
export interface Story {
  readonly name: string;
  /** How many runs do it at once. */
  readonly runs: number;
  readonly inputs: Inputs;
  arrange(universe: Universe): void;
  /** Whether the next run is asked for the same again, where a plain `ensure` would rightly refuse. */
  readonly asksAgain?: boolean;
  /** What it is asked for, where that is neither a plain `ensure` nor the same again. */
  readonly nextInputs?: Inputs;
  readonly isRotation?: boolean;
  readonly isRevocation?: boolean;
  /** Whether there is an approval for people to decide. */
  readonly isDecided?: boolean;
  /** Whether a post step follows each run. */
  readonly hasPost?: boolean;
  /** The only stores that it is for; all, where it does not say. */
  readonly at?: readonly string[];
  /** Milliseconds before the next run. */
  readonly passes?: number;
  readonly nextEnvironment?: Readonly<Record<string, string>>;
  /** Inputs that are made anew for each run. */
  inputsNow?(universe: Universe): Inputs;
  /** What must be true after the next run, where that is not what a plain one leaves. @returns what is not */
  afterwards?(universe: Universe, process: Process): string | undefined;
}

const revocation: Inputs = { mode: 'revoke', role: undefined, 'output-private-key': undefined };

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
  ...provisionerStories,
  ...kmsStories,
  {
    name: 'request',
    runs: 1,
    asksAgain: true,
    inputs: {
      mode: 'request',
      'github-token': 'ghs_simulated',
      'provisioner-username': undefined,
      'provisioner-credential-id': undefined,
      'provisioner-private-key': undefined,
      'output-private-key': undefined,
    },
    arrange: () => undefined,
    inputsNow: bringToken,
    afterwards({ dfns, github, stores }, { told }) {
      if (told.errors[0] || told.outputs.status === 'requested') return told.errors[0];
      if (github.open.length > 0) return 'an issue is open that nobody needs any more';
      const isKept = stores.every((store) => dfns.works(store.current()) && !store.pending());
      return isKept ? undefined : 'what a person brought is not kept';
    },
  },
  { name: 'two-first', runs: 2, inputs: {}, arrange: () => undefined },
  { name: 'two-steady', runs: 2, inputs: {}, arrange: (universe) => void kept(universe) },
  {
    name: 'two-rotate',
    runs: 2,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
  {
    name: 'two-replace',
    runs: 2,
    inputs: { 'on-lost-token': 'replace' },
    asksAgain: true,
    arrange: (universe) => universe.dfns.organisation.expireToken(kept(universe).DFNS_AUTH_TOKEN ?? ''),
  },
  { name: 'three-first', runs: 3, inputs: {}, arrange: () => undefined },
  {
    name: 'three-rotate',
    runs: 3,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
];
