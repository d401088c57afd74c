import type { OperationSchema, Schema } from '../../simulator/http/schema.js';
import { changeRequests } from '../../simulator/schemas.js';

// What @dfns/sdk 0.8.21 declares in generated/policies/types.d.ts; openapi.json lacks policies.

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const exactly = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const one = (...values: string[]): Schema => ({ type: 'string', enum: values });

const group = exactly(
  {
    name: text,
    quorum: { type: 'integer' },
    approvers: exactly({ userId: exactly({ in: list(text) }) }, ['userId']),
    initiatorCanApprove: flag,
    serviceAccountsCanApprove: flag,
  },
  ['name', 'initiatorCanApprove', 'serviceAccountsCanApprove'],
);

const policy = exactly(
  {
    id: text,
    name: text,
    status: one('Active', 'Archived'),
    dateCreated: text,
    dateUpdated: text,
    activityKind: one('Permissions:Assign', 'Permissions:Modify', 'Wallets:Sign'),
    rule: exactly({ kind: one('AlwaysTrigger'), configuration: exactly({}) }, ['configuration']),
    action: {
      oneOf: [
        exactly({ kind: one('Block') }),
        exactly(
          {
            kind: one('RequestApproval'),
            approvalGroups: list(group),
            autoRejectTimeout: { type: 'integer' },
          },
          ['autoRejectTimeout'],
        ),
      ],
    },
    filters: exactly({ permissionId: exactly({ in: list(text) }) }),
  },
  ['filters'],
);

const activity = (kind: string, changeRequest: Schema): Schema => exactly({ kind: one(kind), changeRequest });

const approval = exactly(
  {
    id: text,
    initiatorId: text,
    activity: {
      oneOf: [
        activity('Permissions:Modify', changeRequests.Permission),
        activity('Permissions:Assign', changeRequests.Assignment),
      ],
    },
    status: one('Pending', 'Approved', 'Denied', 'Expired'),
    expirationDate: { type: 'string', format: 'date-time' },
    dateCreated: text,
    dateUpdated: text,
    dateResolved: text,
    policyEvaluations: list(exactly({ policyId: text, triggered: flag, reason: text })),
    decisions: list(
      exactly({
        userId: text,
        date: text,
        reason: { type: 'string', nullable: true },
        value: one('Approved', 'Denied'),
      }),
    ),
  },
  ['expirationDate', 'dateResolved'],
);

const page = (item: Schema): Schema => exactly({ items: list(item), nextPageToken: text }, ['nextPageToken']);
const answers = (schema: Schema): OperationSchema => ({ responses: { 200: schema } });

export const policyContract: Readonly<Record<string, OperationSchema>> = {
  'GET /v2/policies': answers(page(policy)),
  'POST /v2/policies': answers(policy),
  'GET /v2/policies/{policyId}': answers(policy),
  'DELETE /v2/policies/{policyId}': answers(policy),
  'GET /v2/policy-approvals': answers(page(approval)),
  'GET /v2/policy-approvals/{approvalId}': answers(approval),
  'POST /v2/policy-approvals/{approvalId}/decisions': answers(approval),
};
