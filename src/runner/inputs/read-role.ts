import { distance } from 'fastest-levenshtein';
import { adviceOn, isOperationName, nearestOperation } from '../../core/operations.js';
import { presets, type RoleDeclaration } from '../../core/roles.js';
import { unquoted } from '../../core/tidy-text.js';
import type { InputForm } from './input-form.js';
import { readRoleId } from './read-ids.js';
import { plainText, readLines } from './readers.js';

const readRoleName = plainText(100);
const acceptedPermissions = 'permissions such as Wallets:Read, one a line';
/** More faults of one list help nobody. */
const mostFaults = 10;

/** The role that the inputs `role` and `permissions` declare; `undefined` if they are empty. */
export function readRole(form: InputForm): RoleDeclaration | undefined {
  const text = form.text('role');
  const role = /^["'`]pm-/.test(text) ? unquoted(text) : text;
  const permissions = readPermissions(form);
  refuseContradictions(form, role);
  if (Object.hasOwn(presets, role)) return { by: 'name', value: role, permissions: presets[role] ?? [] };
  const managed = permissions && { permissions };
  if (role.startsWith('pm-')) return { by: 'id', value: form.readWith('role', readRoleId) ?? '', ...managed };
  if (role !== '') {
    if (permissions === undefined) adviseOnPresets(form, role);
    return { by: 'name', value: form.readWith('role', readRoleName) ?? '', ...managed };
  }
  return managed && { by: 'name', value: form.text('name'), ...managed };
}

function refuseContradictions(form: InputForm, role: string): void {
  if (Object.hasOwn(presets, role) && form.isGiven('permissions')) {
    form.refuse(
      'permissions',
      `a list beside the preset ${role}`,
      'nothing beside a preset, which brings its own permissions',
      'leave out permissions, or give the role a name of its own',
    );
  }
  if (form.isGiven('exclusive') && !form.isGiven('role') && !form.isGiven('permissions')) {
    form.refuse(
      'exclusive',
      form.quote('exclusive'),
      'true only with role or permissions',
      'declare the role that the account is to keep; without one it would lose all',
    );
  }
}

function readPermissions(form: InputForm): string[] | undefined {
  const text = form.isBlank('permissions') ? '' : form.read('permissions');
  if (text === undefined) return undefined;
  const entries = readLines(text);
  if (entries.length === 0) {
    const cure = 'name at least one, or leave the input out';
    form.refuse('permissions', 'no permission, only comments or blank lines', acceptedPermissions, cure);
  }
  const wrong = entries.filter(({ entry }) => !isPermission(entry));
  for (const { entry, line } of wrong.slice(0, mostFaults)) refuseEntry(form, entry, line);
  if (wrong.length > mostFaults) {
    form.refuse('permissions', `${wrong.length - mostFaults} more such lines`, acceptedPermissions, 'correct the list');
  }
  return distinct(form, entries.map(({ entry }) => entry).filter(isPermission));
}

function isPermission(entry: string): boolean {
  return entry.length <= 100 && isOperationName(entry);
}

function refuseEntry(form: InputForm, entry: string, line: number): void {
  const nearest = nearestOperation(entry.replace(/^-\s+/, '').slice(0, 80));
  const shape = /^-\s|[,;]/.test(entry) ? 'write one a line, without dashes and commas' : 'write it as Area:Verb';
  const cure = nearest ? `did you mean ${nearest}?` : shape;
  form.refuse('permissions', `${form.quote('permissions', entry)} on line ${line}`, acceptedPermissions, cure);
}

function distinct(form: InputForm, permissions: string[]): string[] {
  const once = [...new Set(permissions)];
  const twice = once.filter((permission) => permissions.indexOf(permission) !== permissions.lastIndexOf(permission));
  if (twice.length > 0) form.warnings.push(`permissions: ${twice.join(', ')} stands in the list more than once`);
  for (const permission of once) {
    const advice = adviceOn(permission);
    if (advice) form.warnings.push(`permissions: ${advice}`);
  }
  return once;
}

function adviseOnPresets(form: InputForm, role: string): void {
  const near = Object.keys(presets).find((preset) => distance(role.slice(0, 60).toLowerCase(), preset) <= 2);
  if (near) {
    form.warnings.push(`role: ${role} is taken for the name of a role; the preset is written ${near}`);
  }
}
