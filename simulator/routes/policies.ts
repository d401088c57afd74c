import { badRequest, conflict, notFound, ok, type Reply } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import type { Organisation } from '../organisation/organisation.js';
import { changePolicy, createPolicy, type NewPolicy } from '../organisation/policies.js';
import type { Policy, PolicyAction } from '../organisation/state.js';

interface PolicyBody {
  readonly name: string;
  readonly activityKind: 'Permissions:Assign' | 'Permissions:Modify';
  readonly action: PolicyAction;
  readonly filters?: { readonly permissionId: { readonly in: readonly string[] } };
}

/** The contract takes any kind; these are those that something here triggers. */
const actedUpon: ReadonlySet<string> = new Set(['Permissions:Assign', 'Permissions:Modify']);

const collection = '/v2/policies';
const single = `${collection}/{policyId}`;
const may = (operation: string) => [`Policies:${operation}`];
const { USP } = callers;

/** Policies about roles; docs/dfns-api.md, 1.6. */
export const policyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: collection,
    callers: USP,
    needs: may('Read'),
    isSigned: false,
    handle: list,
  },
  {
    method: 'POST',
    path: collection,
    callers: USP,
    needs: may('Create'),
    isSigned: true,
    handle: create,
  },
  { method: 'GET', path: single, callers: USP, needs: may('Read'), isSigned: false, handle: read },
  {
    method: 'PUT',
    path: single,
    callers: USP,
    needs: may('Update'),
    isSigned: true,
    handle: update,
  },
  {
    method: 'DELETE',
    path: single,
    callers: USP,
    needs: may('Archive'),
    isSigned: true,
    handle: archive,
  },
];

function list({ organisation, query }: ActorCall): Reply {
  const status = query.get('status');
  const policies = [...organisation.policies.values()].filter((policy) => status === null || policy.status === status);
  return ok(pageOf(policies, query, organisation.switches.pageSize));
}

function create({ organisation, body }: ActorCall<PolicyBody>): Reply {
  return ok(createPolicy(organisation, wishOf(organisation, body)));
}

function update({ organisation, params, body }: ActorCall<PolicyBody>): Reply {
  const policy = policyOf(organisation, params);
  if (policy.status === 'Archived') throw conflict('the policy is archived');
  return ok(changePolicy(organisation, policy, wishOf(organisation, body, policy)));
}

function wishOf(
  { policies }: Organisation,
  { filters, ...wish }: PolicyBody,
  except?: Policy,
): NewPolicy & { name: string } {
  if (!actedUpon.has(wish.activityKind)) throw badRequest('this simulator knows policies about roles only');
  if ([...policies.values()].some((other) => other !== except && other.name === wish.name)) {
    throw conflict(`a policy named ${wish.name} already exists`);
  }
  return { ...wish, ...(filters === undefined ? {} : { permissionIds: filters.permissionId.in }) };
}

function read({ organisation, params }: ActorCall): Reply {
  return ok(policyOf(organisation, params));
}

function archive({ organisation, params }: ActorCall): Reply {
  const policy = policyOf(organisation, params);
  policy.status = 'Archived';
  policy.dateUpdated = organisation.clock.iso();
  return ok(policy);
}

function policyOf(organisation: Organisation, { policyId = '' }: Readonly<Record<string, string>>): Policy {
  const policy = organisation.policies.get(policyId);
  if (!policy) throw notFound('Policy');
  return policy;
}
