import { notFound, ok, type Reply } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import { pendingApprovals, vote } from '../organisation/approvals.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Approval } from '../organisation/state.js';

const collection = '/v2/policy-approvals';
const single = `${collection}/{approvalId}`;
const mayRead = ['Policies:Approvals:Read'];
const mayDecide = ['Policies:Approvals:Approve'];
const { USP } = callers;

/** What waits for approval, and the approvers' decisions; docs/dfns-api.md, 1.6. */
export const approvalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: collection,
    callers: USP,
    needs: mayRead,
    isSigned: false,
    handle: list,
  },
  { method: 'GET', path: single, callers: USP, needs: mayRead, isSigned: false, handle: read },
  {
    method: 'POST',
    path: `${single}/decisions`,
    callers: USP,
    needs: mayDecide,
    isSigned: true,
    handle: decide,
  },
];

function list({ organisation, query }: ActorCall): Reply {
  pendingApprovals(organisation);
  const isWanted = (name: string, value: string) => (query.get(name) ?? value) === value;
  const approvals = [...organisation.approvals.values()].filter(
    ({ status, initiatorId }) => isWanted('status', status) && isWanted('initiatorId', initiatorId),
  );
  return ok(pageOf(approvals, query, organisation.switches.pageSize));
}

function read({ organisation, params }: ActorCall): Reply {
  return ok(approvalOf(organisation, params));
}

function decide({
  organisation,
  actor,
  params,
  body,
}: ActorCall<{ value: 'Approved' | 'Denied'; reason?: string }>): Reply {
  const approval = approvalOf(organisation, params);
  vote(organisation, actor, approval, body.value, body.reason);
  return ok(approval);
}

/** Looks for approvals whose time is over before it shows one. */
function approvalOf(organisation: Organisation, { approvalId = '' }: Readonly<Record<string, string>>): Approval {
  pendingApprovals(organisation);
  const approval = organisation.approvals.get(approvalId);
  if (!approval) throw notFound('Approval');
  return approval;
}
