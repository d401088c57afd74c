import { badRequest, conflict, forbidden, notFound, unprocessable } from '../http/errors.js';
import { newId } from './ids.js';
import { operationsKnownTo } from './operations.js';
import type { Role } from './state.js';
import type { Store } from './store.js';

interface Traits {
  readonly isImmutable?: boolean;
  readonly isArchived?: boolean;
  readonly isManaged?: boolean;
}

/** Makes a role. Names are unique, and archived names stay taken [OLD]. */
export function createRole(store: Store, name: string, operations: readonly string[], traits: Traits = {}): Role {
  requireFreeName(store, name);
  requireKnown(store, operations);
  const now = store.clock.iso();
  const role: Role = {
    id: newId('pm'),
    name,
    operations: [...new Set(operations)],
    status: 'Active',
    isImmutable: traits.isImmutable ?? false,
    isArchived: traits.isArchived ?? false,
    dateCreated: now,
    dateUpdated: now,
    ...(traits.isManaged ? { isManaged: true } : {}),
  };
  store.roles.set(role.id, role);
  return role;
}

export function roleOf(store: Store, id: string): Role {
  const role = store.roles.get(id);
  if (!role) throw notFound('Permission');
  return role;
}

/** A role that may be given to somebody: not an archived one, docs/dfns-api.md, 4 (422). */
export function assignableRole(store: Store, id: string): Role {
  const role = roleOf(store, id);
  if (role.isArchived) throw unprocessable('Permission is archived');
  return role;
}

export interface RoleUpdate {
  readonly name?: string;
  readonly operations?: readonly string[];
  readonly isArchived?: boolean;
}

/** Refuses what may not be changed about a role, before a policy or anybody else is asked. */
export function requireChangeable(store: Store, role: Role, update: RoleUpdate): void {
  if (role.isImmutable) throw forbidden('Permission is immutable');
  const renames = update.name !== undefined && update.name !== role.name;
  if (role.isManaged && (renames || update.isArchived))
    throw forbidden('a managed permission keeps its name and stays active');
  if (role.isArchived && update.isArchived === undefined) throw unprocessable('Permission is archived');
  if (renames) requireFreeName(store, update.name);
  if (update.operations) requireKnown(store, update.operations);
}

export function change(store: Store, role: Role, { name, operations, isArchived }: RoleUpdate): void {
  role.name = name ?? role.name;
  role.operations = operations ? [...new Set(operations)] : role.operations;
  role.isArchived = isArchived ?? role.isArchived;
  role.dateUpdated = store.clock.iso();
}

function requireFreeName(store: Store, name: string | undefined): void {
  if ([...store.roles.values()].some((role) => role.name === name)) {
    throw conflict(`a permission named ${name} already exists`);
  }
}

/** `Wallets:Sign` for example is no operation, though guides name it; docs/dfns-api.md, 5. */
function requireKnown(store: Store, operations: readonly string[]): void {
  const known = operationsKnownTo(store.switches.vocabulary);
  const unknown = operations.filter((operation) => !known.has(operation));
  if (unknown.length > 0) throw badRequest(`unknown operations: ${unknown.join(', ')}`);
}
