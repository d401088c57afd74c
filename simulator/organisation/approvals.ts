import { ApiError, conflict, forbidden } from '../http/errors.js';
import type { Actor } from './actor.js';
import { newId } from './ids.js';
import { change as changeRole } from './roles.js';
import type {
  ActivityKind,
  Approval,
  AssignmentChange,
  ChangeRequest,
  Policy,
  Requester,
  RoleChange,
} from './state.js';
import type { Store } from './store.js';

type Wish =
  | Pick<RoleChange, 'kind' | 'operationKind' | 'body'>
  | Pick<AssignmentChange, 'kind' | 'operationKind' | 'body'>;

/** The active policy that such an activity on this role triggers, a blocking one first; docs/dfns-api.md, 1.6. */
export function policyFor(store: Store, kind: ActivityKind, permissionId: string): Policy | undefined {
  const matching = [...store.policies.values()].filter(
    ({ status, activityKind, filters }) =>
      status === 'Active' &&
      activityKind === kind &&
      (filters?.permissionId === undefined || filters.permissionId.in.includes(permissionId)),
  );
  return matching.find(({ action }) => action.kind === 'Block') ?? matching[0];
}

/**
 * Does what is wished at once, or, where a policy matches, refuses it or holds it for approval and answers the change
 * request.
 */
export function actOrHold(store: Store, actor: Actor, wish: Wish): ChangeRequest | undefined {
  const { activity, permissionId } = subjectOf(wish);
  requireNothingPending(store, wish.body.id, wish);
  const policy = policyFor(store, activity, permissionId);
  if (policy) return hold(store, actor, wish, policy);
  perform(store, wish);
  return undefined;
}

/** Holds a wish for approval under this policy. */
export function hold(store: Store, actor: Actor, wish: Wish, policy: Policy): ChangeRequest {
  if (policy.action.kind === 'Block') throw blocked(store);
  const requester: Requester = {
    userId: actor.userId,
    ...(actor.tokenId === undefined ? {} : { tokenId: actor.tokenId }),
  };
  const now = store.clock.now();
  const dateCreated = store.clock.iso(now);
  const approvalId = newId('ap');
  const head = {
    id: newId('cr'),
    requester,
    status: 'Pending',
    entityId: wish.body.id,
    approvalId,
    dateCreated,
  } as const;
  const changeRequest: ChangeRequest = { ...head, ...wish };
  const minutes = policy.action.autoRejectTimeout;
  store.approvals.set(approvalId, {
    id: approvalId,
    initiatorId: actor.userId,
    activity: { kind: subjectOf(wish).activity, changeRequest },
    status: 'Pending',
    ...(minutes ? { expirationDate: store.clock.iso(now + minutes * 60_000) } : {}),
    dateCreated,
    dateUpdated: dateCreated,
    policyEvaluations: [{ policyId: policy.id, triggered: true, reason: 'AlwaysTrigger' }],
    decisions: [],
  });
  return changeRequest;
}

/** What a policy that blocks answers is not known, hence the switch. */
export function blocked({ switches }: Store): ApiError {
  return new ApiError(switches.blockStatus, 'the activity was blocked by a policy');
}

/** Ends an approval, and applies what it held where it was approved. */
export function resolve(store: Store, approval: Approval, status: 'Approved' | 'Denied' | 'Expired'): void {
  const { changeRequest } = approval.activity;
  const now = store.clock.iso();
  Object.assign(approval, { status, dateUpdated: now, dateResolved: now });
  changeRequest.dateResolved = now;
  changeRequest.status = status === 'Approved' ? outcomeOf(store, changeRequest) : 'Rejected';
}

