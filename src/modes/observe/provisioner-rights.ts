import type { Step } from '../../core/step.js';
import type { Session } from '../../dfns/session.js';
import { ActionError } from '../../error.js';
import { everyAccount, type Organisation } from './organisation.js';

type Kind = 'personal access token' | 'service account' | 'user';

/**
 * Refuses, before anything is written, steps that Dfns would refuse for what the provisioner is: only an organisation user may create
 * service accounts, and nobody writes without a key to sign with (docs/dfns-api.md, 1.1).
 * @throws ActionError `PROVISIONER_CANNOT_SIGN` or `PROVISIONER_KIND`
 */
export async function refuseUnableProvisioner(steps: readonly Step[], organisation: Organisation): Promise<void> {
  if (steps.length === 0) return;
  const { session } = organisation.client;
  const kind = kindByClaims(session) ?? (await kindByCredential(organisation));
  const refused = steps.find(({ step }) => refusedTo[kind].includes(step));
  if (refused) throw ofKind(kind, refused.step);
  if (!session.signer) throw cannotSign();
}

const refusedTo: Record<Kind, readonly Step['step'][]> = {
  'personal access token': ['create-account', 'activate-account'],
  'service account': ['create-account'],
  user: [],
};

const useInstead =
  'use provisioner-username with provisioner-private-key: an organisation user who holds a Key credential';

function kindByClaims({ isLogin, claims: { tokenKind } }: Session): Kind | undefined {
  if (isLogin) return 'user';
  if (!tokenKind) return undefined;
  if (/pat|personal/i.test(tokenKind)) return 'personal access token';
  return /service/i.test(tokenKind) ? 'service account' : 'user';
}

/** The credential that Dfns offers for a token shows what kind it is, where the token does not say so itself. */
async function kindByCredential(organisation: Organisation): Promise<Kind> {
  const { client } = organisation;
  const [{ credentialId, userId }, tokenCredentials] = await Promise.all([
    client.proveSession(),
    // A provisioner that may not list them is judged without them.
    client.listTokenCredentials().catch((): string[] => []),
  ]);
  if (credentialId && tokenCredentials.includes(credentialId)) return 'personal access token';
  const isAccount = everyAccount(organisation).some(
    (account) => account.id === userId || (credentialId && account.credentialId === credentialId),
  );
  return isAccount ? 'service account' : 'user';
}

function ofKind(kind: Kind, step: Step['step']): ActionError {
  const what = step === 'create-account' ? 'create a service account' : 'activate a service account';
  return new ActionError(
    'PROVISIONER_KIND',
    `the provisioner is a ${kind}, and Dfns does not let a ${kind} ${what}: only an organisation user may`,
    useInstead,
  );
}

function cannotSign(): ActionError {
  return new ActionError(
    'PROVISIONER_CANNOT_SIGN',
    'there is something to change, and every change must be signed, but provisioner-token came without a key that signs for it',
    `pass the private key of that token as provisioner-private-key (or provisioner-key, in a KMS), or ${useInstead}`,
  );
}
