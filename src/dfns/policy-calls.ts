import type { Policy } from '../core/observed.js';
import { allPages, page } from './call-helpers.js';
import type { Connection } from './connection.js';
import { readApprovalStatus, readPolicies } from './responses.js';
import type { PoliciesClient } from './sdk-clients.js';

/** The calls about policies, and the approvals that they ask for. */
export function policyCalls(policies: PoliciesClient, { perform }: Connection) {
  async function listPolicies(): Promise<Policy[]> {
    const operation = { doing: 'list the policies', needs: 'Policies:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () => readPolicies(await policies.listPolicies(page(paginationToken)))),
    );
  }

  /** `Pending`, `Approved`, `Denied` or `Expired`. */
  async function approvalStatus(approvalId: string): Promise<string> {
    const operation = { doing: `read the approval ${approvalId}`, needs: 'Policies:Approvals:Read' };
    return perform(operation, async () => readApprovalStatus(await policies.getApproval({ approvalId })));
  }

  return { listPolicies, approvalStatus };
}
