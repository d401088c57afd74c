import { defined } from '../../core/defined.js';
import { nextName } from '../../core/names.js';
import type { Account, HeldRole } from '../../core/observed.js';
import { canSign, type KnownKey, privateKeyOf } from '../../core/signing-key.js';
import type { StepOf } from '../../core/step.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Connection } from '../../dfns/connection.js';
import { createAccount } from '../../dfns/create-account.js';
import { keySigner } from '../../dfns/signer.js';
import { prove } from '../../dfns/verify-credential.js';
import type { ActionError } from '../../error.js';
import type { Context } from '../context.js';
import { noteAssignment, notePending, type Progress } from './progress.js';
import { assignRole, revokeRole } from './roles.js';

/** What the creation of an account takes. */
export interface Creation extends Pick<Context, 'warn' | 'note' | 'protect'> {
  readonly connection: Connection;
  readonly client: DfnsClient;
  /** The key that was made pending in the stores before the first step. */
  readonly firstKey?: KnownKey | undefined;
  /** Another key, once it is pending in the stores. */
  readonly nextKey: () => Promise<KnownKey>;
  /** Where other runs have the same key: whether one was at work since this one began. */
  readonly sharesKey: (() => Promise<boolean>) | undefined;
  /** Whether an account that is archived, and so not seen, may have had the key. */
  readonly mayBeUsed: boolean;
  /** What to tell where the key of `public-key` is used up. */
  readonly usedUp: ((saidByDfns: string) => ActionError) | undefined;
  /** Called with the id of an account as soon as it is made. */
  readonly noteCreated: (accountId: string) => void;
  /** Waits, as long as the user wants, for the changes that Dfns holds for approval. */
  readonly settleApprovals: (progress: Progress) => Promise<void>;
  readonly daysValid: number | undefined;
  /** Ids of the accounts that were observed. */
  readonly observedIds: ReadonlySet<string>;
}

/**
 * Creates the account, proves its credential, and sees to it that it holds its role and nothing else. An account that replaces another
 * has a name of its own until it takes the other's. A role that a policy holds back is waited for while the other account is still whole.
 */
export async function createAndProve(
  step: StepOf<'create-account'>,
  progress: Progress,
  creation: Creation,
): Promise<void> {
  const { connection, client } = creation;
  const { account, token, key } = await create(step, progress, creation);
  progress.account = { is: 'created', id: account.id };
  progress.changed = true;
  creation.note({ changed: true, serviceAccountId: account.id });
  creation.noteCreated(account.id);
  for (const secret of [token, privateKeyOf(key)]) if (secret) creation.protect(secret);
  const proof = await prove(
    connection,
    defined({ token, signer: canSign(key) ? keySigner(connection.world, key) : undefined }),
  );
  await holdOnlyItsRole(account, progress, creation);
  for (const { roleId } of step.alsoRoles ?? []) notePending(await client.assignRole(roleId, account.id), progress);
  await creation.settleApprovals(progress);
  progress.account = { is: 'proven', credential: { accountId: account.id, token, key, proof } };
}

async function create(step: StepOf<'create-account'>, progress: Progress, creation: Creation) {
  const { connection, client, nextKey, observedIds, daysValid, mayBeUsed, sharesKey, usedUp } = creation;
  const { roleId } = progress;
  const firstKey = creation.firstKey ?? (await nextKey());
  const noteUnclear = (isUnclear: boolean) => {
    progress.account = { is: 'creating', isUnclear };
  };
  noteUnclear(false);
  return createAccount(connection, client, {
    name: step.account,
    firstKey,
    nextKey,
    mayBeUsed,
    sharesKey,
    usedUp,
    noteUnclear,
    nameFor: (publicKey) => (step.replaces ? nextName(step.account, publicKey) : step.account),
    before: observedIds,
    ...defined({ roleId, daysValid }),
  });
}

/**
 * Whether a policy holds an assignment at creation back is not documented, and older APIs let an account inherit the roles of its
 * creator (docs/dfns-api.md, 1.4 and 1.6).
 */
async function holdOnlyItsRole(created: Account, progress: Progress, { client, warn }: Creation): Promise<void> {
  const { roleId } = progress;
  if (isAsWanted(created.roles, roleId)) return noteAssignment(created.roles, progress);
  // Old responses to a creation leave fields empty, so that the account is read again before anything is mended.
  const { roles } = await client.getAccount(created.id);
  if (roleId && !roles.some((held) => held.roleId === roleId)) await assignRole(created.id, progress, client);
  else noteAssignment(roles, progress);
  for (const held of roles.filter((held) => held.roleId !== roleId)) {
    warn(
      `the new service account ${created.name} came with the role ${held.roleName}, which is not declared; it is revoked`,
    );
    await revokeRole({ ...held, accountId: created.id }, progress, client);
  }
}

function isAsWanted(roles: readonly HeldRole[], roleId: string | undefined): boolean {
  return roles.length === (roleId ? 1 : 0) && roles.every((held) => held.roleId === roleId && held.assignmentId);
}
