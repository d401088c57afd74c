import type { OperationSchema, Schema } from '../http/schema.js';

// openapi.json lacks policies: these bodies follow the types of @dfns/sdk 0.8.21, narrowed to the activities that this
// simulator acts on; docs/dfns-api.md, 1.6.

const text: Schema = { type: 'string', minLength: 1 };
const texts: Schema = { type: 'array', items: text };

const closed = (properties: Record<string, Schema>, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const group = closed(
  {
    name: text,
    quorum: { type: 'integer', exclusiveMinimum: 0 },
    approvers: closed({ userId: closed({ in: texts }, ['in']) }),
    initiatorCanApprove: { type: 'boolean' },
    serviceAccountsCanApprove: { type: 'boolean' },
  },
  ['quorum', 'approvers'],
);

const action: Schema = {
  oneOf: [
    closed({ kind: { type: 'string', enum: ['Block'] } }, ['kind']),
    closed(
      {
        kind: { type: 'string', enum: ['RequestApproval'] },
        approvalGroups: { type: 'array', items: group, minItems: 1 },
        autoRejectTimeout: { type: 'integer', exclusiveMinimum: 0, nullable: true },
      },
      ['kind', 'approvalGroups'],
    ),
  ],
};

const policy = closed(
  {
    name: text,
    activityKind: { type: 'string', enum: ['Permissions:Assign', 'Permissions:Modify'] },
    rule: closed({ kind: { type: 'string', enum: ['AlwaysTrigger'] }, configuration: closed({}) }, ['kind']),
    action,
    filters: closed({ permissionId: closed({ in: texts }, ['in']) }, ['permissionId']),
  },
  ['name', 'activityKind', 'rule', 'action'],
);

const decision = closed({ value: { type: 'string', enum: ['Approved', 'Denied'] }, reason: { type: 'string' } }, [
  'value',
]);

const paged = { limit: { type: 'string', pattern: '^\\d+$' }, paginationToken: text };

export const reading: OperationSchema = { responses: {} };
export const listingPolicies: OperationSchema = {
  query: { ...paged, status: { type: 'string', enum: ['Active', 'Archived'] } },
  responses: {},
};
export const listingApprovals: OperationSchema = {
  query: {
    ...paged,
    status: { type: 'string', enum: ['Pending', 'Approved', 'Denied', 'Expired'] },
    initiatorId: text,
    approverId: text,
  },
  responses: {},
};
export const creatingPolicy: OperationSchema = { body: policy, responses: {} };
export const deciding: OperationSchema = { body: decision, responses: {} };