/** One approver's word: a denial ends the approval, and so does the last group's quorum. */
export function vote(
  store: Store,
  actor: Actor,
  approval: Approval,
  value: 'Approved' | 'Denied',
  reason?: string,
): void {
  if (approval.status !== 'Pending') throw conflict(`the approval is already ${approval.status}`);
  const mine = groupsOf(store, approval).filter((group) => mayDecide(store, actor, approval, group));
  if (mine.length === 0) throw forbidden('not an approver of this activity');
  if (approval.decisions.some(({ userId }) => userId === actor.userId)) throw conflict('already decided');
  const date = store.clock.iso();
  approval.decisions.push({ userId: actor.userId, date, reason: reason ?? null, value });
  approval.dateUpdated = date;
  if (value === 'Denied') resolve(store, approval, 'Denied');
  else if (groupsOf(store, approval).every((group) => hasQuorum(approval, group))) resolve(store, approval, 'Approved');
}

/** The pending change of a role or an assignment, for lists. */
export function pendingChangeOf(store: Store, entityId: string): ChangeRequest | undefined {
  return pendingApprovals(store)
    .map(({ activity }) => activity.changeRequest)
    .find((changeRequest) => changeRequest.entityId === entityId);
}

/** The approvals that still wait, after those whose time is over have expired. */
export function pendingApprovals(store: Store): Approval[] {
  const pending = [...store.approvals.values()].filter(({ status }) => status === 'Pending');
  const late = pending.filter(({ expirationDate = '9' }) => expirationDate <= store.clock.iso());
  for (const approval of late) resolve(store, approval, 'Expired');
  return pending.filter(({ status }) => status === 'Pending');
}

function subjectOf(wish: Wish): { activity: ActivityKind; permissionId: string } {
  return wish.kind === 'Permission'
    ? { activity: 'Permissions:Modify', permissionId: wish.body.id }
    : { activity: 'Permissions:Assign', permissionId: wish.body.permissionId };
}

function requireNothingPending(store: Store, entityId: string, wish: Wish): void {
  const isSame = ({ kind, entityId: other, body }: ChangeRequest) =>
    other === entityId ||
    (kind === 'Assignment' &&
      wish.kind === 'Assignment' &&
      body.permissionId === wish.body.permissionId &&
      body.identityId === wish.body.identityId);
  const isPending = pendingApprovals(store).some(({ activity }) => isSame(activity.changeRequest));
  if (isPending) throw conflict('a change request is already pending');
}

function perform(store: Store, { kind, operationKind, body }: Wish): void {
  if (kind === 'Permission') {
    const role = store.roles.get(body.id);
    if (role) changeRole(store, role, body);
  } else if (operationKind === 'Delete') store.assignments.delete(body.id);
  else store.assign(body.permissionId, body.identityId, body.id);
}

function outcomeOf(store: Store, changeRequest: ChangeRequest): 'Applied' | 'Failed' {
  const isPossible =
    changeRequest.kind === 'Permission'
      ? store.roles.has(changeRequest.body.id)
      : store.roles.get(changeRequest.body.permissionId)?.isArchived === false &&
        store.identity(changeRequest.body.identityId)?.it.isActive === true;
  if (isPossible) perform(store, changeRequest);
  return isPossible ? 'Applied' : 'Failed';
}

type Groups = Extract<Policy['action'], { kind: 'RequestApproval' }>['approvalGroups'];

function groupsOf(store: Store, approval: Approval): Groups {
  const actions = approval.policyEvaluations.map(({ policyId }) => store.policies.get(policyId)?.action);
  return actions.flatMap((action) => (action?.kind === 'RequestApproval' ? action.approvalGroups : []));
}

function mayDecide(store: Store, actor: Actor, approval: Approval, group: Groups[number]): boolean {
  const listed = group.approvers.userId?.in;
  if (actor.userId === approval.initiatorId && !group.initiatorCanApprove) return false;
  if (actor.kind !== 'service-account') return listed === undefined || listed.includes(actor.userId);
  const isOpted = store.switches.serviceAccountsCanApprove && group.serviceAccountsCanApprove === true;
  return isOpted && listed?.includes(actor.userId) === true;
}

function hasQuorum(approval: Approval, { approvers, quorum, initiatorCanApprove }: Groups[number]): boolean {
  const listed = approvers.userId?.in;
  const voices = approval.decisions.filter(
    ({ userId }) =>
      (listed === undefined || listed.includes(userId)) && (initiatorCanApprove || userId !== approval.initiatorId),
  );
  return voices.length >= quorum;
}
