import type { User } from '../../simulator/organisation/state.js';
import { publicHalfOf } from './keys.js';
import { username } from './models/dfns.js';
import type { StoredDocument } from './models/server.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';

const bootstrapping: Inputs = {
  mode: 'bootstrap',
  name: undefined,
  role: undefined,
  'output-private-key': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

/** A new user, who has no credential yet. */
const newcomer = 'new@example.com';

/** Whether a stored document is a provisioner's whose key Dfns knows. */
function logsIn(user: User | undefined, document: StoredDocument | undefined): boolean {
  return (user?.credentials ?? []).some(
    ({ credentialId, isActive, publicKey }) =>
      isActive && credentialId === document?.DFNS_CRED_ID && publicKey === publicHalfOf(document.DFNS_PRIVATE_KEY),
  );
}

/** How a user of the organisation becomes the provisioner. */
export const provisionerStories: readonly Story[] = [
  {
    name: 'bootstrap',
    runs: 1,
    inputs: bootstrapping,
    asksAgain: true,
    // A person who types a fresh code into each run.
    inputsNow: ({ dfns: { organisation } }) => ({
      'credential-code': organisation.createCredentialCode(username, 3600).code,
    }),
    arrange: () => undefined,
    afterwards: ({ dfns, stores }, { told }) =>
      told.errors[0] ??
      (stores.every((store) => logsIn(dfns.organisation.provisioner, store.current()))
        ? undefined
        : 'what is stored does not log in'),
  },
  {
    name: 'register',
    runs: 1,
    inputs: { ...bootstrapping, 'provisioner-username': newcomer },
    asksAgain: true,
    // A person who copies the code from the newest e-mail, as long as there is need of one.
    inputsNow: ({ dfns: { organisation } }) => ({
      'registration-code': organisation.userNamed(newcomer)?.isRegistered
        ? undefined
        : organisation.resendRegistrationCode(newcomer),
    }),
    arrange: ({ dfns: { organisation } }) => void organisation.inviteUser(newcomer),
    afterwards: ({ dfns, stores }, { told }) =>
      // A person who removes the secret has taken the only copy of the key: another user must be invited.
      told.errors.find((error) => !error.includes('[CODE_NEEDED]') || stores.every((store) => store.current())) ??
      (told.errors.length > 0 || stores.every((store) => logsIn(dfns.organisation.userNamed(newcomer), store.current()))
        ? undefined
        : 'what is stored does not log in'),
  },
];
