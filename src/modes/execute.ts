import type { CredentialDocument } from '../account/document.js';
import { nextName } from '../account/names.js';
import { type Account, type HeldRole, wasMadeWith } from '../account/observed.js';
import type { Plan } from '../account/plan.js';
import type { Step } from '../account/step.js';
import type { Applied, DfnsClient } from '../dfns/client.js';
import type { Connection } from '../dfns/connection.js';
import { createAccount } from '../dfns/create-account.js';
import { prove } from '../dfns/proof.js';
import { ActionError } from '../error.js';
import type { Context } from './context.js';
import type { Keeper } from './keeper.js';
import type { KeySource, NewKey } from './keys.js';
import type { ProvenCredential } from './outcome.js';

export interface Tools extends Pick<Context, 'log' | 'warn' | 'note' | 'protect'> {
  readonly connection: Connection;
  readonly client: DfnsClient;
  readonly keeper: Keeper;
  readonly keys: KeySource;
  /** Another key, announced to the stores. */
  readonly nextKey: () => Promise<NewKey>;
  /** The key that was announced before the first step, where an account is to be made. */
  readonly firstKey?: NewKey;
  /** What the stores shall hold: of the account that was made, else of the one that stays. */
  readonly documentOf: (made: ProvenCredential | undefined) => CredentialDocument | undefined;
  readonly daysValid: number | undefined;
  /** Ids of the accounts that were observed. */
  readonly before: ReadonlySet<string>;
}

/** What the steps came to. */
export interface Execution {
  /** Whether anything was written to Dfns. */
  changed: boolean;
  /** Whether a credential was written to a store. */
  stored: boolean;
  /** Whether the new account's credential may be in a store: then the account must stay. */
  mayBeStored: boolean;
  roleId?: string;
  assignmentId?: string;
  /** Changes that Dfns holds for approval. */
  readonly pendingApprovals: string[];
  /** The account that was made, with its proven credential. */
  made?: ProvenCredential & { readonly account: Account };
}

/**
 * Takes the steps of a plan, one after another, and notes in `execution` what was done.
 * @throws ActionError of the step that failed; what was done by then is for {@link undo}
 */
export async function execute(plan: Plan, execution: Execution, tools: Tools): Promise<void> {
  if (plan.role) execution.roleId = plan.role.id;
  for (const step of plan.steps) {
    if (step.step === 'store-credential') await store(step.target, execution, tools);
    else {
      await take(step, execution, tools);
      execution.changed = true;
    }
    tools.note({ changed: execution.changed, ...(execution.roleId && { roleId: execution.roleId }) });
  }
}

async function store(target: string, execution: Execution, { keeper, documentOf }: Tools): Promise<void> {
  const document = documentOf(execution.made);
  if (!document) return;
  const wasStored = execution.mayBeStored;
  execution.mayBeStored = true;
  try {
    await keeper.keep(target, document);
  } catch (error) {
    // A conflict says for certain that nothing was written.
    if (error instanceof ActionError && error.code === 'STORE_CONFLICT') execution.mayBeStored = wasStored;
    throw error;
  }
  execution.stored = true;
}

async function take(
  step: Exclude<Step, { step: 'store-credential' }>,
  execution: Execution,
  tools: Tools,
): Promise<void> {
  const { client } = tools;
  switch (step.step) {
    case 'create-role':
      execution.roleId = (await client.createRole(step.role, step.permissions)).id;
      tools.note({ roleName: step.role });
      break;
    case 'update-role':
      note(await client.updateRole({ id: step.roleId, name: step.role }, step.permissions), execution);
      break;
    case 'create-account':
      await make(step, execution, tools);
      break;
    case 'activate-account':
      await client.activateAccount({ id: step.accountId, name: step.account });
      break;
    case 'assign-role':
      await assign(step.accountId, execution, tools);
      break;
    case 'revoke-role':
      note(await client.revokeRole(step.roleId, step.assignmentId), execution);
      break;
    case 'archive-account':
      await client.archiveAccount({ id: step.accountId, name: step.account });
      break;
    case 'rename-account': {
      const id = step.accountId ?? execution.made?.account.id;
      if (id) await client.renameAccount({ id, name: step.account }, step.to);
      break;
    }
  }
}

