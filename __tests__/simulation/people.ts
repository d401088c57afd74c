import type { Kind } from './event.js';
import { accountName, roleName } from './names.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

/** What a person keeps at the target by mistake. */
export const foreign = { password: 'of a database' };

/** What a person does while a run is at work. */
export function act(kind: Kind, universe: Universe): void {
  const { dfns, stores } = universe;
  const { organisation, accounts } = dfns;
  const account = accounts.find(({ name }) => name === accountName);
  if (kind === 'renamed' && account) account.name = 'renamed-by-hand';
  if (kind === 'archived' && account) organisation.archiveServiceAccount(account.userId);
  if (kind === 'role-changed')
    for (const role of organisation.roles.values()) if (role.name === roleName) role.operations = ['Wallets:Read'];
  if (kind === 'edited') for (const store of stores) store.put(foreign);
  if (kind === 'removed') for (const store of stores) store.remove();
  if (kind === 'edited' || kind === 'removed') universe.isForeignKept = kind === 'edited';
  if (kind === 'approve' || kind === 'deny') {
    for (const { id, status } of organisation.approvals.values())
      if (status === 'Pending') organisation.decide(id, kind === 'approve' ? 'Approved' : 'Denied');
  }
}

/** Whoever reads the oldest open issue creates the account with the key that stands there, once, and brings the token. */
export function bringToken({ dfns, github, brought }: Universe): Inputs {
  const [issue] = github.open;
  const [publicKey] = /-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----/.exec(issue?.body ?? '') ?? [];
  if (publicKey && !brought.has(publicKey) && dfns.accounts.length === 0)
    brought.set(publicKey, dfns.organisation.createServiceAccount(accountName, { publicKey }).token);
  return { token: [...brought.values()].at(-1) };
}

/** Inputs of a job that asks a person, and holds no provisioner. */
export const asking: Inputs = {
  mode: 'request',
  'github-token': 'ghs_simulated',
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

/** What such a story is, wherever the key is. */
export const asksPerson: Omit<Story, 'name' | 'inputs'> = {
  runs: 1,
  asksAgain: true,
  arrange: () => undefined,
  inputsNow: bringToken,
  afterwards({ dfns, github, stores }, { told }) {
    if (told.errors[0] || told.outputs.status === 'requested') return told.errors[0];
    if (github.open.length > 0) return 'an issue is open that nobody needs any more';
    const isKept = stores.every((store) => dfns.works(store.current()) && !store.pending());
    return isKept ? undefined : 'what a person brought is not kept';
  },
};
