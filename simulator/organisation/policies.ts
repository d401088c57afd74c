import { newId } from './ids.js';
import type { ActivityKind, Policy, PolicyAction } from './state.js';
import type { Store } from './store.js';

export interface NewPolicy {
  readonly name?: string;
  readonly activityKind: ActivityKind;
  /** The roles it is about; all of them where none is named. */
  readonly permissionIds?: readonly string[];
  readonly action: 'RequestApproval' | 'Block' | PolicyAction;
  /** User ids of who may approve; anybody where none is named. */
  readonly approvers?: readonly string[];
  readonly quorum?: number;
  readonly initiatorCanApprove?: boolean;
  readonly serviceAccountsCanApprove?: boolean;
  /** In minutes. */
  readonly autoRejectTimeout?: number;
}

export function createPolicy(store: Store, wish: NewPolicy): Policy {
  const id = newId('pl');
  const name = wish.name ?? `${wish.activityKind} ${id}`;
  return put(store, { id, status: 'Active', dateCreated: store.clock.iso() }, { ...wish, name });
}

/** Replaces all that it says; what it holds already waits on. */
export function changePolicy(store: Store, policy: Policy, wish: NamedPolicy): Policy {
  return put(store, policy, wish);
}

type NamedPolicy = NewPolicy & { readonly name: string };
type Lasting = Pick<Policy, 'id' | 'status' | 'dateCreated'>;

function put(store: Store, { id, status, dateCreated }: Lasting, wish: NamedPolicy): Policy {
  const { name, activityKind, permissionIds } = wish;
  const policy: Policy = {
    ...{ id, name, status, dateCreated, dateUpdated: store.clock.iso(), activityKind },
    rule: { kind: 'AlwaysTrigger', configuration: {} },
    action: actionOf(wish),
    ...(permissionIds === undefined ? {} : { filters: { permissionId: { in: permissionIds } } }),
  };
  store.policies.set(id, policy);
  return policy;
}

function actionOf(wish: NewPolicy): PolicyAction {
  if (typeof wish.action !== 'string') return wish.action;
  if (wish.action === 'Block') return { kind: 'Block' };
  const { approvers, quorum = 1, initiatorCanApprove = false, serviceAccountsCanApprove, autoRejectTimeout } = wish;
  const group = {
    quorum,
    approvers: approvers === undefined ? {} : { userId: { in: approvers } },
    initiatorCanApprove,
    ...(serviceAccountsCanApprove === undefined ? {} : { serviceAccountsCanApprove }),
  };
  return {
    kind: 'RequestApproval',
    approvalGroups: [group],
    ...(autoRejectTimeout === undefined ? {} : { autoRejectTimeout }),
  };
}