type CreateAccount = Extract<Step, { step: 'create-account' }>;

async function make(step: CreateAccount, execution: Execution, tools: Tools): Promise<void> {
  const { connection, client } = tools;
  const { roleId } = execution;
  let key = tools.firstKey ?? (await tools.nextKey());
  const { account, token } = await createAccount(connection, client, {
    firstKey: key,
    nextKey: async () => {
      key = await tools.nextKey();
      return key;
    },
    nameFor: (publicKey) => (step.replaces ? nextName(step.account, publicKey) : step.account),
    before: tools.before,
    ...(roleId && { roleId }),
    ...(tools.daysValid && { daysValid: tools.daysValid }),
  });
  const { privateKey } = key;
  if (privateKey) tools.protect(privateKey);
  tools.protect(token);
  const proof = await prove(connection, { token, ...(privateKey && { privateKey }) });
  await holdOnlyItsRole(account, execution, tools);
  execution.made = { account, token, key, proof };
}

/**
 * Sees to it that a new account holds its role and nothing else: whether a policy holds an assignment at creation back is not
 * documented, and older APIs let it inherit the roles of its creator (facts 1.4, 1.6).
 */
async function holdOnlyItsRole(created: Account, execution: Execution, tools: Tools): Promise<void> {
  const { roleId } = execution;
  if (isAsWanted(created.roles, roleId)) {
    noteAssignment(created.roles, execution);
    return;
  }
  // Old answers to a creation leave fields empty, so that the account is read again before anything is mended.
  const { roles } = await tools.client.getAccount(created.id);
  if (roleId && !roles.some((held) => held.roleId === roleId)) await assign(created.id, execution, tools);
  else noteAssignment(roles, execution);
  for (const held of roles) {
    if (held.roleId === roleId || !held.assignmentId) continue;
    tools.warn(
      `the new service account ${created.name} came with the role ${held.roleName}, which is not declared; it is revoked`,
    );
    note(await tools.client.revokeRole(held.roleId, held.assignmentId), execution);
  }
}

function isAsWanted(roles: readonly HeldRole[], roleId: string | undefined): boolean {
  return roles.length === (roleId ? 1 : 0) && roles.every((held) => held.roleId === roleId && held.assignmentId);
}

/** Notes by which assignment the account holds its role. */
export function noteAssignment(roles: readonly HeldRole[], execution: Execution): void {
  const assignmentId = roles.find(({ roleId }) => roleId === execution.roleId)?.assignmentId;
  if (assignmentId) execution.assignmentId = assignmentId;
}

async function assign(accountId: string, execution: Execution, { client }: Tools): Promise<void> {
  if (!execution.roleId) return;
  const assigned = await client.assignRole(execution.roleId, accountId);
  if ('done' in assigned) execution.assignmentId = assigned.done.id;
  else note(assigned, execution);
}

function note(result: Applied<unknown>, { pendingApprovals }: Execution): void {
  if ('pending' in result) pendingApprovals.push(result.pending.approvalId ?? result.pending.id);
}

/**
 * Takes back what a failed run must not leave: an account that it made, whose token was given to nobody, is archived, found by its
 * key, since a creation may have been unclear; one that it activated in vain is deactivated.
 */
export async function undo(
  plan: Plan,
  execution: Execution,
  name: string,
  { client, keys, keeper, before }: Tools,
): Promise<void> {
  for (const step of plan.steps) {
    if (step.step === 'activate-account') await client.deactivateAccount({ id: step.accountId, name: step.account });
  }
  if (keys.handedOut.length === 0 || execution.mayBeStored) return;
  const accounts = (await client.listAccounts()).filter(({ id }) => !before.has(id));
  const ours = accounts.filter((account) => keys.handedOut.some((key) => wasMadeWith(account, key.fingerprint)));
  for (const account of ours) await client.discardAccount(account, name);
  // Where this fails the next run takes the pending change over.
  await keeper.forget().catch(() => undefined);
}
