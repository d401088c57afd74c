import type { Kind } from './event.js';
import { accountName, roleName } from './names.js';
import type { Inputs } from './providers.js';
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
